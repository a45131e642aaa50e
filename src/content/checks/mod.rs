//! What a JSON Schema can't say of content: a table of named checks, each over all files at once.

mod bounds;
mod ladder;
mod likeness;
mod names;
mod pay;
mod prose;

use jiff::civil::Date;

use super::document::Document;
use super::problem::{Problem, Severity};
use super::schema::{CategoriesFile, PathFile, SkillsFile, SourcesFile, WagesFile};
use crate::model::wage::Wages;

/// Every file that could be read. What is `None` was missing or unreadable, and reported as such;
/// checks that need it keep silent.
#[derive(Debug, Default)]
pub struct Files {
    pub sources: Option<Document<SourcesFile>>,
    pub categories: Option<Document<CategoriesFile>>,
    pub skills: Vec<Document<SkillsFile>>,
    /// Whether some file of skills could not be read at all.
    pub unreadable_skills: bool,
    pub paths: Vec<PathDocument>,
    /// Whether the file of some path could not be read at all.
    pub unreadable_paths: bool,
    pub release: Option<Document<WagesFile>>,
    /// `None` where there are none, or faulty ones.
    pub wages: Option<Wages>,
    pub faulty_wages: bool,
    /// The day on which the content is checked; `None` where its age does not matter.
    pub today: Option<Date>,
}

/// The file of a path and what its place says.
#[derive(Debug)]
pub struct PathDocument {
    /// Name of its folder.
    pub category: String,
    /// Its file name without `.json`.
    pub stem: String,
    pub document: Document<PathFile>,
}

/// A check adds what it finds to the problems.
pub type Check = fn(&Files, &mut Vec<Problem>);

/// Every check by the name under which it reports, and what its findings weigh.
pub const ALL: &[(&str, Severity, Check)] = &[
    (names::UNIQUE_SLUGS, Severity::Error, names::unique_slugs),
    (names::FILE_NAME, Severity::Error, names::file_name),
    (names::KNOWN_CATEGORY, Severity::Error, names::known_category),
    (names::KNOWN_SKILL, Severity::Error, names::known_skills),
    (names::KNOWN_SOURCE, Severity::Error, names::known_sources),
    (names::UNUSED_SOURCE, Severity::Quality, names::unused_sources),
    (names::KNOWN_OCCUPATION, Severity::Error, names::known_occupations),
    (names::UNUSED_SKILL, Severity::Error, names::unused_skills),
    (names::SKILL_NAMES, Severity::Error, names::skill_names),
    (names::JOB_TITLES, Severity::Error, names::job_titles),
    (pay::PAY_BAND, Severity::Error, pay::pay_bands),
    (pay::PAY_ORDER, Severity::Error, pay::pay_order),
    (ladder::STAGES, Severity::Error, ladder::stages),
    (ladder::YEARS, Severity::Error, ladder::years),
    (ladder::ADVANCE, Severity::Error, ladder::advance),
    (ladder::SKILL_TWICE, Severity::Error, ladder::skill_twice),
    (ladder::GROWTH, Severity::Quality, ladder::growth),
    (prose::VERBATIM, Severity::Error, prose::verbatim),
    (prose::REPEATED_SENTENCE, Severity::Quality, prose::repeated_sentences),
    (likeness::INTERCHANGEABLE, Severity::Quality, likeness::interchangeable),
    (bounds::COUNTS, Severity::Quality, bounds::counts),
    (bounds::LENGTH, Severity::Quality, bounds::lengths),
    (bounds::READING_LEVEL, Severity::Quality, bounds::reading_levels),
    (bounds::REVIEW_AGE, Severity::Warning, bounds::review_ages),
];
