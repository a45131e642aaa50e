//! Which typed words each name has, and how well: whole words first, then beginnings.

use super::Names;
use super::typed::Typed;
use super::vocabulary::Use;

/// Fewest letters for which a word that is not the last may be unfinished.
const SHORTEST_BEGINNING: usize = 3;

/// What one name has of the typed words. A word of either counts once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Typed words that are found in it, as bits by their position.
    pub typed: u16,
    /// Its own words that were typed.
    pub used: u16,
    /// Typos in all.
    pub typos: u8,
    /// Typed words that only begin a word of it.
    pub unfinished: u8,
}

impl Tally {
    fn mark(&mut self, typed: u16, used: u16, typos: u8, unfinished: u8) {
        if self.typed & typed == 0 && self.used & used == 0 {
            self.typed |= typed;
            self.used |= used;
            self.typos += typos;
            self.unfinished += unfinished;
        }
    }
}

/// The tallies of all names, typos apart.
pub fn count(names: &Names, typed: &Typed) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); names.names.len()];
    mark_whole(names, typed, &mut tallies);
    mark_unfinished(names, typed, &mut tallies);
    tallies
}

/// Marks the names that have a word at these places.
pub fn mark(tallies: &mut [Tally], uses: &[Use], typed: u16, typos: u8, unfinished: u8) {
    for used in uses {
        if let Some(tally) = tallies.get_mut(used.name as usize) {
            tally.mark(typed, 1 << used.position, typos, unfinished);
        }
    }
}

/// Words that are typed as they are, or as two words, or two as one.
fn mark_whole(names: &Names, typed: &Typed, tallies: &mut [Tally]) {
    for (at, word) in typed.words.iter().enumerate() {
        if let Some(known) = word.known {
            mark(tallies, names.vocabulary.uses(known), 1 << at, 0, 0);
        } else {
            for used in names.vocabulary.uses_of_halves(&word.text) {
                if let Some(tally) = tallies.get_mut(used.name as usize) {
                    tally.mark(1 << at, 0b11 << used.position, 0, 0);
                }
            }
        }
    }
    for (at, pair) in typed.words.windows(2).enumerate() {
        let joined = pair.iter().map(|word| word.text.as_str()).collect::<String>();
        if let Some(known) = names.vocabulary.find(&joined) {
            mark(tallies, names.vocabulary.uses(known), 0b11 << at, 0, 0);
        }
    }
}

fn mark_unfinished(names: &Names, typed: &Typed, tallies: &mut [Tally]) {
    for (at, word) in typed.words.iter().enumerate() {
        let last = at + 1 == typed.words.len();
        if last || word.letters >= SHORTEST_BEGINNING {
            for longer in names.vocabulary.beginning(&word.text).filter(|at| Some(*at) != word.known) {
                mark(tallies, names.vocabulary.uses(longer), 1 << at, 0, 1);
            }
        }
    }
}
