//! `/paths`: every path by category, or those that a search means.

use askama::Template;
use axum::extract::State;

use crate::catalogue::Catalogue;
use crate::web::error::Error;
use crate::web::extract::{MAX_TEXT, Query, Search};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::suggestion::Suggestion;
use crate::web::{assets, number, urls};

/// Answers that a search lists.
const MAX_FOUND: usize = 20;

#[derive(Template)]
#[template(path = "pages/paths.html")]
struct PathsPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    /// What was typed, and what it may mean.
    search: Option<(String, Vec<Suggestion>)>,
}

impl PathsPage<'_> {
    /// What stands in the search box.
    fn typed(&self) -> &str {
        self.search.as_ref().map_or("", |(text, _)| text)
    }
}

/// Answers `/paths`.
pub async fn get(State(app): State<App>, Query(search): Query<Search>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let layout = Layout::new(&app, urls::PATHS, Section::Paths, "Career paths")
        .describe("Every career path with its levels, pay from first to last rung, and open positions.");
    let search = search.text.map(|text| {
        let found = catalogue.near(&text, MAX_FOUND).into_iter().map(Suggestion::from).collect();
        (text, found)
    });
    Page::html(&PathsPage {
        layout: if search.is_some() { layout.hidden() } else { layout },
        catalogue: &catalogue,
        search,
    })
}
