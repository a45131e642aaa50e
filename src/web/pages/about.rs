//! `/about`: what this is, and on whose word.

use askama::Template;

use crate::catalogue::Catalogue;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::{Layout, Section};
use crate::web::number::Count;
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{age, assets, number, urls};

#[derive(Template)]
#[template(path = "pages/about.html")]
struct AboutPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    levels: usize,
    /// Oldest and newest review of a path.
    reviewed: Option<(String, String)>,
}

impl AboutPage<'_> {
    /// What the site holds, and how much of it.
    fn held(&self) -> [(u64, &'static str); 4] {
        let catalogue = self.catalogue;
        [
            (catalogue.paths.len().count(), "path"),
            (self.levels.count(), "level"),
            (catalogue.skills.len().count(), "skill"),
            (catalogue.postings, "open position"),
        ]
    }

    /// How many bodies that set rules the paths name.
    fn authorities(&self) -> usize {
        self.catalogue.sources.iter().filter(|source| source.is_authority()).count()
    }
}

/// Answers `/about`.
pub async fn get(app: App, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let days = || catalogue.paths.iter().map(|entry| entry.path.reviewed);
    Page::html(&AboutPage {
        layout: Layout::new(&app, urls::ABOUT, Section::None, "About this site")
            .describe("What this site is, where its figures come from and how fresh they are."),
        levels: catalogue.paths.iter().map(|entry| entry.path.levels.len()).sum(),
        reviewed: days().min().zip(days().max()).map(|(from, to)| (age::day(from), age::day(to))),
        catalogue,
    })
}
