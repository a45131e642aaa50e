//! Paths, skills and categories by a name that someone typed, rightly or nearly.

use super::Catalogue;
use super::entry::{CategoryEntry, PathEntry, SkillEntry};
use super::names::{Fit, Found, Hit, Kind, Names, Origin, Owner};

/// Something that may be meant.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    Path(&'a PathEntry),
    Category(&'a CategoryEntry),
    Skill(&'a SkillEntry),
}

/// What may be meant, and why.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a> {
    pub entry: Entry<'a>,
    /// The name that speaks for it, where it is not the one that is shown.
    pub also: Option<Also<'a>>,
    /// Whether it has only a part of what was typed.
    pub part: bool,
}

/// Another name of a path or skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Also<'a> {
    /// What employers call it, or how else it is written.
    Called(&'a str),
    /// The title of one of its rungs.
    Rung(&'a str),
}

/// The answers to what was typed.
#[derive(Debug)]
pub struct Answer<'a> {
    /// Likeliest first; paths before categories and skills where equally good.
    pub near: Vec<Near<'a>>,
    /// What was typed without its typos, where it had some; the answers are to that.
    pub meant: Option<String>,
}

impl Catalogue {
    /// What a visitor may mean by `text`. Names, employers' titles and aliases all count.
    pub fn near(&self, text: &str) -> Answer<'_> {
        let Found { hits, meant } = self.names.find(text);
        Answer { near: hits.into_iter().map(|hit| self.answer(hit)).collect(), meant }
    }

    fn answer<'a>(&'a self, hit: Hit<'a>) -> Near<'a> {
        let Owner { kind, place } = hit.owner;
        Near {
            entry: match kind {
                Kind::Path => Entry::Path(&self.paths[place]),
                Kind::Category => Entry::Category(&self.categories[place]),
                Kind::Skill => Entry::Skill(&self.skills[place]),
            },
            also: match hit.origin {
                Origin::Own => None,
                Origin::Alias | Origin::Shared => Some(Also::Called(hit.name)),
                Origin::Rung => Some(Also::Rung(hit.name)),
            },
            part: hit.fit == Fit::Part,
        }
    }
}

/// The index of all names.
pub(super) fn index(paths: &[PathEntry], categories: &[CategoryEntry], skills: &[SkillEntry]) -> Names {
    let owned = |kind, place| move |(origin, name)| (Owner { kind, place }, origin, name);
    let paths = paths.iter().enumerate();
    let paths = paths.flat_map(|(at, entry)| names_of_path(entry).map(owned(Kind::Path, at)));
    let categories = categories.iter().enumerate().map(|(at, entry)| {
        let name = (Origin::Own, entry.category.name.as_str());
        owned(Kind::Category, at)(name)
    });
    let skills = skills.iter().enumerate();
    let skills = skills.flat_map(|(at, entry)| names_of_skill(entry).map(owned(Kind::Skill, at)));
    Names::new(paths.chain(categories).chain(skills))
}

fn names_of_path(entry: &PathEntry) -> impl Iterator<Item = (Origin, &str)> {
    let path = &entry.path;
    let titles = path.job_titles.iter().map(|title| (Origin::Alias, title.as_str()));
    let rungs =
        path.levels.iter().flat_map(|level| &level.titles).map(|title| (Origin::Rung, title.as_str()));
    let shared = path.shared_titles.iter().map(|shared| (Origin::Shared, shared.title.as_str()));
    std::iter::once((Origin::Own, path.name.as_str())).chain(titles).chain(rungs).chain(shared)
}

fn names_of_skill(entry: &SkillEntry) -> impl Iterator<Item = (Origin, &str)> {
    let aliases = entry.skill.aliases.iter().map(|alias| (Origin::Alias, alias.as_str()));
    std::iter::once((Origin::Own, entry.skill.name.as_str())).chain(aliases)
}
