//! Titles as words.

/// What parts a word of a title from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// A space, a full stop or a hyphen inside a name: "front-end".
    Space,
    /// "Welder/Fabricator".
    Slash,
    /// "Sales & Marketing".
    And,
    /// A comma, a dash, a bar: a new part of the title begins.
    Part,
}

impl Gap {
    /// The one that parts more.
    pub fn wider(self, other: Self) -> Self {
        let rank = |gap| match gap {
            Self::Space => 0,
            Self::Slash => 1,
            Self::And => 2,
            Self::Part => 3,
        };
        if rank(self) >= rank(other) { self } else { other }
    }
}

/// A word of a title as it is compared, and as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In lower case.
    pub folded: String,
    pub written: String,
    pub gap: Gap,
    /// Whether it stands in brackets.
    pub aside: bool,
}

/// The words of a title in order. Letters, digits, `+` and `#` make words ("C++", "C#"); all else
/// parts them.
pub fn words(title: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut depth = 0_usize;
    let mut gap = Gap::Part;
    let mut rest = title;
    while let Some(start) = rest.find(is_of_word) {
        gap = gap.wider(between(&rest[..start], &mut depth));
        rest = &rest[start..];
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let written = &rest[..end];
        rest = &rest[end..];
        if written.chars().all(|c| c == '+') {
            gap = gap.wider(Gap::And);
            continue;
        }
        words.push(Word {
            folded: written.to_lowercase(),
            written: written.to_owned(),
            gap,
            aside: depth > 0,
        });
        gap = Gap::Space;
    }
    words
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '+' || c == '#'
}

/// What the signs between two words mean; counts the brackets that are open after them.
fn between(signs: &str, depth: &mut usize) -> Gap {
    let mut gap = Gap::Space;
    for (at, sign) in signs.char_indices() {
        let spaced = signs.len() > at + sign.len_utf8() || at > 0;
        gap = gap.wider(match sign {
            '(' | '[' | '{' => {
                *depth += 1;
                Gap::Part
            }
            ')' | ']' | '}' => {
                *depth = depth.saturating_sub(1);
                Gap::Space
            }
            ',' | ';' | ':' | '|' | '@' | '–' | '—' | '•' | '·' | '~' | '!' | '?' => Gap::Part,
            '-' if spaced => Gap::Part,
            '/' | '\\' => Gap::Slash,
            '&' => Gap::And,
            _ => Gap::Space,
        });
    }
    gap
}

/// The folded words, joined by single spaces.
#[cfg(test)]
pub fn phrase(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Gap, phrase, words};

    #[test]
    fn punctuation_parts_words_but_not_language_names() {
        assert_eq!(
            phrase(&words("Sr. AI/ML Engineer (C++, C#) – Remote")),
            "sr ai ml engineer c++ c# remote"
        );
    }

    #[test]
    fn gaps_and_brackets_are_kept() {
        let words = words("Front-End/UI Developer (Web) - Nights & Weekends, B");
        let gaps: Vec<Gap> = words.iter().map(|word| word.gap).collect();
        use Gap::{And, Part, Slash, Space};
        assert_eq!(gaps, [Part, Space, Slash, Space, Part, Part, And, Part]);
        assert_eq!(words.iter().filter(|word| word.aside).count(), 1);
        assert_eq!(super::words("))(("), []);
    }
}
