//! A link to what a visitor may mean.

use serde::Serialize;

use super::urls;
use super::wanted::Wanted;
use crate::catalogue::near::{Also, Entry, Near};

/// What a suggestion leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Path,
    Category,
    Skill,
    /// Open positions that the words find.
    Search,
}

impl Kind {
    /// As a label: "Career path".
    pub fn label(self) -> &'static str {
        match self {
            Self::Path => "Career path",
            Self::Category => "Category",
            Self::Skill => "Skill",
            Self::Search => "Open positions",
        }
    }
}

/// Something that may be meant by what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    pub kind: Kind,
    /// As it is shown.
    pub text: String,
    pub url: String,
    /// Why it is meant, where its name does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Suggestion {
    /// The link to a path, category or skill.
    pub fn new(near: &Near<'_>) -> Self {
        let (kind, text, url) = match near.entry {
            Entry::Path(entry) => (Kind::Path, &entry.path.name, urls::path(&entry.path.slug)),
            Entry::Category(entry) => {
                (Kind::Category, &entry.category.name, urls::category(&entry.category.slug))
            }
            Entry::Skill(entry) => (Kind::Skill, &entry.skill.name, urls::skill(&entry.skill.slug)),
        };
        Self { kind, text: text.clone(), url, note: near.also.map(note) }
    }

    /// The link to the open positions that some words find.
    pub fn search(words: &str) -> Self {
        let text = format!("Open positions for “{words}”");
        Self { kind: Kind::Search, text, url: Wanted::all().with_text(words).url(), note: None }
    }
}

/// Why something is meant: "also called RN".
pub fn note(also: Also<'_>) -> String {
    match also {
        Also::Called(name) => format!("also called {name}"),
        Also::Rung(title) => format!("one of its levels is {title}"),
    }
}
