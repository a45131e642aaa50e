//! `/skills`: the vocabulary from A to Z, or those of it that a visitor looks for.

use askama::Template;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::SkillEntry;
use crate::model::skill::SkillKind;
use crate::web::error::Error;
use crate::web::extract::{MAX_TEXT, Pairs, Parameters, Query};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::structured::Thing;
use crate::web::structured::term::{DefinedTerm, DefinedTermSet};
use crate::web::{assets, heading, number, urls};

/// Which skills are looked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words in the name, an alias or the description.
    text: Option<String>,
    kind: Option<SkillKind>,
}

impl Parameters for Filter {
    fn take(pairs: &mut Pairs) -> Self {
        Self { text: pairs.text("q"), kind: pairs.choice("kind", &SkillKind::ALL, SkillKind::word) }
    }
}

impl Filter {
    fn is_set(&self) -> bool {
        self.text.is_some() || self.kind.is_some()
    }

    /// "Skills from A to Z", with what is looked for.
    fn title(&self) -> String {
        heading::of_list("Skills from A to Z", self.text.as_deref(), &[self.kind.map(SkillKind::name)])
    }

    fn admits(&self, entry: &SkillEntry) -> bool {
        let skill = &entry.skill;
        let words = self.text.as_deref().unwrap_or_default().to_lowercase();
        let names =
            format!("{} {} {}", skill.name, skill.aliases.join(" "), skill.description).to_lowercase();
        self.kind.is_none_or(|kind| kind == skill.kind)
            && words.split_whitespace().all(|word| names.contains(word))
    }
}

#[derive(Template)]
#[template(path = "pages/skills.html")]
struct SkillsPage<'a> {
    layout: Layout,
    filter: Filter,
    found: usize,
    total: usize,
    letters: Vec<(char, Vec<&'a SkillEntry>)>,
    /// How many skills of each kind there are.
    kinds: Vec<(SkillKind, usize)>,
}

impl<'a> SkillsPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, filter: Filter) -> Self {
        let found: Vec<&SkillEntry> = catalogue.skills.iter().filter(|entry| filter.admits(entry)).collect();
        let title = filter.title();
        let layout = Layout::new(app, urls::SKILLS, Section::Skills, &title)
            .describe(&format!("{title}: what rungs of career paths ask for, and how many paths need each."))
            .named("Skills");
        let of_kind = |kind| catalogue.skills.iter().filter(|entry| entry.skill.kind == kind).count();
        Self {
            layout: if filter.is_set() {
                layout.named(&title).hidden()
            } else {
                layout.about(vocabulary(app, catalogue))
            },
            filter,
            found: found.len(),
            total: catalogue.skills.len(),
            letters: letters(found),
            kinds: SkillKind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).collect(),
        }
    }

    /// What stands in the search box.
    fn typed(&self) -> &str {
        self.filter.text.as_deref().unwrap_or_default()
    }

    fn is_kind(&self, kind: &SkillKind) -> bool {
        self.filter.kind == Some(*kind)
    }
}

/// The vocabulary as machines read it: every skill by its name.
fn vocabulary(app: &App, catalogue: &Catalogue) -> Thing {
    let skills = catalogue.skills.iter().map(|entry| &entry.skill);
    let terms = skills.map(|skill| DefinedTerm::named(&skill.name, app.absolute(&urls::skill(&skill.slug))));
    Thing::Terms(DefinedTermSet::new(app, terms.collect()))
}

/// Skills by their first letter; `#` for those that begin with none.
fn letters(skills: Vec<&SkillEntry>) -> Vec<(char, Vec<&SkillEntry>)> {
    let mut letters: Vec<(char, Vec<&SkillEntry>)> = Vec::new();
    for entry in skills {
        let first = entry.skill.name.chars().next().filter(|c| c.is_alphabetic());
        let letter = first.and_then(|c| c.to_uppercase().next()).unwrap_or('#');
        match letters.iter_mut().find(|(known, _)| *known == letter) {
            Some((_, skills)) => skills.push(entry),
            None => letters.push((letter, vec![entry])),
        }
    }
    letters
}

/// Answers `/skills`.
pub async fn get(app: App, Query(filter): Query<Filter>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    Page::html(&SkillsPage::new(&app, catalogue, filter))
}
