//! `/jobs/{id}-{slug}`: one open position.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::db::postings;
use crate::model::board::Policy;
use crate::model::posting::StoredPosting;
use crate::web::ask::AskedForHead;
use crate::web::canonical;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::views::is_view;
use crate::web::{assets, number, urls};

/// Similar positions that the page lists.
const SIMILAR: usize = 5;

#[derive(Template)]
#[template(path = "pages/posting.html")]
struct PostingPage<'a> {
    layout: Layout,
    card: PostingCard,
    posting: &'a StoredPosting,
    /// The path on which it stands.
    path: Option<&'a PathEntry>,
    /// The path under which its source lists it, if that is another one.
    listed: Option<&'a PathEntry>,
    apply: Option<Url>,
    similar: Vec<PostingCard>,
}

impl<'a> PostingPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, posting: &'a StoredPosting, policy: &Policy) -> Self {
        let card = PostingCard::new(app, catalogue, posting);
        let path = posting.standing.path.as_ref().and_then(|slug| catalogue.path(slug.as_str()));
        let listed = posting.posting.listed_under.as_ref().and_then(|slug| catalogue.path(slug.as_str()));
        let mut layout =
            Layout::new(app, &card.url, Section::Jobs, format!("{} at {}", card.title, card.company))
                .describe(&card.excerpt)
                .under("Open positions", urls::JOBS);
        if let Some(entry) = path.or(listed) {
            layout = layout.line(entry.category.line);
        }
        let others = path.or(listed).map(|entry| entry.standing.iter()).unwrap_or_default();
        Self {
            layout,
            similar: others
                .filter(|other| other.id != posting.id)
                .take(SIMILAR)
                .map(|other| PostingCard::new(app, catalogue, other))
                .collect(),
            apply: posting.posting.apply_url.as_deref().and_then(web_link),
            listed: listed.filter(|entry| posting.only_listed_under(&entry.path.slug)),
            card,
            posting,
            path,
        }
    }
}

/// A link that leads to a site, and to nothing else that a browser would open.
fn web_link(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Answers `/jobs/{id}-{slug}`; another title behind the id leads to the right one.
pub async fn get(
    State(app): State<App>,
    Segment(segment): Segment,
    head: Option<Extension<AskedForHead>>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Error> {
    let id: i64 = segment.split('-').next().and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
    let (posting, policy) = postings::find(&mut *app.db().read().await?, id).await?.ok_or(Error::NotFound)?;
    let url = urls::posting(id, &posting.posting.title);
    if url != format!("/jobs/{segment}") {
        return Ok(canonical::redirect(&url));
    }
    if head.is_none() && is_view(&headers) {
        app.views().count(id);
    }
    Ok(Page::html(&PostingPage::new(&app, &app.catalogue(), &posting, &policy))?.into_response())
}
