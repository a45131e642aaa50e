//! Titles as words.

/// A word of a title as it is compared, and as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In lower case.
    pub folded: String,
    pub written: String,
}

/// The words of a title in order. Letters, digits, `+` and `#` make words ("C++", "C#"); all else
/// parts them.
pub fn words(title: &str) -> Vec<Word> {
    title
        .split(|c: char| !(c.is_alphanumeric() || c == '+' || c == '#'))
        .filter(|word| !word.is_empty())
        .map(|word| Word { folded: word.to_lowercase(), written: word.to_owned() })
        .collect()
}

/// The folded words, joined by single spaces.
pub fn phrase(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{phrase, words};

    #[test]
    fn punctuation_parts_words_but_not_language_names() {
        assert_eq!(
            phrase(&words("Sr. AI/ML Engineer (C++, C#) – Remote")),
            "sr ai ml engineer c++ c# remote"
        );
    }
}
