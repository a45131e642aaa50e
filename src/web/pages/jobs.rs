//! `/jobs`: open positions, newest first.

use askama::Template;
use axum::extract::State;

use crate::db::postings;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::Query;
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::pagination::{PageNumber, Pagination};
use crate::web::state::App;
use crate::web::{assets, number, urls};

/// Positions on a page.
const PAGE_SIZE: u32 = 20;

#[derive(Template)]
#[template(path = "pages/jobs.html")]
struct JobsPage {
    layout: Layout,
    total: u64,
    cards: Vec<PostingCard>,
    pagination: Pagination,
}

/// Answers `/jobs`.
pub async fn get(State(app): State<App>, Query(page): Query<PageNumber>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let total = catalogue.postings;
    let pagination = Pagination::new(urls::JOBS.to_owned(), page, PAGE_SIZE, total)?;
    let stored = postings::list(&mut *app.db().read().await?, PAGE_SIZE, page.offset(PAGE_SIZE)).await?;
    Page::html(&JobsPage {
        layout: Layout::new(&app, &pagination.url(), Section::Jobs, pagination.title("Open positions"))
            .describe("Open positions, newest first, each with the rung of the ladder on which it stands."),
        total,
        cards: stored.iter().map(|stored| PostingCard::new(&app, &catalogue, stored)).collect(),
        pagination,
    })
}
