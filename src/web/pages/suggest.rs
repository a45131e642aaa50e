//! `/suggest`: what may be meant by words that are being typed, for scripts.

use serde::Serialize;

use crate::web::error::Error;
use crate::web::extract::{Query, Search};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::suggestion::Suggestion;

/// Suggestions in one answer, the search of open positions among them.
const MOST: usize = 8;

#[derive(Debug, Serialize)]
struct Suggestions {
    /// The words that the suggestions are for.
    query: String,
    suggestions: Vec<Suggestion>,
}

impl Suggestions {
    fn new(app: &App, words: Option<String>) -> Self {
        let Some(query) = words else { return Self { query: String::new(), suggestions: Vec::new() } };
        let catalogue = app.catalogue();
        let near = catalogue.near(&query).near;
        let named = near.iter().take(MOST - 1).map(Suggestion::new);
        let suggestions = named.chain([Suggestion::search(&query)]).collect();
        Self { query, suggestions }
    }
}

/// Answers `/suggest`.
pub async fn get(app: App, Query(search): Query<Search>) -> Result<Page, Error> {
    Page::json(&Suggestions::new(&app, search.words))
}
