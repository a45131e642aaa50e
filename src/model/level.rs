//! One rung of a ladder.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pay::Pay;
use super::skill::Requirement;
use super::stage::Stage;

/// Titles that make the name of a rung; more would not be read.
const HEADLINE_TITLES: usize = 2;

/// Years in the trade at which people usually stand on a rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// Years at which people usually come to this rung.
    #[schemars(range(max = 60))]
    pub min: u8,
    /// Left out where there is no upper end: "8+ years".
    #[schemars(range(max = 60))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u8>,
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            Some(max) => write!(f, "{}-{max} years", self.min),
            None => write!(f, "{}+ years", self.min),
        }
    }
}

/// One rung of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// By which postings and filters speak of this rung; never lower than that of the rung below.
    pub stage: Stage,
    /// The trade's own word for this rung, as "Journeyman".
    pub label: Option<String>,
    /// Job titles of this rung, the usual one first.
    pub titles: Vec<String>,
    /// Usual years in the trade.
    pub years: Years,
    /// What the rung pays, and on whose word.
    pub pay: Pay,
    /// One or two sentences on what the rung is about.
    pub summary: String,
    /// What one could be seen doing.
    pub responsibilities: Vec<String>,
    /// What the rung newly needs, or needs better than the rung below.
    pub skills: Vec<Requirement>,
    /// What to concentrate on at this rung.
    pub focus: String,
    /// How to get to the next rung; on the last rung left out.
    pub advance: Option<String>,
}

impl Level {
    /// The name of the rung: its first two titles, "Junior ML Engineer / ML Intern".
    pub fn title(&self) -> String {
        self.titles[..self.titles.len().min(HEADLINE_TITLES)].join(" / ")
    }

    /// The titles that its name leaves out.
    pub fn other_titles(&self) -> &[String] {
        self.titles.get(HEADLINE_TITLES..).unwrap_or_default()
    }

    /// "Entry Level", or the trade's own word.
    pub fn heading(&self) -> String {
        match &self.label {
            Some(label) => label.clone(),
            None => format!("{} Level", self.stage.name()),
        }
    }
}
