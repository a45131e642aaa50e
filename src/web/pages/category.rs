//! `/categories/{category}`: the paths of one field of work.

use askama::Template;
use axum::extract::State;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::CategoryEntry;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{assets, number, urls};

#[derive(Template)]
#[template(path = "pages/category.html")]
struct CategoryPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    entry: &'a CategoryEntry,
}

/// Answers `/categories/{category}`.
pub async fn get(State(app): State<App>, Segment(slug): Segment, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let entry = catalogue.category(&slug).ok_or(Error::NotFound)?;
    let category = &entry.category;
    let layout = Layout::new(
        &app,
        &urls::category(&category.slug),
        Section::Paths,
        format!("{} careers", category.name),
    )
    .describe(&category.summary)
    .under("Career paths", urls::PATHS)
    .line(category.line);
    Page::html(&CategoryPage { layout, catalogue: &catalogue, entry })
}
