//! What was meant by what has typos in it.

use super::Names;
use super::rank::{Fit, rank};
use super::tally::{self, Tally};
use super::typed::{Typed, TypedWord};
use crate::catalogue::fold::fold;

/// Most words among which typos are looked for; with more it is no name that was mistyped.
const MOST_WORDS: usize = 8;

/// Fewest letters for which a known word may have been typed for another.
const SHORTEST_MISTAKEN: usize = 4;

/// What was typed, without typos: as the likeliest name spells it that has all the words, or else word
/// by word. `None` where some word is like none that is known.
pub fn meant(names: &Names, typed: &Typed) -> Option<String> {
    if typed.words.len() > MOST_WORDS {
        return None;
    }
    let near: Vec<Vec<(usize, u8)>> = typed.words.iter().map(|word| near(names, word)).collect();
    if near.iter().all(Vec::is_empty) {
        return None;
    }
    let tallies = count(names, typed, &near);
    let best = rank(names, typed, &tallies).into_iter().next().filter(|hit| hit.fit == Fit::Typos);
    match best {
        Some(hit) => Some(as_spelled_in(typed, &fold(hit.name))),
        None => word_by_word(names, typed, &near),
    }
}

/// Words that may be meant by a mistyped one, with the number of typos. That a known word was typed for
/// another is less likely, so that it counts twice.
fn near(names: &Names, word: &TypedWord) -> Vec<(usize, u8)> {
    let first = |text: &str| text.chars().next();
    let (most, each) = match word.known {
        None => (most_typos(word.letters), 1),
        Some(_) if word.letters >= SHORTEST_MISTAKEN => (1, 2),
        Some(_) => return Vec::new(),
    };
    let found = names.vocabulary.near(&word.text, most).into_iter();
    let likely = |at: usize| word.known.is_none() || first(names.vocabulary.text(at)) == first(&word.text);
    let found = found.filter(|(at, _)| likely(*at));
    found.map(|(at, typos)| (at, u8::try_from(typos).unwrap_or(u8::MAX) * each)).collect()
}

/// The tallies of all names, typos too.
fn count(names: &Names, typed: &Typed, near: &[Vec<(usize, u8)>]) -> Vec<Tally> {
    let mut tallies = tally::count(names, typed);
    for (at, near) in near.iter().enumerate().filter(|(at, _)| typed.needed & (1 << at) != 0) {
        for (word, typos) in near {
            tally::mark(&mut tallies, names.vocabulary.uses(*word), 1 << at, *typos, 0);
        }
    }
    tallies
}

/// The typed words, each as the folded `name` spells it.
fn as_spelled_in(typed: &Typed, name: &str) -> String {
    let spelled = |typed: &TypedWord| {
        let begun = name.split(' ').find(|word| word.starts_with(&typed.text));
        let distance = |word: &str| strsim::osa_distance(&typed.text, word);
        let likest = || name.split(' ').min_by_key(|word| distance(word));
        let close = |word: &&str| distance(word) <= most_typos(typed.letters);
        begun.or_else(|| likest().filter(close)).unwrap_or(&typed.text).to_owned()
    };
    typed.words.iter().map(spelled).collect::<Vec<_>>().join(" ")
}

/// The typed words, each unknown one as the likeliest word that it is near to.
fn word_by_word(names: &Names, typed: &Typed, near: &[Vec<(usize, u8)>]) -> Option<String> {
    let mut words = Vec::with_capacity(near.len());
    let mut changed = false;
    for (typed, near) in typed.words.iter().zip(near) {
        if typed.known.is_some() {
            words.push(typed.text.as_str());
            continue;
        }
        let fewest = near.first()?.1;
        let likely = near.iter().filter(|(_, typos)| *typos == fewest);
        let (word, _) = likely.max_by_key(|(word, _)| names.vocabulary.uses(*word).len())?;
        words.push(names.vocabulary.text(*word));
        changed = true;
    }
    changed.then(|| words.join(" "))
}

/// Typos that are allowed in a word: the longer, the more there can be without making it another.
fn most_typos(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=6 => 1,
        _ => 2,
    }
}
