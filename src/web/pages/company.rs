//! `/companies/{company}`: one employer's open positions.

use askama::Template;
use axum::extract::State;

use crate::db::postings;
use crate::model::posting::StoredPosting;
use crate::model::slug::Slug;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::pagination::{PageNumber, Pagination};
use crate::web::state::App;
use crate::web::{assets, number, urls};

/// Positions on a page.
const PAGE_SIZE: u32 = 20;

#[derive(Template)]
#[template(path = "pages/company.html")]
struct CompanyPage {
    layout: Layout,
    company: String,
    total: u64,
    cards: Vec<PostingCard>,
    pagination: Pagination,
}

impl CompanyPage {
    fn new(app: &App, stored: &[StoredPosting], total: u64, pagination: Pagination) -> Option<Self> {
        let company = stored.first()?.posting.company.clone();
        let catalogue = app.catalogue();
        let title = pagination.title(&format!("{company}: open positions"));
        Some(Self {
            layout: Layout::new(app, &pagination.url(), Section::Jobs, title)
                .describe(format!("Open positions at {company}, each with the rung on which it stands."))
                .under("Open positions", urls::JOBS),
            cards: stored.iter().map(|stored| PostingCard::new(app, &catalogue, stored)).collect(),
            company,
            total,
            pagination,
        })
    }
}

/// Answers `/companies/{company}`.
pub async fn get(
    State(app): State<App>,
    Segment(slug): Segment,
    Query(page): Query<PageNumber>,
) -> Result<Page, Error> {
    let slug: Slug = slug.parse().map_err(|_| Error::NotFound)?;
    let mut snapshot = app.db().snapshot().await?;
    let total = postings::count_by_company(&mut snapshot, &slug).await?;
    if total == 0 {
        return Err(Error::NotFound);
    }
    let pagination = Pagination::new(urls::company(&slug), page, PAGE_SIZE, total)?;
    let stored = postings::list_by_company(&mut snapshot, &slug, PAGE_SIZE, page.offset(PAGE_SIZE)).await?;
    Page::html(&CompanyPage::new(&app, &stored, total, pagination).ok_or(Error::NotFound)?)
}
