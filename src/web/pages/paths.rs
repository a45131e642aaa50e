//! `/paths`: every path by category.

use askama::Template;

use crate::catalogue::Catalogue;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::{Layout, Section};
use crate::web::lines::Lines;
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{assets, number, urls};

#[derive(Template)]
#[template(path = "pages/paths.html")]
struct PathsPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    lines: Lines<'a>,
}

/// Answers `/paths`.
pub async fn get(app: App, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let layout = Layout::new(&app, urls::PATHS, Section::Paths, "Career paths")
        .describe("Every career path with its levels, pay from first to last rung, and open positions.");
    Page::html(&PathsPage { layout, lines: Lines::new(catalogue), catalogue })
}
