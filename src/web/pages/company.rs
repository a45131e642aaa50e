//! `/companies/{company}`: one employer's open positions.

use askama::Template;

use crate::model::posting::StoredPosting;
use crate::model::slug::Slug;
use crate::search::facet::Facet;
use crate::search::find::MOST_RESULTS;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::pagination::{PageNumber, Pagination};
use crate::web::results::Results;
use crate::web::state::App;
use crate::web::wanted::Wanted;
use crate::web::{assets, number, urls};

/// Positions on a page.
const PAGE_SIZE: u32 = 20;

#[derive(Template)]
#[template(path = "pages/company.html")]
struct CompanyPage {
    layout: Layout,
    company: String,
    total: u32,
    cards: Vec<PostingCard>,
    /// The search for them, to be narrowed there.
    search: String,
    pagination: Pagination,
}

impl CompanyPage {
    fn new(app: &App, stored: &[StoredPosting], total: u32, pagination: Pagination) -> Option<Self> {
        let company = stored.first()?.posting.company.clone();
        let catalogue = app.catalogue();
        let title = pagination.title(&format!("{company}: open positions"));
        let wanted = Wanted::of(Facet::Company, stored.first()?.company_slug.as_str());
        let at = pagination.title(&format!("Open positions at {company}"));
        let layout = Layout::new(app, &pagination.url(), Section::Jobs, title)
            .describe(&format!("{at}: each with the rung of the ladder on which it stands, and why."))
            .under("Open positions", urls::JOBS)
            .named(&pagination.title(&company))
            .feed(&wanted.feed_url());
        // The employers of samples are fictitious.
        let fictitious = stored.iter().all(|stored| stored.posting.is_sample());
        Some(Self {
            layout: if fictitious { layout.hidden() } else { layout },
            cards: stored.iter().map(|stored| PostingCard::new(app, catalogue, stored)).collect(),
            search: wanted.url(),
            company,
            total,
            pagination,
        })
    }
}

/// Answers `/companies/{company}`.
pub async fn get(app: App, Segment(slug): Segment, Query(page): Query<PageNumber>) -> Result<Page, Error> {
    let wanted = Wanted { page, ..Wanted::of(Facet::Company, &slug) };
    let results = Results::find(&app, &wanted, PAGE_SIZE).await?.searched()?;
    let total = results.found.total;
    if total == 0 {
        return Err(Error::NotFound);
    }
    let pagination =
        Pagination::new(company_url(&slug)?, page, PAGE_SIZE, u64::from(total.min(MOST_RESULTS)))?;
    Page::html(&CompanyPage::new(&app, &results.stored, total, pagination).ok_or(Error::NotFound)?)
}

fn company_url(slug: &str) -> Result<String, Error> {
    let slug: Slug = slug.parse().map_err(|_| Error::NotFound)?;
    Ok(urls::company(&slug))
}
