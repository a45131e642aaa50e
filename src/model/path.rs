//! Categories and the career paths in them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::faq::Faq;
use super::level::Level;
use super::pay::span;
use super::slug::Slug;

/// Fewest levels of a ladder.
pub const FEWEST_LEVELS: usize = 2;

/// Most levels of a ladder.
pub const MOST_LEVELS: usize = 9;

/// How many line colours the stylesheet has; a category's `line` is one of 1 to this.
pub const LINES: u8 = 16;

/// A field of work, drawn in one line colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its identity: the folder of its paths, and its URL.
    pub slug: Slug,
    /// As it is shown.
    #[schemars(length(min = 2, max = 60))]
    pub name: String,
    /// One sentence on what work belongs here.
    #[schemars(length(min = 20, max = 200))]
    pub summary: String,
    /// Number of its line colour in the stylesheet.
    #[schemars(range(min = 1, max = LINES))]
    pub line: u8,
}

/// A job title by which two paths are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedTitle {
    #[schemars(length(min = 2, max = 120))]
    pub title: String,
    /// The path on which postings with this title stand; it names the title among its job titles.
    pub first: Slug,
}

/// A career from its entry to its top rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub slug: Slug,
    pub category: Slug,
    pub name: String,
    pub tagline: String,
    /// Codes of the Standard Occupational Classification (2018) whose figures bear on this path.
    pub soc: Vec<String>,
    /// What employers call this job, without seniority words; by these postings are matched.
    pub job_titles: Vec<String>,
    /// Titles that another path claims too, and first: postings with them stand there.
    pub shared_titles: Vec<SharedTitle>,
    /// Lowest rung first.
    pub levels: Vec<Level>,
    /// Written questions; those that follow from the ladder are generated from it.
    pub faqs: Vec<Faq>,
    pub sources: Vec<Slug>,
    /// The day on which someone last held the whole page against its sources.
    pub reviewed: Date,
    /// Why the text of this path repeats itself, where it is kept word for word on purpose.
    pub verbatim: Option<String>,
}

impl Path {
    /// "$70K-$100K → $220K-$350K+": first to last rung.
    pub fn pay_span(&self) -> String {
        match (self.levels.first(), self.levels.last()) {
            (Some(first), Some(last)) => span(&first.pay, &last.pay),
            _ => String::new(),
        }
    }
}
