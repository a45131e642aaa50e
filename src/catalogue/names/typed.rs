//! What someone typed, as words.

use super::Names;
use crate::catalogue::fold::fold;

/// Longest text in characters that is looked at.
const MAX_TEXT: usize = 200;

/// Words that are looked at, each once; more would be a paragraph.
const MAX_TYPED: usize = 16;

/// Words that tell which rung is meant, or that one looks for a job at all. A name need not have them.
const BESIDES: &str = "\
    1 2 3 a am an and apprentice are as associate at be become becoming career careers chief do does \
    entry experienced for get graduate head hiring how i ii iii in intern internship into is iv job jobs \
    jr junior lead level like me mid middle my near of on opening openings or path paths pay position \
    positions principal role roles salary senior sr staff the to trainee vacancies vacancy want what \
    with work would";

/// A word that was typed.
#[derive(Debug)]
pub struct TypedWord {
    pub text: String,
    /// Its number in the vocabulary, if it is known.
    pub known: Option<usize>,
    /// How much it tells: the rarer, the more.
    pub weight: f32,
    pub letters: usize,
}

/// What was typed.
#[derive(Debug)]
pub struct Typed {
    pub words: Vec<TypedWord>,
    /// The words that an answer must have, as bits by their position.
    pub needed: u16,
    /// All words without spaces.
    pub joined: String,
}

impl Typed {
    /// The words of a text; of a long one the first.
    pub fn new(text: &str, names: &Names) -> Self {
        let start = text.char_indices().nth(MAX_TEXT).map_or(text, |(end, _)| &text[..end]);
        let folded = fold(start);
        let mut words: Vec<TypedWord> = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            if words.len() < MAX_TYPED && words.iter().all(|known| known.text != word) {
                words.push(TypedWord::new(word, names));
            }
        }
        let all = (1_u32 << words.len()) - 1;
        let besides = (0..words.len()).filter(|at| BESIDES.split(' ').any(|word| word == words[*at].text));
        let needed = besides.fold(all, |bits, at| bits & !(1 << at));
        // "senior" alone can only mean that.
        let needed = if needed == 0 { all } else { needed };
        Self { words, needed: u16::try_from(needed).unwrap_or(u16::MAX), joined: folded.replace(' ', "") }
    }

    /// How much of what was typed these words are, 0 to 1; words besides count for nothing.
    pub fn share(&self, words: u16) -> f32 {
        let weight = |bits: u16| -> f32 {
            let within = |at: &usize| bits & (1 << at) != 0;
            (0..self.words.len()).filter(within).map(|at| self.words[at].weight).sum()
        };
        weight(words & self.needed) / weight(self.needed).max(f32::MIN_POSITIVE)
    }
}

impl TypedWord {
    fn new(word: &str, names: &Names) -> Self {
        let known = names.vocabulary.find(word);
        let used = known.map_or(0, |at| names.vocabulary.uses(at).len());
        #[expect(clippy::cast_precision_loss, reason = "counts of names are far below the limit")]
        let weight = ((names.names.len() + 2) as f32 / (used + 1) as f32).ln();
        Self { text: word.to_owned(), known, weight, letters: word.chars().count() }
    }
}
