//! `/opensearch.xml`: the search box, described for browsers (OpenSearch 1.1).

use askama::Template;

use crate::web::assets;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::SITE;
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::urls;

#[derive(Template)]
#[template(path = "feeds/opensearch.xml")]
struct Description {
    /// The page that searches, without what is searched for.
    search: String,
    /// Open positions that some words find, as a feed.
    feed: String,
    icon: String,
    /// Where this description stands, by which browsers see whether it has changed.
    own: String,
}

/// Answers `/opensearch.xml`.
pub async fn get(app: App, _: Query<Nothing>) -> Result<Page, Error> {
    let description = Description {
        search: app.absolute(urls::SEARCH),
        feed: app.absolute(urls::JOBS_FEED),
        icon: app.absolute(&assets::ICON_SVG.url()),
        own: app.absolute(urls::OPENSEARCH),
    };
    Ok(Page::document("application/opensearchdescription+xml", description.render()?))
}
