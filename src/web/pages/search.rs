//! `/search`: everything that some words find, paths first, then skills, then open positions.

use std::cmp::Reverse;

use askama::Template;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::{CategoryEntry, PathEntry, SkillEntry};
use crate::catalogue::near::{Answer, Entry};
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Query, Search};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::results::Results;
use crate::web::state::App;
use crate::web::suggestion::note;
use crate::web::wanted::Wanted;
use crate::web::{assets, number, urls};

/// Paths that an answer shows; of more it tells the number.
const MAX_PATHS: usize = 12;

/// Skills that an answer shows; of more it tells the number.
const MAX_SKILLS: usize = 30;

/// Open positions that an answer shows.
const MAX_POSITIONS: u32 = 5;

/// Paths that are shown to who has found nothing.
const POPULAR: usize = 6;

/// What some words find.
struct Found<'a> {
    /// The words that are answered: as typed, or what was meant by them.
    words: String,
    /// As typed, where something else was meant.
    typed: Option<String>,
    /// Whether nothing has all the words.
    part: bool,
    categories: Vec<&'a CategoryEntry>,
    /// Each with the reason, where its name does not tell it.
    paths: Vec<(&'a PathEntry, Option<String>)>,
    more_paths: usize,
    skills: Vec<(&'a SkillEntry, Option<String>)>,
    more_skills: usize,
}

impl<'a> Found<'a> {
    fn new(answer: &Answer<'a>, typed: String) -> Self {
        let mut found = Self {
            part: answer.near.first().is_some_and(|first| first.part),
            words: answer.meant.clone().unwrap_or_else(|| typed.clone()),
            typed: answer.meant.as_ref().map(|_| typed),
            categories: Vec::new(),
            paths: Vec::new(),
            more_paths: 0,
            skills: Vec::new(),
            more_skills: 0,
        };
        for near in &answer.near {
            match near.entry {
                Entry::Category(entry) => found.categories.push(entry),
                Entry::Path(entry) if found.paths.len() < MAX_PATHS => {
                    found.paths.push((entry, near.also.map(note)));
                }
                Entry::Skill(entry) if found.skills.len() < MAX_SKILLS => {
                    found.skills.push((entry, near.also.map(note)));
                }
                Entry::Path(_) => found.more_paths += 1,
                Entry::Skill(_) => found.more_skills += 1,
            }
        }
        found
    }

    fn is_empty(&self) -> bool {
        self.categories.is_empty() && self.paths.is_empty() && self.skills.is_empty()
    }
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct SearchPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    /// `None` where nothing was typed.
    found: Option<Found<'a>>,
    /// The open positions that the words find, the best few, and how many there are; none while the index is
    /// made.
    positions: Option<(Vec<PostingCard>, u32)>,
    /// The search for all of them.
    search: String,
    /// Where to begin instead: paths with most open positions.
    popular: Vec<&'a PathEntry>,
}

impl<'a> SearchPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, found: Option<Found<'a>>, results: Option<&Results>) -> Self {
        let words = found.as_ref().map(|found| found.typed.as_ref().unwrap_or(&found.words));
        let title = words.as_ref().map_or_else(|| "Search".to_owned(), |words| format!("{words}: search"));
        let mut popular: Vec<&PathEntry> = catalogue.paths.iter().collect();
        popular.sort_by_key(|entry| Reverse(entry.open));
        popular.truncate(POPULAR);
        let about =
            words.map_or_else(|| "A job title, a skill or any words".to_owned(), |w| format!("“{w}”"));
        let wanted = Wanted::all().with_text(found.as_ref().map_or("", |found| &found.words));
        let layout = Layout::new(app, urls::SEARCH, Section::None, title)
            .describe(&format!("{about}: the career paths, skills and open positions that it finds."))
            .feed(&wanted.feed_url())
            .own_search()
            .hidden();
        let results = results.filter(|results| results.index.is_some());
        let positions = results.map(|results| (results.cards(app, catalogue), results.found.total));
        Self { layout, catalogue, found, positions, search: wanted.url(), popular }
    }

    /// What stands in the search box.
    fn typed(&self) -> &str {
        self.found.as_ref().map_or("", |found| found.typed.as_ref().unwrap_or(&found.words))
    }

    /// Whether there is no answer to show.
    fn is_empty(&self) -> bool {
        self.found.as_ref().is_none_or(Found::is_empty)
    }
}

/// Answers `/search`.
pub async fn get(app: App, Query(search): Query<Search>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let found = search.words.map(|words| Found::new(&catalogue.near(&words), words));
    let results = match &found {
        Some(found) => {
            Some(Results::find(&app, &Wanted::all().with_text(&found.words), MAX_POSITIONS).await?)
        }
        None => None,
    };
    Page::html(&SearchPage::new(&app, catalogue, found, results.as_ref()))
}
