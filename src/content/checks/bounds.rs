//! Bounds of the writing: how much of it there is, how long, how hard to read, how fresh.

use jiff::ToSpan;

use super::prose::{Field, texts};
use super::{Files, PathDocument};
use crate::content::problem::Problem;

pub const COUNTS: &str = "counts";
pub const LENGTH: &str = "length";
pub const READING_LEVEL: &str = "reading-level";
pub const REVIEW_AGE: &str = "review-age";

/// A number of things from the first to the last, both allowed.
type Range = (usize, usize);

const JOB_TITLES: Range = (8, 200);
const LEVELS: Range = (3, 6);
const RESPONSIBILITIES: Range = (4, 7);
const SKILLS: Range = (5, 10);
const QUESTIONS: Range = (5, 8);

/// Characters that the description of a skill may have.
const DESCRIPTION: Range = (40, 160);

/// Characters that a field may have. Below, a text says nothing; above, nobody reads it on a phone.
fn length(field: Field) -> Range {
    match field {
        Field::Tagline => (60, 200),
        Field::Summary => (60, 220),
        Field::Responsibility => (40, 170),
        Field::Focus | Field::Advance => (150, 450),
        Field::Question => (20, 110),
        Field::Answer => (160, 600),
    }
}

/// The highest school grade of the United States that a field may ask of its reader, by the formula
/// of Flesch and Kincaid. It was made for whole pages and is rough on a few sentences: the bound is
/// that of a hard newspaper, to catch officialese. Single phrases are too short to measure.
fn highest_grade(field: Field) -> Option<f64> {
    match field {
        Field::Summary => Some(17.0),
        Field::Tagline | Field::Answer => Some(15.0),
        Field::Focus | Field::Advance => Some(14.0),
        Field::Responsibility | Field::Question => None,
    }
}

/// There is enough of everything, and not too much.
pub fn counts(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let file = &path.document.value;
        let mut count = |pointer: String, noun: &str, found: usize, (least, most): Range| {
            if !(least..=most).contains(&found) {
                problems.extend(path.document.source.problem(
                    COUNTS,
                    &pointer,
                    format!("{found} {noun}"),
                    format!("Give {least} to {most}"),
                ));
            }
        };
        count("/job_titles".to_owned(), "job titles", file.job_titles.len(), JOB_TITLES);
        count("/levels".to_owned(), "levels", file.levels.len(), LEVELS);
        for (rank, level) in file.levels.iter().enumerate() {
            let duties = level.responsibilities.len();
            count(format!("/levels/{rank}/responsibilities"), "responsibilities", duties, RESPONSIBILITIES);
            count(format!("/levels/{rank}/skills"), "skills", level.skills.len(), SKILLS);
        }
        if !file.verbatim {
            count("/faqs".to_owned(), "questions", file.faqs.len(), QUESTIONS);
        }
    }
}

/// Every text is long enough to say something and short enough to be read.
pub fn lengths(files: &Files, problems: &mut Vec<Problem>) {
    for path in written(files) {
        for (pointer, field, text) in texts(path) {
            let (least, most) = length(field);
            let found = text.chars().count();
            if !(least..=most).contains(&found) {
                problems.extend(path.document.source.problem(
                    LENGTH,
                    &pointer,
                    format!("{found} characters"),
                    format!("Write {least} to {most}"),
                ));
            }
        }
    }
    for file in &files.skills {
        for (at, skill) in file.value.skills.iter().enumerate() {
            let found = skill.description.chars().count();
            if !(DESCRIPTION.0..=DESCRIPTION.1).contains(&found) {
                problems.extend(file.source.problem(
                    LENGTH,
                    &format!("/skills/{at}/description"),
                    format!("{found} characters"),
                    format!("Write {} to {}", DESCRIPTION.0, DESCRIPTION.1),
                ));
            }
        }
    }
}

/// Every text can be read by whoever thinks of entering the trade.
pub fn reading_levels(files: &Files, problems: &mut Vec<Problem>) {
    for path in written(files) {
        for (pointer, field, text) in texts(path) {
            let Some(highest) = highest_grade(field) else { continue };
            let grade = textstat::flesch_kincaid_grade(text);
            if grade > highest {
                problems.extend(path.document.source.problem(
                    READING_LEVEL,
                    &pointer,
                    format!("this reads like school grade {grade:.0}, above {highest:.0}"),
                    "Write shorter sentences and plainer words".to_owned(),
                ));
            }
        }
    }
}

/// Every path was held against its sources within a year.
pub fn review_ages(files: &Files, problems: &mut Vec<Problem>) {
    let Some(today) = files.today else { return };
    for path in &files.paths {
        let reviewed = path.document.value.reviewed;
        if reviewed.saturating_add(1.year()) < today {
            problems.extend(path.document.source.problem(
                REVIEW_AGE,
                "/reviewed",
                "the last review is more than a year ago".to_owned(),
                "Hold the page against its sources, then set the date".to_owned(),
            ));
        } else if reviewed > today {
            problems.extend(path.document.source.problem(
                REVIEW_AGE,
                "/reviewed",
                "the last review is yet to come".to_owned(),
                "Correct the date".to_owned(),
            ));
        }
    }
}

/// Paths whose prose is our own.
fn written(files: &Files) -> impl Iterator<Item = &PathDocument> {
    files.paths.iter().filter(|path| !path.document.value.verbatim)
}
