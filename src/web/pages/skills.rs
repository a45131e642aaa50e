//! `/skills`: the vocabulary from A to Z.

use askama::Template;
use axum::extract::State;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::SkillEntry;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{assets, number, urls};

#[derive(Template)]
#[template(path = "pages/skills.html")]
struct SkillsPage<'a> {
    layout: Layout,
    total: usize,
    letters: Vec<(char, Vec<&'a SkillEntry>)>,
}

/// Answers `/skills`.
pub async fn get(State(app): State<App>, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    Page::html(&SkillsPage {
        layout: Layout::new(&app, urls::SKILLS, Section::Skills, "Skills from A to Z")
            .describe("Every skill that a rung of a career path asks for, and how many paths need it."),
        total: catalogue.skills.len(),
        letters: letters(&catalogue),
    })
}

/// Skills by their first letter; `#` for those that begin with none.
fn letters(catalogue: &Catalogue) -> Vec<(char, Vec<&SkillEntry>)> {
    let mut letters: Vec<(char, Vec<&SkillEntry>)> = Vec::new();
    for entry in &catalogue.skills {
        let first = entry.skill.name.chars().next().filter(|c| c.is_alphabetic());
        let letter = first.and_then(|c| c.to_uppercase().next()).unwrap_or('#');
        match letters.iter_mut().find(|(known, _)| *known == letter) {
            Some((_, skills)) => skills.push(entry),
            None => letters.push((letter, vec![entry])),
        }
    }
    letters
}
