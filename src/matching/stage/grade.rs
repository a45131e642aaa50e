//! Grades that employers number: "Engineer II", "Technician 3", "Level 2", "GS-9".

use super::word::{Gap, Words};
use crate::model::stage::Stage;

/// Ends of words that name who does a job; a number after one is a grade.
const DOERS: [&str; 12] =
    ["er", "or", "ist", "yst", "ian", "ant", "ent", "tive", "nic", "man", "ate", "irer"];

/// Names of jobs that end otherwise.
const JOBS: [&str; 14] = [
    "nurse",
    "clerk",
    "aide",
    "rep",
    "tech",
    "chef",
    "cook",
    "rn",
    "lpn",
    "sre",
    "attorney",
    "paralegal",
    "expert",
    "architect",
];

/// Words with such an end that a number follows for another reason.
const NO_DOERS: [&str; 20] = [
    "number",
    "floor",
    "tower",
    "center",
    "quarter",
    "september",
    "october",
    "november",
    "december",
    "winter",
    "summer",
    "sector",
    "cluster",
    "chapter",
    "december",
    "tier",
    "semester",
    "order",
    "january",
    "parent",
];

/// Words after which a Roman number is no grade of a job.
const NUMBERED: [&str; 16] = [
    "phase", "type", "part", "region", "title", "class", "category", "zone", "area", "district", "stage",
    "unit", "building", "war", "division", "site",
];

/// The stage that a numbered grade states, and the words that state it. Of alternatives ("Engineer I/II")
/// the lower counts.
pub fn find<'a>(words: &Words<'a>) -> Option<(Stage, &'a str)> {
    (1..words.list.len()).find_map(|at| {
        let word = &words.list[at];
        let previous = words.text(at - 1);
        if let Some(stage) = federal(words, at) {
            return Some((stage, words.written(at - 1, at)));
        }
        if matches!(previous, "level" | "lvl" | "tier") && !matches!(words.after(at), "trauma") {
            let named = words.before(at - 1) != "a";
            return arabic(word.text).filter(|_| named).map(|stage| (stage, words.written(at - 1, at)));
        }
        let apart = word.gap == Gap::Break && !closes(words, at) && !doer(previous);
        if apart || (word.gap == Gap::Slash && word.text == "i") {
            return None;
        }
        let stage = if doer(previous) && (closes(words, at) || words.gap_after(at) == Gap::Slash) {
            roman(word.text).or_else(|| arabic(word.text))
        } else if NUMBERED.contains(&previous) || (word.text == "i" && !closes(words, at)) {
            None
        } else {
            roman(word.text).filter(|_| word.text.len() > 1 || closes(words, at))
        };
        stage.map(|stage| (stage, words.written(at, at)))
    })
}

/// Whether a part of the title ends with this word.
fn closes(words: &Words<'_>, at: usize) -> bool {
    matches!(words.gap_after(at), Gap::Break | Gap::Comma)
}

/// Whether a word names who does a job.
fn doer(word: &str) -> bool {
    JOBS.contains(&word)
        || (word.len() > 3 && DOERS.iter().any(|end| word.ends_with(end)) && !NO_DOERS.contains(&word))
}

fn roman(text: &str) -> Option<Stage> {
    match text {
        "i" => Some(Stage::Entry),
        "ii" => Some(Stage::Mid),
        "iii" | "iv" => Some(Stage::Senior),
        "v" | "vi" => Some(Stage::Lead),
        _ => None,
    }
}

fn arabic(text: &str) -> Option<Stage> {
    match text {
        "1" => Some(Stage::Entry),
        "2" => Some(Stage::Mid),
        "3" | "4" => Some(Stage::Senior),
        "5" | "6" => Some(Stage::Lead),
        _ => None,
    }
}

/// Grades of the General Schedule of the US government, by its own ladder: 5 and 7 for graduates, 9 and 11
/// with a year or a master's degree, 12 and 13 for experts, 14 and 15 above them.
fn federal(words: &Words<'_>, at: usize) -> Option<Stage> {
    if words.text(at - 1) != "gs" {
        return None;
    }
    match words.text(at).parse::<u8>().ok()? {
        1..=8 => Some(Stage::Entry),
        9..=11 => Some(Stage::Mid),
        12 | 13 => Some(Stage::Senior),
        14 | 15 => Some(Stage::Lead),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::matching::stage::word::Words;
    use crate::model::stage::Stage::{Entry, Lead, Mid, Senior};

    #[test]
    fn numbers_of_a_job_are_grades() {
        for (title, want) in [
            ("Staff Accountant I", Some((Entry, "I"))),
            ("ENGINEER II", Some((Mid, "II"))),
            ("Software Engineer III - Payments", Some((Senior, "III"))),
            ("Planner IV", Some((Senior, "IV"))),
            ("Scientist V", Some((Lead, "V"))),
            ("Software Engineer I/II", Some((Entry, "I"))),
            ("Application Engineer - II Service", Some((Mid, "II"))),
            ("Software Engineer 2 - Detection", Some((Mid, "2"))),
            ("Help Desk Technician Level 2", Some((Mid, "Level 2"))),
            ("Tier 1 Support", Some((Entry, "Tier 1"))),
            ("Contract Specialist GS-12", Some((Senior, "GS-12"))),
            ("Nurse (GS-9)", Some((Mid, "GS-9"))),
        ] {
            let lower = title.to_ascii_lowercase();
            assert_eq!(find(&Words::new(title, &lower)), want, "{title}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for title in [
            "3 Engineers wanted",
            "Grade 3 Teacher",
            "Title I Teacher",
            "Phase II Coordinator",
            "Level 1 Trauma Nurse",
            "Account Executive - UK&I",
            "Picker, Shift 2",
            "Engineer 2026",
            "Nurse GS-99",
            "Class A Driver",
            "II",
            "",
        ] {
            let lower = title.to_ascii_lowercase();
            assert_eq!(find(&Words::new(title, &lower)), None, "{title}");
        }
    }
}
