//! `/sitemap.xml`: where the sitemaps are.

use askama::Template;

use crate::db::sitemaps;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::page::Page;
use crate::web::sitemap::{Kind, MOST_PAGES, Shard, catalogue_pages};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "feeds/sitemap_index.xml")]
struct SitemapIndex {
    urls: Vec<String>,
}

impl SitemapIndex {
    fn new(app: &App, ranges: &[i64]) -> Self {
        let pages = catalogue_pages(app);
        let catalogue = (0..).zip(pages.chunks(MOST_PAGES)).map(|(number, _)| number);
        let catalogue = catalogue.map(|number| Shard { kind: Kind::Catalogue, number });
        let positions = ranges.iter().map(|number| Shard { kind: Kind::Positions, number: *number });
        Self { urls: catalogue.chain(positions).map(|shard| app.absolute(&shard.url())).collect() }
    }
}

/// Answers `/sitemap.xml`.
pub async fn get(app: App, _: Query<Nothing>) -> Result<Page, Error> {
    let ranges = sitemaps::list_ranges(&mut *app.db().read().await?).await?;
    let index = SitemapIndex::new(&app, &ranges);
    Ok(Page::document("application/xml; charset=utf-8", index.render()?))
}
