//! What the text of an advert says of the level in so many words.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::stage::Stage;

/// Words of an advert about its level, and what they mean in words for a visitor.
const SAID: [(&str, Stage, &str); 24] = [
    ("entry level", Stage::Entry, "says entry level"),
    ("entry-level", Stage::Entry, "says entry level"),
    ("new grads", Stage::Entry, "is open to new graduates"),
    ("new graduates", Stage::Entry, "is open to new graduates"),
    ("recent graduate", Stage::Entry, "is open to new graduates"),
    ("recent grads", Stage::Entry, "is open to new graduates"),
    ("early career role", Stage::Entry, "says early career"),
    ("early-career role", Stage::Entry, "says early career"),
    ("no experience necessary", Stage::Entry, "asks for no experience"),
    ("no experience required", Stage::Entry, "asks for no experience"),
    ("no experience needed", Stage::Entry, "asks for no experience"),
    ("no prior experience necessary", Stage::Entry, "asks for no experience"),
    ("no prior experience required", Stage::Entry, "asks for no experience"),
    ("no prior experience needed", Stage::Entry, "asks for no experience"),
    ("no previous experience necessary", Stage::Entry, "asks for no experience"),
    ("no previous experience required", Stage::Entry, "asks for no experience"),
    ("no previous experience needed", Stage::Entry, "asks for no experience"),
    ("journey-level", Stage::Mid, "says journey level"),
    ("mid-level position", Stage::Mid, "says mid level"),
    ("mid-level role", Stage::Mid, "says mid level"),
    ("mid level role", Stage::Mid, "says mid level"),
    ("senior-level position", Stage::Senior, "says senior level"),
    ("senior-level role", Stage::Senior, "says senior level"),
    ("senior level role", Stage::Senior, "says senior level"),
];

/// What before such words turns their sense.
const NOT_SO: [&str; 11] =
    ["not ", "n't ", "mentor", "beyond", "above", "train ", "supervis", "guid", "support", "coach", "than "];

/// Bytes before such words that are read for what turns their sense.
const REACH: usize = 40;

/// Finds [`SAID`] by a full table and nothing before it: such words stand too close for a prefilter to gain.
/// `None` could only follow from a fault in the list, which the tests would show.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .prefilter(false)
        .match_kind(MatchKind::LeftmostFirst)
        .build(SAID.map(|(words, _, _)| words))
        .ok()
});

/// The stage that a text announces, and what it says in words that go on after "the advert".
pub fn find(text: &str) -> Option<(Stage, &'static str)> {
    let finder = FINDER.as_ref()?;
    finder.find_iter(text).find_map(|found| {
        let (_, stage, said) = SAID[found.pattern().as_usize()];
        let bytes = &text.as_bytes()[found.start().saturating_sub(REACH)..found.start()];
        let line = bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'.')).map_or(0, |at| at + 1);
        let before = String::from_utf8_lossy(&bytes[line..]).to_lowercase();
        (!NOT_SO.iter().any(|word| before.contains(word))).then_some((stage, said))
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::stage::Stage::{self, Entry, Mid, Senior};

    fn stage(text: &str) -> Option<Stage> {
        find(text).map(|(stage, _)| stage)
    }

    #[test]
    fn a_level_said_in_words_counts() {
        assert_eq!(stage("This is an Entry-Level position."), Some(Entry));
        assert_eq!(stage("No experience necessary, new graduates welcome"), Some(Entry));
        assert_eq!(stage("performs skilled journey-level work"), Some(Mid));
        assert_eq!(stage("This is a senior-level role"), Some(Senior));
    }

    #[test]
    fn words_about_others_do_not() {
        for text in [
            "",
            "This is not an entry-level position",
            "This isn't entry level",
            "You will mentor early-career and entry-level engineers",
            "Work with senior-level stakeholders",
            "Kafka experience not required",
        ] {
            assert_eq!(stage(text), None, "{text}");
        }
    }
}
