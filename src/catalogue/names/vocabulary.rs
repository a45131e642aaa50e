//! The words of all names: where each is used, which begin with some letters, which differ from a typed
//! one by a typo.

use std::collections::HashMap;
use std::ops::Range;

/// A place at which a word stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Number of the name.
    pub name: u32,
    /// Which of its words this is.
    pub position: u8,
}

#[derive(Debug)]
struct Word {
    text: Box<str>,
    /// Where its uses stand in [`Vocabulary::uses`].
    uses: Range<usize>,
}

/// What can be told of a word's letters in a glance; kept apart from the words, so that all of them are
/// passed over quickly.
#[derive(Debug, Clone, Copy)]
struct Letters {
    count: u8,
    /// Whether typos are looked for: not in words with digits or signs, where one more makes another
    /// thing (ISO 9001, C++).
    plain: bool,
    /// A bit for each letter that occurs, and one for each that occurs twice. A typo changes two at most.
    bits: u64,
}

/// Every word of every name, in alphabetical order.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Vec<Word>,
    letters: Vec<Letters>,
    uses: Vec<Use>,
}

impl Vocabulary {
    /// The vocabulary of these words.
    pub fn new(all: HashMap<String, Vec<Use>>) -> Self {
        let mut vocabulary = Self::default();
        let mut all: Vec<(String, Vec<Use>)> = all.into_iter().collect();
        all.sort_unstable();
        for (text, uses) in all {
            let start = vocabulary.uses.len();
            vocabulary.uses.extend(uses);
            vocabulary.letters.push(Letters::of(&text));
            let uses = start..vocabulary.uses.len();
            vocabulary.words.push(Word { text: text.into_boxed_str(), uses });
        }
        vocabulary
    }

    /// A word by its number.
    pub fn text(&self, word: usize) -> &str {
        &self.words[word].text
    }

    /// The number of a word.
    pub fn find(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|known| (*known.text).cmp(word)).ok()
    }

    /// The numbers of all words that begin so.
    pub fn beginning(&self, start: &str) -> Range<usize> {
        let from = self.words.partition_point(|word| *word.text < *start);
        let count = self.words[from..].partition_point(|word| word.text.starts_with(start));
        from..from + count
    }

    /// Where a word stands, by name.
    pub fn uses(&self, word: usize) -> &[Use] {
        &self.uses[self.words[word].uses.clone()]
    }

    /// Where both halves of a word stand side by side, as "fullstack" in "Full Stack Developer".
    pub fn uses_of_halves(&self, word: &str) -> Vec<Use> {
        /// Shorter ones are found in too many words.
        const SHORTEST_HALF: usize = 2;
        let mut found = Vec::new();
        for (at, _) in word.char_indices().skip(SHORTEST_HALF) {
            let (left, right) = word.split_at(at);
            if right.chars().count() < SHORTEST_HALF {
                break;
            }
            let (Some(left), Some(right)) = (self.find(left), self.find(right)) else { continue };
            let right = self.uses(right);
            let beside = |used: &&Use| {
                let next = Use { position: used.position + 1, ..**used };
                right.binary_search(&next).is_ok()
            };
            found.extend(self.uses(left).iter().filter(beside));
        }
        found
    }

    /// Words that differ by one to `most` typos, with their number, fewest first. A typo is a letter too
    /// many, one missing, a wrong one, or two in the wrong order.
    pub fn near(&self, typed: &str, most: usize) -> Vec<(usize, usize)> {
        let letters = Letters::of(typed);
        if most == 0 || !letters.plain {
            return Vec::new();
        }
        let close = self.letters.iter().enumerate().filter(|(_, known)| known.may_be(&letters, most));
        let mut found: Vec<(usize, usize)> = close
            .map(|(at, _)| (at, typos(typed, &self.words[at].text)))
            .filter(|(at, typos)| {
                (1..=most).contains(typos) && is_likely(typed, &self.words[*at].text, *typos)
            })
            .collect();
        found.sort_by_key(|(at, typos)| (*typos, *at));
        found
    }
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut bits = 0_u64;
        let mut plain = true;
        let mut count = 0_u8;
        for c in word.chars() {
            count = count.saturating_add(1);
            plain &= c.is_alphabetic();
            // Letters of other scripts share bits: more words have to be compared, none is missed.
            let bit = 1 << (u32::from(c).wrapping_sub(u32::from('a')) % 32);
            bits |= if bits & bit == 0 { bit } else { bit << 32 };
        }
        Self { count, plain, bits }
    }

    /// Whether the words may be within `most` typos of one another.
    fn may_be(&self, other: &Self, most: usize) -> bool {
        self.plain
            && usize::from(self.count.abs_diff(other.count)) <= most
            && (self.bits ^ other.bits).count_ones() as usize <= 2 * most
    }
}

fn typos(typed: &str, word: &str) -> usize {
    strsim::osa_distance(typed, word)
}

/// Whether someone who means a word types it so. Of three letters a wrong one makes another
/// abbreviation, and nearly all get the first letter of a longer word right or swap it.
fn is_likely(typed: &str, word: &str, typos: usize) -> bool {
    let same_letters = || Letters::of(typed).bits == Letters::of(word).bits;
    if typed.len().max(word.len()) <= 3 {
        return same_letters();
    }
    typos == 1 || typed.chars().next() == word.chars().next() || same_letters()
}

#[cfg(test)]
mod tests {
    use super::{Use, Vocabulary};

    fn vocabulary() -> Vocabulary {
        let words = ["cad", "full", "k8s", "kubernetes", "nurse", "nursing", "python", "sql", "stack"];
        let uses = |at| {
            vec![Use {
                name: if at == "full" || at == "stack" { 7 } else { 1 },
                position: u8::from(at == "stack"),
            }]
        };
        Vocabulary::new(words.into_iter().map(|word| (word.to_owned(), uses(word))).collect())
    }

    fn near(typed: &str, most: usize) -> Vec<String> {
        let vocabulary = vocabulary();
        vocabulary.near(typed, most).iter().map(|(at, _)| vocabulary.words[*at].text.to_string()).collect()
    }

    #[test]
    fn typos_are_seen_through_and_other_words_are_not() {
        assert_eq!(near("pyhton", 2), ["python"]);
        assert_eq!(near("kuberntes", 2), ["kubernetes"]);
        assert_eq!(near("slq", 1), ["sql"]);
        for other in ["cat", "zzz", "k9s", "seo", "purse0"] {
            assert!(near(other, 1).is_empty(), "{other}");
        }
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        let vocabulary = vocabulary();
        assert_eq!(vocabulary.beginning("nurs").len(), 2);
        assert!(vocabulary.beginning("x").is_empty());
    }

    #[test]
    fn two_words_are_found_where_they_are_typed_as_one() {
        assert_eq!(vocabulary().uses_of_halves("fullstack"), [Use { name: 7, position: 0 }]);
        assert!(vocabulary().uses_of_halves("stackfull").is_empty());
        assert!(vocabulary().uses_of_halves("fu").is_empty());
    }
}
