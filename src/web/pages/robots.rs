//! `/robots.txt`: what robots may read.

use crate::web::page::Page;
use crate::web::state::App;
use crate::web::urls;

/// Answers `/robots.txt`. Lists with parameters are the same postings in endless combinations, and
/// suggestions are the same names.
pub async fn get(app: App) -> Page {
    let sitemap = app.absolute(urls::SITEMAP);
    Page::document(
        "text/plain; charset=utf-8",
        format!(
            "User-agent: *\nDisallow: {}?\nDisallow: {}\n\nSitemap: {sitemap}\n",
            urls::JOBS,
            urls::SUGGEST
        ),
    )
}
