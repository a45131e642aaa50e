//! The closed vocabulary of skills, and what a rung asks of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::slug::Slug;

/// What sort of thing a skill is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SkillKind {
    /// A programming, query or markup language.
    Language,
    /// Software or equipment one operates.
    Tool,
    /// A technique or way of working.
    Method,
    /// A subject one knows, rules and codes among them.
    Knowledge,
    /// Working with and through other people.
    People,
    /// A licence or certificate.
    Credential,
}

impl SkillKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Language, Self::Tool, Self::Method, Self::Knowledge, Self::People, Self::Credential];

    /// As it stands in URLs and in content.
    pub fn word(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Tool => "tool",
            Self::Method => "method",
            Self::Knowledge => "knowledge",
            Self::People => "people",
            Self::Credential => "credential",
        }
    }

    /// As a label: "Language".
    pub fn name(self) -> &'static str {
        match self {
            Self::Language => "Language",
            Self::Tool => "Tool",
            Self::Method => "Method",
            Self::Knowledge => "Knowledge",
            Self::People => "People",
            Self::Credential => "Credential",
        }
    }
}

/// One entry of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// Its identity, by which rungs name it.
    pub slug: Slug,
    /// As it is shown.
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
    /// What sort of thing it is.
    pub kind: SkillKind,
    /// Other spellings that employers use; none belongs to two skills.
    #[serde(default)]
    #[schemars(inner(length(min = 1, max = 80)))]
    pub aliases: Vec<String>,
    /// One sentence of our own that tells an outsider what it is.
    #[schemars(length(min = 20, max = 300))]
    pub description: String,
}

/// How well a rung needs a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proficiency {
    /// Knows what it is for and can follow others.
    Awareness,
    /// Does everyday work with it, with help on the hard parts.
    Working,
    /// Does hard work with it alone.
    Practitioner,
    /// Sets the standard and teaches it.
    Expert,
}

impl Proficiency {
    /// The word in a sentence: "working".
    pub fn word(self) -> &'static str {
        match self {
            Self::Awareness => "awareness",
            Self::Working => "working",
            Self::Practitioner => "practitioner",
            Self::Expert => "expert",
        }
    }
}

/// Whether a requirement of several skills asks for each or for one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Every one of them.
    #[default]
    All,
    /// Any one of them: alternatives.
    Any,
}

/// One thing a rung asks for: a skill, or several that count as one ("TensorFlow/PyTorch").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Slugs of skills, usually one.
    #[schemars(length(min = 1, max = 8))]
    pub skills: Vec<Slug>,
    /// Whether all of `skills` are needed or any one; `all` unless stated.
    #[serde(default)]
    pub need: Need,
    /// The name to show instead of the skills' own names.
    #[schemars(length(min = 1, max = 80))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How well the rung needs it.
    pub proficiency: Proficiency,
    /// False where it helps but is not required.
    pub essential: bool,
}
