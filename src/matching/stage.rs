//! The stage that a title states.

use std::ops::Range;

use super::Advert;
use super::title::Word;
use crate::model::path::Path;
use crate::model::stage::Stage;

/// Words of seniority, by common usage of US employers. The highest one in a title counts:
/// a "Senior Staff Engineer" is a lead.
const WORDS: &[(&str, Stage)] = &[
    ("intern", Stage::Entry),
    ("internship", Stage::Entry),
    ("trainee", Stage::Entry),
    ("apprentice", Stage::Entry),
    ("graduate", Stage::Entry),
    ("junior", Stage::Entry),
    ("jr", Stage::Entry),
    ("mid", Stage::Mid),
    ("journeyman", Stage::Mid),
    ("senior", Stage::Senior),
    ("sr", Stage::Senior),
    ("principal", Stage::Lead),
    ("lead", Stage::Lead),
    ("head", Stage::Lead),
    ("director", Stage::Lead),
    ("chief", Stage::Lead),
    ("vp", Stage::Lead),
    ("distinguished", Stage::Lead),
];

/// Grades that employers number, when they follow the job: "Software Engineer II".
const GRADES: &[(&str, Stage)] = &[
    ("i", Stage::Entry),
    ("1", Stage::Entry),
    ("ii", Stage::Mid),
    ("2", Stage::Mid),
    ("iii", Stage::Senior),
    ("3", Stage::Senior),
];

/// Trades in which "Staff" is a rank above senior. Elsewhere (nurse, accountant) it is nobody's rank.
const STAFF_IS_A_RANK: &[&str] =
    &["engineer", "scientist", "developer", "designer", "architect", "researcher"];

/// The stage that a posting states, and why in words for a visitor; `None` where nothing settles it.
/// `words` are those of its title, of which those `inside` are the name of the job; `path` is the path
/// on which it stands, if any.
pub fn find(
    words: &[Word],
    inside: Range<usize>,
    _advert: &Advert<'_>,
    _path: Option<&Path>,
) -> Option<(Stage, String)> {
    let (stage, word) = in_title(words, inside)?;
    Some((stage, format!("\"{word}\" in the title means {} level", stage.word())))
}

/// The stage that a title states and the word that states it. Words `inside` the name of the job
/// ("Head of AI" as a job title of its own) count as well.
fn in_title(words: &[Word], inside: Range<usize>) -> Option<(Stage, &str)> {
    let ranked = STAFF_IS_A_RANK.iter().any(|trade| words.iter().any(|word| word.folded == *trade));
    words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| {
            let text = word.folded.as_str();
            let stage = if text == "staff" && ranked {
                Some(Stage::Lead)
            } else if at > 0 && at >= inside.end {
                lookup(WORDS, text).or_else(|| lookup(GRADES, text))
            } else {
                lookup(WORDS, text)
            };
            stage.map(|stage| (stage, word.written.as_str()))
        })
        .max_by_key(|(stage, _)| *stage)
}

fn lookup(table: &[(&str, Stage)], text: &str) -> Option<Stage> {
    table.iter().find(|(word, _)| *word == text).map(|(_, stage)| *stage)
}

#[cfg(test)]
mod tests {
    use super::in_title;
    use crate::matching::title::words;
    use crate::model::stage::Stage;

    fn stage(title: &str) -> Option<Stage> {
        in_title(&words(title), 0..0).map(|(stage, _)| stage)
    }

    #[test]
    fn the_highest_word_counts() {
        assert_eq!(stage("Senior Staff Engineer"), Some(Stage::Lead));
        assert_eq!(stage("Sr. Developer"), Some(Stage::Senior));
        assert_eq!(stage("Developer, Apprentice"), Some(Stage::Entry));
    }

    #[test]
    fn staff_is_a_rank_in_some_trades_only() {
        assert_eq!(stage("Staff Engineer"), Some(Stage::Lead));
        assert_eq!(stage("Staff Nurse"), None);
        assert_eq!(stage("Staff Accountant II"), Some(Stage::Mid));
    }

    #[test]
    fn a_grade_follows_the_job() {
        assert_eq!(stage("Engineer III"), Some(Stage::Senior));
        assert_eq!(stage("3 Engineers wanted"), None);
        assert_eq!(stage("Engineer"), None);
    }
}
