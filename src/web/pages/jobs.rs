//! `/jobs`: open positions, newest first; all of them, or those on one rung.

use askama::Template;
use axum::extract::State;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::db::{self, postings};
use crate::model::posting::StoredPosting;
use crate::model::stage::Stage;
use crate::web::card::PostingCard;
use crate::web::error::{BadParameter, Error};
use crate::web::extract::{Pairs, Parameters, Query};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::pagination::{PageNumber, Pagination};
use crate::web::state::App;
use crate::web::{assets, number, urls};

/// Positions on a page.
const PAGE_SIZE: u32 = 20;

/// What the page is asked for: `path` and `stage`, which go together, and `page`.
#[derive(Debug)]
pub struct Wanted {
    rung: Option<(String, Option<Stage>)>,
    page: PageNumber,
}

impl Parameters for Wanted {
    fn take(pairs: &mut Pairs) -> Self {
        let path = pairs.text("path");
        let stage = pairs.choice("stage", &Stage::OR_UNKNOWN, urls::stage_word);
        if path.is_some() != stage.is_some() {
            let missing = if path.is_some() { "stage" } else { "path" };
            pairs.reject(missing, "is missing: path and stage go together".to_owned());
        }
        Self { rung: path.zip(stage), page: PageNumber::take(pairs) }
    }
}

impl Wanted {
    /// The path and stage that are meant, if any; a path that does not exist is an error.
    fn rung<'a>(&self, catalogue: &'a Catalogue) -> Result<Option<(&'a PathEntry, Option<Stage>)>, Error> {
        let Some((slug, stage)) = &self.rung else { return Ok(None) };
        match catalogue.path(slug) {
            Some(entry) => Ok(Some((entry, *stage))),
            None => Err(Error::BadParameters(vec![BadParameter {
                name: "path".to_owned(),
                reason: "names no path of this site".to_owned(),
                instead: Some(("All open positions".to_owned(), urls::JOBS.to_owned())),
            }])),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/jobs.html")]
struct JobsPage<'a> {
    layout: Layout,
    /// The path to which the list is confined.
    path: Option<&'a PathEntry>,
    heading: String,
    total: u64,
    cards: Vec<PostingCard>,
    pagination: Pagination,
}

/// "Open positions", "Open positions: Chemist, Senior Level".
fn heading(rung: Option<(&PathEntry, Option<Stage>)>) -> String {
    let Some((entry, stage)) = rung else { return "Open positions".to_owned() };
    let level = match (stage, stage.and_then(|stage| entry.rung(stage))) {
        (_, Some(rung)) => rung.heading.clone(),
        (Some(stage), None) => format!("{} Level", stage.name()),
        (None, None) => "level not stated".to_owned(),
    };
    format!("Open positions: {}, {level}", entry.path.name)
}

impl<'a> JobsPage<'a> {
    fn new(
        app: &App,
        rung: Option<(&'a PathEntry, Option<Stage>)>,
        total: u64,
        cards: Vec<PostingCard>,
        pagination: Pagination,
    ) -> Self {
        let heading = heading(rung);
        let mut layout = Layout::new(app, &pagination.url(), Section::Jobs, pagination.title(&heading))
            .describe("Open positions, newest first, each with the rung of the ladder on which it stands.");
        if let Some((entry, _)) = rung {
            layout = layout.under("Open positions", urls::JOBS).line(entry.category.line).hidden();
        }
        Self { layout, path: rung.map(|(entry, _)| entry), heading, total, cards, pagination }
    }
}

/// Answers `/jobs`.
pub async fn get(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let rung = wanted.rung(&catalogue)?;
    let (total, list) = match rung {
        Some((entry, stage)) => (entry.open_at(stage), urls::jobs_on(&entry.path.slug, stage)),
        None => (catalogue.postings, urls::JOBS.to_owned()),
    };
    let pagination = Pagination::new(list, wanted.page, PAGE_SIZE, total)?;
    let stored = list_page(&app, rung, wanted.page.offset(PAGE_SIZE)).await?;
    let cards = stored.iter().map(|stored| PostingCard::new(&app, &catalogue, stored)).collect();
    Page::html(&JobsPage::new(&app, rung, total, cards, pagination))
}

async fn list_page(
    app: &App,
    rung: Option<(&PathEntry, Option<Stage>)>,
    offset: u64,
) -> db::Result<Vec<StoredPosting>> {
    let mut connection = app.db().read().await?;
    match rung {
        Some((entry, stage)) => {
            postings::list_by_rung(&mut connection, &entry.path.slug, stage, PAGE_SIZE, offset).await
        }
        None => postings::list(&mut connection, PAGE_SIZE, offset).await,
    }
}
