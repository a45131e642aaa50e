//! The place of an advert where it speaks of what was typed.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use tantivy::schema::Field;
use tantivy::snippet::SnippetGenerator;

use super::parse::Clause;
use super::words;
use crate::matching::text;

/// Bytes of a snippet.
const LENGTH: usize = 220;

/// Bytes of an advert that are looked through.
const LOOKED_THROUGH: usize = 6_000;

/// A piece of a snippet, and whether it is one of the words.
pub type Piece = (String, bool);

/// Bytes around the place of an advert that are looked at closely.
const BEFORE: usize = 120;
const AFTER: usize = 360;

/// Places of words in an advert that are compared.
const MOST_PLACES: usize = 12;

/// Letters of a stem that every form of its word has, nearly always: "studi" for "study".
const STABLE: usize = 4;

/// Finds snippets for what was typed.
pub struct Snippets {
    generator: SnippetGenerator,
    /// The beginnings of the words, to find the place that is worth a closer look.
    beginnings: AhoCorasick,
}

impl std::fmt::Debug for Snippets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snippets").finish_non_exhaustive()
    }
}

impl Snippets {
    /// For these clauses; `None` where they hold no word that can be marked.
    pub fn new(clauses: &[Clause]) -> Option<Self> {
        let mut stems = BTreeMap::new();
        for clause in clauses.iter().filter(|clause| !clause.excluded) {
            let words = clause.any.iter().flat_map(|any| any.words()).filter(|word| !word.stop);
            // The longer a word, the rarer, nearly always.
            stems.extend(words.map(|word| (word.stem.clone(), 1.0 + word.stem.len().min(12) as f32 / 4.0)));
        }
        let analyzer = words::analyzer(words::NAME)?;
        if stems.is_empty() {
            return None;
        }
        let beginnings =
            stems.keys().map(|stem| start(stem, stem.chars().count().saturating_sub(1).max(STABLE)));
        let beginnings = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(beginnings).ok()?;
        let generator = SnippetGenerator::new(stems, analyzer, Field::from_field_id(0), LENGTH);
        Some(Self { generator, beginnings })
    }

    /// The same for an advert in HTML.
    pub fn find_in_html(&self, html: &str) -> Vec<Piece> {
        self.find(&text::plain(html))
    }

    /// The part of a text in which most of the words stand close together, from the beginning of a word on.
    fn worth_a_look<'a>(&self, text: &'a str) -> &'a str {
        let text = &text[..boundary(text, LOOKED_THROUGH)];
        let found: Vec<(usize, usize)> = self
            .beginnings
            .find_iter(text)
            .filter(|found| !text[..found.start()].ends_with(char::is_alphanumeric))
            .map(|found| (found.start(), found.pattern().as_usize()))
            .take(MOST_PLACES)
            .collect();
        let different = |from: usize| {
            let near = found[from..].iter().take_while(|(at, _)| *at < found[from].0 + LENGTH);
            let mut words: Vec<usize> = near.map(|(_, word)| *word).collect();
            words.sort_unstable();
            words.dedup();
            words.len()
        };
        let one = self.beginnings.patterns_len() == 1;
        let compared = if one { found.len().min(1) } else { found.len() };
        let best = (0..compared).max_by_key(|from| (different(*from), std::cmp::Reverse(*from)));
        let Some(best) = best.map(|from| found[from].0) else { return text };
        let start = boundary(text, best.saturating_sub(BEFORE));
        let start =
            if start == 0 { 0 } else { text[start..best].find(' ').map_or(best, |space| start + space + 1) };
        &text[start..boundary(text, best + AFTER)]
    }

    /// The piece of a plain text that has most of the words; empty where it has none.
    pub fn find(&self, whole: &str) -> Vec<Piece> {
        let text = self.worth_a_look(whole);
        let snippet = self.generator.snippet(text);
        let fragment = snippet.fragment();
        let mut pieces = Vec::new();
        let mut at = 0;
        for range in snippet.highlighted() {
            if range.start >= at {
                pieces.push((fragment[at..range.start].to_owned(), false));
                pieces.push((fragment[range.clone()].to_owned(), true));
                at = range.end;
            }
        }
        if pieces.is_empty() {
            return pieces;
        }
        pieces.push((fragment[at..].to_owned(), false));
        if !whole.starts_with(fragment) {
            pieces.insert(0, ("… ".to_owned(), false));
        }
        pieces.retain(|(text, _)| !text.is_empty());
        pieces
    }
}

/// The first letters of a word.
fn start(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(end, _)| &word[..end])
}

/// The place between characters that is nearest to `at`, and not after it.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::Snippets;
    use crate::search::concepts::Concepts;
    use crate::search::parse::parse;

    #[test]
    fn words_are_marked_in_any_form() {
        let snippets = Snippets::new(&parse("nurse -travel", &Concepts::default())).unwrap();
        let pieces = snippets.find("We care.\nNurses & nursing <b>staff</b> travel.");
        let marked: Vec<&str> = pieces.iter().filter(|piece| piece.1).map(|piece| piece.0.as_str()).collect();
        assert_eq!(marked, ["Nurses", "nursing"]);
        assert!(snippets.find("Cooks wanted").is_empty());
        assert!(Snippets::new(&parse("-travel", &Concepts::default())).is_none());
    }
}
