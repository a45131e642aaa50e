//! The four stages by which postings and filters speak of any ladder.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a rung stands on a career, whatever the trade calls it. Two rungs of a long ladder may
/// share one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Learning the trade, with help at hand.
    Entry,
    /// Doing the work alone.
    Mid,
    /// Doing the hard work, and helping others.
    Senior,
    /// Answering for the work of others.
    Lead,
}

impl Stage {
    /// Every stage, lowest first.
    pub const ALL: [Self; 4] = [Self::Entry, Self::Mid, Self::Senior, Self::Lead];

    /// Every stage, lowest first, and last the one that is not known.
    pub const OR_UNKNOWN: [Option<Self>; 5] =
        [Some(Self::Entry), Some(Self::Mid), Some(Self::Senior), Some(Self::Lead), None];

    /// The word inside a sentence: "entry".
    pub fn word(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Lead => "lead",
        }
    }

    /// The word at the start of a label: "Entry".
    pub fn name(self) -> &'static str {
        match self {
            Self::Entry => "Entry",
            Self::Mid => "Mid",
            Self::Senior => "Senior",
            Self::Lead => "Lead",
        }
    }
}
