//! `/jobs.atom`: any search for open positions as a feed, its results newest first unless another order is
//! asked for.

use askama::Template;
use axum::extract::State;
use jiff::Timestamp;

use crate::model::posting::StoredPosting;
use crate::web::card;
use crate::web::error::Error;
use crate::web::extract::Query;
use crate::web::page::Page;
use crate::web::results::Results;
use crate::web::state::App;
use crate::web::urls;
use crate::web::wanted::Wanted;

/// Entries of a feed.
const ENTRIES: u32 = 50;

/// The form of RFC 4287.
#[derive(Template)]
#[template(path = "feeds/jobs.xml")]
struct Feed {
    title: String,
    /// The search as a page, and this feed.
    page: String,
    url: String,
    updated: Timestamp,
    entries: Vec<Entry>,
}

struct Entry {
    title: String,
    company: String,
    url: String,
    /// When it was first seen here.
    published: Timestamp,
    summary: String,
}

impl Feed {
    fn new(app: &App, wanted: &Wanted, stored: &[StoredPosting]) -> Self {
        let updated = stored.iter().map(|stored| stored.first_seen).max();
        let title = match wanted.text.as_str() {
            "" => "Open positions".to_owned(),
            text => format!("Open positions for “{text}”"),
        };
        Self {
            title,
            page: app.absolute(&wanted.url()),
            url: app.absolute(&wanted.feed_url()),
            updated: updated.unwrap_or(Timestamp::UNIX_EPOCH),
            entries: stored.iter().map(|stored| Entry::new(app, stored)).collect(),
        }
    }
}

impl Entry {
    fn new(app: &App, stored: &StoredPosting) -> Self {
        let posting = &stored.posting;
        let places = card::places(stored).map(|places| places + ". ").unwrap_or_default();
        Self {
            title: posting.title.clone(),
            company: posting.company.clone(),
            url: app.absolute(&urls::posting(stored.id, &posting.title)),
            published: stored.first_seen,
            summary: format!("{places}{}", posting.excerpt),
        }
    }
}

/// Answers `/jobs.atom`.
pub async fn get(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<Page, Error> {
    wanted.check(&app.catalogue())?;
    let results = Results::find(&app, &wanted, ENTRIES).await?;
    let feed = Feed::new(&app, &wanted, &results.stored);
    Ok(Page::document("application/atom+xml; charset=utf-8", feed.render()?))
}
