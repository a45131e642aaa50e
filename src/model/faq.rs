//! Questions people ask about a path.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Skills,
    Pay,
    /// Schools, degrees, courses.
    Education,
    /// Licences and examinations.
    Licence,
    /// Getting the first job.
    Entry,
    /// Moving to and from other jobs.
    Moves,
    /// Hours and conditions.
    Work,
    /// What changes further up.
    Seniority,
}

impl Topic {
    /// Every topic, in the order in which people come to them.
    pub const ALL: [Self; 8] = [
        Self::Entry,
        Self::Education,
        Self::Licence,
        Self::Skills,
        Self::Pay,
        Self::Work,
        Self::Seniority,
        Self::Moves,
    ];

    /// As it stands in URLs and in content.
    pub fn word(self) -> &'static str {
        match self {
            Self::Skills => "skills",
            Self::Pay => "pay",
            Self::Education => "education",
            Self::Licence => "licence",
            Self::Entry => "entry",
            Self::Moves => "moves",
            Self::Work => "work",
            Self::Seniority => "seniority",
        }
    }

    /// As a heading: "Licenses and exams".
    pub fn name(self) -> &'static str {
        match self {
            Self::Skills => "Skills",
            Self::Pay => "Pay",
            Self::Education => "Education",
            Self::Licence => "Licenses and exams",
            Self::Entry => "Getting in",
            Self::Moves => "Moving on",
            Self::Work => "Hours and conditions",
            Self::Seniority => "Further up",
        }
    }
}

/// A question and its answer, in plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    /// What it is about.
    pub topic: Topic,
    /// As people ask it.
    #[schemars(length(min = 10, max = 200))]
    pub question: String,
    /// A few sentences of plain text.
    #[schemars(length(min = 20, max = 1200))]
    pub answer: String,
}
