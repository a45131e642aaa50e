//! `/jobs`: open positions found by words and filters.

use askama::Template;

use crate::catalogue::Catalogue;
use crate::search::find::{MOST_RESULTS, Order};
use crate::web::card::PostingCard;
use crate::web::error::{BadParameter, Error};
use crate::web::extract::{MAX_TEXT, Query};
use crate::web::filters::{self, Chip, Group};
use crate::web::heading;
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::pagination::Pagination;
use crate::web::results::Results;
use crate::web::state::App;
use crate::web::wanted::Wanted;
use crate::web::{assets, number, urls};

/// Positions on a page.
const PAGE_SIZE: u32 = 20;

#[derive(Template)]
#[template(path = "pages/jobs.html")]
struct JobsPage<'a> {
    layout: Layout,
    heading: String,
    wanted: &'a Wanted,
    total: u32,
    /// Whether words and filters can be used; not while the index is made.
    ready: bool,
    /// What was searched for instead of what was typed.
    corrected: Option<String>,
    groups: Vec<Group>,
    chips: Vec<Chip>,
    /// What to drop where nothing was found, the search without it, and how many that has.
    reliefs: Vec<(String, String, u32)>,
    cards: Vec<PostingCard>,
    pagination: Pagination,
}

impl<'a> JobsPage<'a> {
    fn new(app: &App, catalogue: &Catalogue, wanted: &'a Wanted, results: &Results) -> Result<Self, Error> {
        let Results { found, index, .. } = results;
        let index = index.as_deref();
        let total = found.total;
        if wanted.page.offset(PAGE_SIZE) >= u64::from(MOST_RESULTS) {
            let reason =
                format!("must be at most {}; narrow your search to see others", MOST_RESULTS / PAGE_SIZE);
            return Err(Error::BadParameters(vec![BadParameter {
                name: "page".to_owned(),
                reason,
                instead: None,
            }]));
        }
        let shown = u64::from(total.min(MOST_RESULTS));
        let pagination = Pagination::new(wanted.url(), wanted.page, PAGE_SIZE, shown)?;
        let title = pagination.title(&heading::title(catalogue, index, wanted));
        let layout = Layout::new(app, &pagination.url(), Section::Jobs, &title)
            .describe(&format!("{title}: each with the rung of the ladder on which it stands, and why."))
            .feed(&wanted.feed_url())
            .own_search();
        let plain = pagination.url() == urls::JOBS;
        Ok(Self {
            layout: if plain { layout } else { layout.under("Open positions", urls::JOBS).hidden() },
            heading: heading::heading(catalogue, wanted),
            total,
            ready: index.is_some(),
            corrected: found.corrected.clone(),
            groups: index.map(|index| filters::groups(catalogue, index, wanted, found)).unwrap_or_default(),
            chips: filters::chips(catalogue, index, wanted),
            reliefs: filters::reliefs(catalogue, index, wanted, found),
            cards: results.cards(app, catalogue),
            wanted,
            pagination,
        })
    }

    /// What was typed, in quotes, within which nothing is put right.
    fn as_typed(&self) -> String {
        format!("\"{}\"", self.wanted.text.replace('"', ""))
    }

    /// Whether there are more results than can be paged through.
    fn is_cut(&self) -> bool {
        self.total > MOST_RESULTS
    }

    /// The orders: name, search in it, whether it is this one.
    fn orders(&self) -> [(&'static str, String, bool); 2] {
        [("Best match", Order::Relevance), ("Newest", Order::Newest)]
            .map(|(name, order)| (name, self.wanted.with_order(order).url(), self.wanted.order == order))
    }
}

/// Answers `/jobs`.
pub async fn get(app: App, Query(wanted): Query<Wanted>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    wanted.check(catalogue)?;
    let results = Results::find_counted(&app, &wanted, PAGE_SIZE).await?;
    Page::html(&JobsPage::new(&app, catalogue, &wanted, &results)?)
}
