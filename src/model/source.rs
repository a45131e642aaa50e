//! Where figures and facts come from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::slug::Slug;

/// On what sort of word a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A statistical release.
    Statistics,
    /// A reference work, from which facts were taken.
    Reference,
    /// This site's own estimate, and shown as such.
    Estimate,
    /// A body that sets the rules of a trade; whoever needs them should ask it, since rules change.
    Authority,
}

/// A release that figures or facts were taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its identity, by which bands and paths name it.
    pub slug: Slug,
    /// On what sort of word its figures stand.
    pub kind: SourceKind,
    /// Who released it.
    #[schemars(length(min = 2, max = 120))]
    pub publisher: String,
    /// What it is called.
    #[schemars(length(min = 2, max = 120))]
    pub title: String,
    /// How it is cited for short, as "OEWS".
    #[schemars(length(min = 2, max = 20))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    /// Which release, as "May 2025".
    #[schemars(length(min = 2, max = 40))]
    pub release: String,
    /// Where it can be had.
    #[schemars(regex(pattern = "^https://"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Under which terms it may be used.
    #[schemars(length(min = 2, max = 80))]
    pub licence: String,
    /// What a reader should know of it: attribution, limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Source {
    /// Whether it is a body that sets rules rather than where figures come from.
    pub fn is_authority(&self) -> bool {
        self.kind == SourceKind::Authority
    }

    /// "US Bureau of Labor Statistics, OEWS May 2025".
    pub fn citation(&self) -> String {
        match &self.abbreviation {
            Some(abbreviation) => format!("{}, {abbreviation} {}", self.publisher, self.release),
            None => format!("{}, {}, {}", self.publisher, self.title, self.release),
        }
    }
}
