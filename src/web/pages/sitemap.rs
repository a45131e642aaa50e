//! `/sitemaps/{kind}-{number}.xml`: some of the pages that search engines may list.

use std::collections::BTreeSet;

use askama::Template;

use crate::db::sitemaps::{self, RANGE};
use crate::search::companies::list_earlier;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::page::Page;
use crate::web::sitemap::{Kind, Listed, MOST_PAGES, Shard, catalogue_pages};
use crate::web::state::App;
use crate::web::urls;

/// Earlier openings of a company that are looked at to tell whether an earlier sitemap names it. Where none of
/// them may be listed it is named twice at worst.
const LOOKED_AT: usize = 4;

#[derive(Template)]
#[template(path = "feeds/sitemap.xml")]
struct Sitemap {
    entries: Vec<Listed>,
}

fn of_catalogue(app: &App, number: i64) -> Vec<Listed> {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    catalogue_pages(app).into_iter().skip(number.saturating_mul(MOST_PAGES)).take(MOST_PAGES).collect()
}

/// The openings in a range of ids. When a page last changed is nowhere written down, so that none has a date.
async fn of_positions(app: &App, number: i64) -> Result<Vec<Listed>, Error> {
    let mut connection = app.db().read().await?;
    let openings = sitemaps::list_range(&mut connection, number).await?;
    let companies: BTreeSet<&str> = openings.iter().map(|(_, _, company)| company.as_str()).collect();
    // Without an index every company of the range is named: once more than needed, for a moment.
    let earlier = app
        .index()
        .map(|index| list_earlier(index, companies.iter().copied(), number.saturating_mul(RANGE), LOOKED_AT));
    let known = sitemaps::list_companies(&mut connection, &earlier.unwrap_or_default()).await?;
    let companies = companies.into_iter().filter(|company| !known.contains(*company));
    let companies = companies.filter_map(|company| company.parse().ok());
    let urls = companies.map(|company| urls::company(&company));
    let urls = urls.chain(openings.iter().map(|(id, title, _)| urls::posting(*id, title)));
    Ok(urls.map(|url| Listed::undated(app, &url)).collect())
}

/// Answers `/sitemaps/{kind}-{number}.xml`.
pub async fn get(app: App, Segment(name): Segment, _: Query<Nothing>) -> Result<Page, Error> {
    let shard = Shard::named(&name).ok_or(Error::NotFound)?;
    let entries = match shard.kind {
        Kind::Catalogue => of_catalogue(&app, shard.number),
        Kind::Positions => of_positions(&app, shard.number).await?,
    };
    if entries.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(Page::document("application/xml; charset=utf-8", Sitemap { entries }.render()?))
}
