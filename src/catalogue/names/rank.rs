//! The order of answers: how a name fits what was typed, and what decides among names that fit alike.

use std::cmp::Reverse;

use super::tally::Tally;
use super::typed::Typed;
use super::{Hit, Kind, Name, Names, Origin};

/// How a name fits what was typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is what was typed.
    Whole,
    /// It has the same words, in whatever order.
    Same,
    /// It has all the words, or words that begin so, and more.
    Within,
    /// It has all the words but for typos.
    Typos,
    /// It has most of the words, or all its words were typed among others.
    Part,
}

/// Share of what was typed from which a name that has more words counts as meant.
const MOST: f32 = 0.6;

/// Share from which a name counts whose words were all typed.
const SOME: f32 = 0.1;

/// Share from which a name of two letters does.
const MUCH: f32 = 0.4;

/// What decides the order, first things first; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    fit: Fit,
    /// Of what was typed, in hundredths: most first.
    share: Reverse<u8>,
    typos: u8,
    unfinished: u8,
    /// Typed words that it has, level words among them: most first.
    words: Reverse<u32>,
    kind: Kind,
    /// Whether another owner comes first.
    shared: bool,
    /// Shorter names before longer.
    letters: u16,
    closeness: Origin,
}

/// The answers, best first, each owner once by its best name.
pub fn rank<'a>(names: &'a Names, typed: &Typed, tallies: &[Tally]) -> Vec<Hit<'a>> {
    let mut best: Vec<Option<(Rank, usize)>> = vec![None; names.owners.len()];
    let whole = names.whole.get(&typed.joined).map(Vec::as_slice).unwrap_or_default();
    let touched = (0..names.names.len()).filter(|at| tallies[*at].typed != 0);
    let fits = touched.filter_map(|at| Some((at, fit(&names.names[at], typed, tallies[at])?)));
    let wholes = whole.iter().map(|at| (*at as usize, Fit::Whole));
    for (at, fit) in wholes.chain(fits) {
        let rank = Rank::new(&names.names[at], fit, typed, tallies[at], names);
        let known = &mut best[names.names[at].owner];
        *known = Some(known.map_or((rank, at), |known| known.min((rank, at))));
    }
    // Owners keep the order of the content where they are equally good.
    let mut ranked: Vec<(Rank, usize)> = best.into_iter().flatten().collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let all_words = ranked.first().is_some_and(|(best, _)| best.fit != Fit::Part);
    let meant = |(rank, at): &(Rank, usize)| {
        // Where something has all the words, what has only most of them is not meant.
        rank.fit != Fit::Part || !all_words || is_contained(&names.names[*at], tallies[*at])
    };
    let hit = |(rank, at): (Rank, usize)| {
        let name = &names.names[at];
        Hit { owner: names.owners[name.owner], name: &name.text, origin: name.origin, fit: rank.fit }
    };
    ranked.into_iter().filter(meant).map(hit).collect()
}

impl Rank {
    fn new(name: &Name, fit: Fit, typed: &Typed, tally: Tally, names: &Names) -> Self {
        // Of names with all words, which of them are rare makes no difference.
        let share = if fit == Fit::Part { typed.share(tally.typed) } else { 1.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is 0 to 1")]
        let share = Reverse((share * 100.0) as u8);
        Self {
            fit,
            share,
            typos: tally.typos,
            unfinished: tally.unfinished,
            words: Reverse(tally.typed.count_ones()),
            kind: names.owners[name.owner].kind,
            shared: name.origin == Origin::Shared,
            letters: name.letters,
            closeness: name.origin,
        }
    }
}

/// How a name fits; `None` where it is not meant.
fn fit(name: &Name, typed: &Typed, tally: Tally) -> Option<Fit> {
    if tally.typed & typed.needed == typed.needed {
        return Some(match (tally.typos, tally.unfinished) {
            (0, 0) if tally.used & name.needed == name.needed => Fit::Same,
            (0, _) => Fit::Within,
            _ => Fit::Typos,
        });
    }
    let share = typed.share(tally.typed);
    let enough = if name.letters <= 2 { MUCH } else { SOME };
    let part = is_contained(name, tally) && share >= enough || share >= MOST;
    (part && tally.typos == 0).then_some(Fit::Part)
}

/// Whether all words of a name were typed as they are. A single letter is found in too many texts.
fn is_contained(name: &Name, tally: Tally) -> bool {
    name.letters > 1 && tally.used & name.needed == name.needed && tally.unfinished == 0
}
