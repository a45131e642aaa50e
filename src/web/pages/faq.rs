//! `/faq`: every question, by category and path.

use askama::Template;
use axum::extract::State;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::model::faq::Faq;
use crate::web::error::Error;
use crate::web::extract::{MAX_TEXT, Query, Search};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{assets, number, urls};

#[derive(Template)]
#[template(path = "pages/faq.html")]
struct FaqPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    text: Option<String>,
    paths: Vec<(&'a PathEntry, Vec<&'a Faq>)>,
    total: usize,
}

impl<'a> FaqPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, text: Option<String>) -> Self {
        let layout = Layout::new(app, urls::FAQ, Section::Faq, "Questions and answers")
            .describe("Questions about every career path: education, licences, getting in, pay, moving on.");
        let words: Vec<String> =
            text.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase).collect();
        let paths: Vec<(&PathEntry, Vec<&Faq>)> = catalogue
            .paths
            .iter()
            .map(|entry| (entry, entry.faqs.iter().filter(|faq| names_all(faq, &words)).collect::<Vec<_>>()))
            .filter(|(_, faqs)| !faqs.is_empty())
            .collect();
        Self {
            layout: if text.is_some() { layout.hidden() } else { layout },
            total: paths.iter().map(|(_, faqs)| faqs.len()).sum(),
            catalogue,
            text,
            paths,
        }
    }

    /// What stands in the search box.
    fn typed(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Paths of a category that have questions to show.
    fn of_category(&self, category: &str) -> impl Iterator<Item = &(&'a PathEntry, Vec<&'a Faq>)> {
        self.paths.iter().filter(move |(entry, _)| entry.category.slug.as_str() == category)
    }
}

fn names_all(faq: &Faq, words: &[String]) -> bool {
    let text = format!("{} {}", faq.question, faq.answer).to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// Answers `/faq`.
pub async fn get(State(app): State<App>, Query(search): Query<Search>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    Page::html(&FaqPage::new(&app, &catalogue, search.text))
}
