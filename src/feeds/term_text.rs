//! Texts in which terms of employment are looked up.

use super::words;

/// Longest text in bytes that can be a term.
const LONGEST: usize = 200;

/// Texts that state nothing.
#[rustfmt::skip]
const NOT_STATED: &[&str] = &[
    "any", "keine angabe", "n a", "na", "nil", "none", "not applicable", "not specified", "not stated",
    "null", "tbd", "undefined", "unknown", "unspecified",
];

/// Most words of one name.
pub const MOST_WORDS: usize = 3;

/// A term's words, with single spaces.
#[derive(Debug)]
pub struct Text(String);

impl Text {
    /// `None` where the text states nothing, or far more than a term.
    pub fn new(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let words = words::key(&spaced(text));
        (!words.is_empty() && NOT_STATED.binary_search(&words.as_str()).is_err()).then_some(Self(words))
    }

    /// Whether one of the names, which are in order, stands in it as whole words.
    pub fn has(&self, names: &[&str]) -> bool {
        let starts = std::iter::once(0).chain(self.0.match_indices(' ').map(|(at, _)| at + 1));
        starts.map(|start| &self.0[start..]).any(|rest| {
            let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
            ends.take(MOST_WORDS).any(|end| names.binary_search(&&rest[..end]).is_ok())
        })
    }
}

/// "FullTime" as "Full Time": a space before every capital behind a small letter.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut small = false;
    for c in text.chars() {
        if small && c.is_uppercase() {
            spaced.push(' ');
        }
        small = c.is_lowercase();
        spaced.push(c);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::{NOT_STATED, Text};

    #[test]
    fn names_are_found_as_whole_words() {
        assert!(NOT_STATED.is_sorted());
        let text = Text::new("Regular FullTime (Salary)").unwrap();
        assert!(text.has(&["full time"]) && text.has(&["salary"]) && text.has(&["regular full time"]));
        assert!(!text.has(&["gular full", "regul", "sal"]));
        for nothing in ["", " - ", "N/A", "Not specified", &"x".repeat(1_000)] {
            assert!(Text::new(nothing).is_none(), "{nothing}");
        }
    }
}
