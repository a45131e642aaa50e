//! `/jobs.atom`: any search for open positions as a feed, its results newest first.

use askama::Template;
use jiff::Timestamp;

use crate::catalogue::Catalogue;
use crate::model::posting::StoredPosting;
use crate::search::find::Order;
use crate::web::error::Error;
use crate::web::extract::Query;
use crate::web::layout::SITE;
use crate::web::page::Page;
use crate::web::results::Results;
use crate::web::state::App;
use crate::web::wanted::Wanted;
use crate::web::xml::legal;
use crate::web::{card, heading, urls};

/// Entries of a feed.
const ENTRIES: u32 = 50;

/// The form of RFC 4287.
#[derive(Template)]
#[template(path = "feeds/jobs.xml")]
struct Feed {
    title: String,
    /// Of the feed itself; its entries are by their employers.
    author: &'static str,
    /// The search as a page, and this feed.
    page: String,
    url: String,
    updated: Timestamp,
    entries: Vec<Entry>,
}

struct Entry {
    title: String,
    company: String,
    /// What it is known by, and where it is now: a title can change, an id must not (RFC 4287, 4.2.6).
    id: String,
    url: String,
    /// When it was first seen here.
    published: Timestamp,
    summary: String,
}

impl Feed {
    fn new(app: &App, catalogue: &Catalogue, wanted: &Wanted, results: &Results) -> Self {
        let stored = &results.stored;
        let updated = stored.iter().map(|stored| stored.first_seen).max();
        Self {
            title: legal(&heading::title(catalogue, results.index.as_deref(), &wanted.in_usual_order())),
            author: SITE,
            page: app.absolute(&wanted.url()),
            url: app.absolute(&urls::page(&wanted.feed_url(), wanted.page.0.get())),
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
            title: legal(&posting.title),
            company: legal(&posting.company),
            id: app.absolute(&urls::posting_for_good(stored.id)),
            url: app.absolute(&urls::posting(stored.id, &posting.title)),
            published: stored.first_seen,
            summary: legal(&format!("{places}{}", posting.excerpt)),
        }
    }
}

/// Answers `/jobs.atom`. Whoever follows a feed wants what is new of it: the best matches of a search would
/// be the same for weeks.
pub async fn get(app: App, Query(wanted): Query<Wanted>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    wanted.check(catalogue)?;
    let by_time = Wanted { order: Order::Newest, ..wanted.clone() };
    let results = Results::find(&app, &by_time, ENTRIES).await?;
    let results = if wanted.is_everything() { results } else { results.searched()? };
    let feed = Feed::new(&app, catalogue, &wanted, &results);
    Ok(Page::document("application/atom+xml; charset=utf-8", feed.render()?))
}
