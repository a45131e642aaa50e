//! What a JSON Schema can't say of content: a table of named checks, each over all files at once.

mod ladder;
mod names;
mod prose;

use super::document::Document;
use super::problem::Problem;
use super::schema::{CategoriesFile, PathFile, PostingsFile, SkillsFile, SourcesFile};

/// Every file that could be read. What is `None` was missing or unreadable, and reported as such;
/// checks that need it keep silent.
#[derive(Debug, Default)]
pub struct Files {
    pub sources: Option<Document<SourcesFile>>,
    pub categories: Option<Document<CategoriesFile>>,
    pub skills: Option<Document<SkillsFile>>,
    pub paths: Vec<PathDocument>,
    /// Whether the file of some path could not be read at all.
    pub unreadable_paths: bool,
    pub postings: Vec<Document<PostingsFile>>,
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

/// Every check by the name under which it reports.
pub const ALL: &[(&str, Check)] = &[
    (names::UNIQUE_SLUGS, names::unique_slugs),
    (names::FILE_NAME, names::file_name),
    (names::KNOWN_CATEGORY, names::known_category),
    (names::KNOWN_SKILL, names::known_skills),
    (names::KNOWN_SOURCE, names::known_sources),
    (names::UNUSED_SKILL, names::unused_skills),
    (names::SKILL_NAMES, names::skill_names),
    (names::JOB_TITLES, names::job_titles),
    (names::POSTINGS, names::postings),
    (ladder::PAY_BAND, ladder::pay_bands),
    (ladder::STAGES, ladder::stages),
    (ladder::YEARS, ladder::years),
    (ladder::ADVANCE, ladder::advance),
    (ladder::SKILL_TWICE, ladder::skill_twice),
    (prose::VERBATIM, prose::verbatim),
    (prose::REPEATED_SENTENCE, prose::repeated_sentences),
];
