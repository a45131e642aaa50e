//! A search: which postings, in which order, and how many have each value of each facet.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;
use jiff::civil::Date;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::best::{Best, Key};
use super::concepts::Concepts;
use super::count::{Base, Count, counts};
use super::evaluate::{holds, none};
use super::facet::{Facet, Filters, POSTED_WITHIN};
use super::parse::{Clause, parse};
use super::score::{Weighed, rarity, scores};
use super::set::each;
use super::snapshot::{Segment, Snapshot};
use super::spelling::{complete, correct, frequency, respell};

/// Results that can be paged through; who needs more should narrow the search.
pub const MOST_RESULTS: u32 = 10_000;

/// In which order results stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Those that fit best what was typed, and of equals the newer; like [`Self::Newest`] where nothing
    /// was typed.
    #[default]
    Relevance,
    /// By the day on which they were posted; those that state none last.
    Newest,
}

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Query {
    pub text: String,
    pub filters: Filters,
    pub order: Order,
    /// Results before those that are wanted.
    pub offset: u32,
    /// Results that are wanted; `offset` and this are at most [`MOST_RESULTS`].
    pub limit: u32,
    pub today: Date,
    /// Whether the values of facets are counted; only who shows them needs that.
    pub counted: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    pub total: u32,
    /// Ids of the wanted results, in order.
    pub ids: Vec<i64>,
    /// Of each facet, what a click on each value would give; the results themselves are not confined by the
    /// facet's own choice there.
    pub counts: Vec<(Facet, Vec<Count>)>,
    /// What was searched for instead, where a word of the text is not right.
    pub corrected: Option<String>,
    /// What had to hold.
    pub clauses: Vec<Clause>,
    /// Where nothing was found: what to drop, and how many would be found then.
    pub reliefs: Vec<(Relief, u32)>,
}

/// Something that could be dropped from a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relief {
    /// All chosen values of a facet.
    Facet(Facet),
    /// Some of the words, as they were typed.
    Words(String),
    Everything,
}

/// A bit a posting, for each segment.
type Sets = Vec<FixedBitSet>;

/// Finds what is searched for.
pub fn find(snapshot: &Snapshot, concepts: &Concepts, query: &Query) -> tantivy::Result<Found> {
    let (typed, corrected) = Typed::put_right(snapshot, concepts, &query.text)?;
    let chosen = chosen(snapshot, query);
    let found = intersect(&typed.sets, chosen.iter().map(|(_, sets)| sets));
    let total = size(&found);
    let counts = if query.counted { count(snapshot, &typed, &chosen, &found, query) } else { Vec::new() };
    let ids = first(snapshot, &typed, &found, query)?;
    let reliefs = if total == 0 { reliefs(snapshot, &typed, &chosen) } else { Vec::new() };
    Ok(Found { total, ids, counts, corrected, clauses: typed.clauses, reliefs })
}

/// The ids of the newest postings of all.
pub fn list_newest(snapshot: &Snapshot, limit: u32) -> Vec<i64> {
    let mut best = Best::new(limit as usize);
    let of_segments = snapshot.segments.iter().map(|segment| newest(segment, &segment.alive, limit as usize));
    of_segments.flatten().for_each(|key| best.offer(key));
    best.finish().into_iter().map(|key| key.id.cast_signed()).collect()
}

/// The counts of every facet; what a facet chooses itself confines its own not.
fn count(
    snapshot: &Snapshot,
    typed: &Typed,
    chosen: &[(Facet, Sets)],
    found: &Sets,
    query: &Query,
) -> Vec<(Facet, Vec<Count>)> {
    let base = Base::new(found);
    Facet::ALL
        .into_par_iter()
        .map(|facet| {
            let confined = chosen.iter().any(|(known, _)| *known == facet);
            let others = chosen.iter().filter(|(known, _)| *known != facet).map(|(_, sets)| sets);
            let apart = confined.then(|| intersect(&typed.sets, others));
            let apart = apart.as_ref().map(|sets| Base::new(sets));
            (facet, counts(snapshot, facet, apart.as_ref().unwrap_or(&base), &query.filters, query.today))
        })
        .collect()
}

/// The words that were typed, and the postings for which they hold.
struct Typed {
    clauses: Vec<Clause>,
    /// The postings of each clause, in the order of the clauses.
    of_clauses: Vec<Sets>,
    sets: Sets,
}

impl Typed {
    /// Reads a text, and another one instead where a word of it is not right.
    fn put_right(
        snapshot: &Snapshot,
        concepts: &Concepts,
        text: &str,
    ) -> tantivy::Result<(Self, Option<String>)> {
        let clauses = parse(text, concepts);
        if let Some(respelled) = respell(snapshot, concepts, text, &clauses)? {
            let typed = Self::read(snapshot, concepts, &respelled)?;
            if size(&typed.sets) > 0 {
                return Ok((typed, Some(respelled)));
            }
        }
        let typed = Self::read(snapshot, concepts, text)?;
        if size(&typed.sets) == 0
            && let Some(corrected) = correct(snapshot, concepts, text, &typed.clauses)?
        {
            let right = Self::read(snapshot, concepts, &corrected)?;
            if size(&right.sets) > 0 {
                return Ok((right, Some(corrected)));
            }
        }
        Ok((typed, None))
    }

    fn read(snapshot: &Snapshot, concepts: &Concepts, text: &str) -> tantivy::Result<Self> {
        let mut clauses = parse(text, concepts);
        complete(snapshot, &mut clauses)?;
        let mut of_clauses = Vec::new();
        for clause in &clauses {
            let sets: tantivy::Result<Sets> =
                snapshot.segments.par_iter().map(|segment| holds(snapshot, segment, clause)).collect();
            of_clauses.push(sets?);
        }
        let mut typed = Self { clauses, of_clauses, sets: Vec::new() };
        typed.sets = typed.all_but(snapshot, None);
        Ok(typed)
    }

    /// The postings for which every clause holds, one of them left out.
    fn all_but(&self, snapshot: &Snapshot, left_out: Option<usize>) -> Sets {
        let mut sets: Sets = snapshot.segments.iter().map(|segment| segment.alive.clone()).collect();
        for (at, (clause, of_clause)) in self.clauses.iter().zip(&self.of_clauses).enumerate() {
            if Some(at) == left_out {
                continue;
            }
            for (set, holding) in sets.iter_mut().zip(of_clause) {
                if clause.excluded {
                    set.difference_with(holding);
                } else {
                    set.intersect_with(holding);
                }
            }
        }
        sets
    }

    fn weighed(&self, snapshot: &Snapshot) -> tantivy::Result<Vec<Weighed<'_>>> {
        let mut all = Vec::new();
        for (clause, sets) in self.clauses.iter().zip(&self.of_clauses).filter(|(clause, _)| !clause.excluded)
        {
            let mut rarities = HashMap::new();
            for word in clause.any.iter().flat_map(|any| any.words()) {
                let frequency = frequency(snapshot, &word.stem)?;
                rarities.insert(word.stem.as_str(), rarity(frequency, snapshot.total));
            }
            all.push(Weighed { clause, rarity: rarity(size(sets), snapshot.total), rarities });
        }
        Ok(all)
    }
}

fn size(sets: &[FixedBitSet]) -> u32 {
    let size: usize = sets.iter().map(|set| set.count_ones(..)).sum();
    u32::try_from(size).unwrap_or(u32::MAX)
}

fn intersect<'a>(sets: &[FixedBitSet], others: impl Iterator<Item = &'a Sets>) -> Sets {
    let mut all = sets.to_vec();
    for other in others {
        all.iter_mut().zip(other).for_each(|(set, other)| set.intersect_with(other));
    }
    all
}

/// The postings that have one of the chosen values, for each facet in which something is chosen.
fn chosen(snapshot: &Snapshot, query: &Query) -> Vec<(Facet, Sets)> {
    let facets = Facet::ALL.into_iter().filter(|facet| !query.filters.of(*facet).is_empty());
    let sets = |facet: Facet| {
        let values = query.filters.of(facet);
        let segments = snapshot.segments.iter().enumerate();
        segments
            .map(|(at, segment)| {
                let mut set = none(&segment.columns);
                for value in values {
                    if facet == Facet::Posted {
                        let days = POSTED_WITHIN.iter().position(|days| days.to_string() == *value);
                        let posted = snapshot.posted(query.today);
                        if let Some(of_days) = days.and_then(|days| posted.get(at)?.get(days)) {
                            of_days.add_to(&mut set);
                        }
                    } else if let Some(of_value) = snapshot.set(segment, facet, value) {
                        of_value.add_to(&mut set);
                    }
                }
                set
            })
            .collect()
    };
    facets.map(|facet| (facet, sets(facet))).collect()
}

/// The ids of the wanted results.
fn first(
    snapshot: &Snapshot,
    typed: &Typed,
    found: &[FixedBitSet],
    query: &Query,
) -> tantivy::Result<Vec<i64>> {
    let wanted = query.offset.saturating_add(query.limit).min(MOST_RESULTS) as usize;
    let weighed = match query.order {
        Order::Relevance => typed.weighed(snapshot)?,
        Order::Newest => Vec::new(),
    };
    let segments = snapshot.segments.par_iter().zip(found);
    let of_segments: tantivy::Result<Vec<Vec<Key>>> = segments
        .map(|(segment, found)| {
            if weighed.is_empty() {
                return Ok(newest(segment, found, wanted));
            }
            let scores = scores(snapshot, segment, &weighed, found, query.today)?;
            let mut best = Best::new(wanted);
            each(found, |at| best.offer(key(segment, at, scores.of(at))));
            Ok(best.finish())
        })
        .collect();
    let mut best = Best::new(wanted);
    of_segments?.into_iter().flatten().for_each(|key| best.offer(key));
    let keys = best.finish().into_iter().skip(query.offset as usize);
    Ok(keys.map(|key| key.id.cast_signed()).collect())
}

fn key(segment: &Segment, at: usize, score: f32) -> Key {
    Key { score, day: segment.columns.days[at], id: segment.columns.ids[at] }
}

/// The newest of the found postings of a segment.
fn newest(segment: &Segment, found: &FixedBitSet, wanted: usize) -> Vec<Key> {
    let columns = &segment.columns;
    let count = found.count_ones(..);
    let mut best = Best::new(wanted);
    // Of many, the first few are soon met in the order of days; few are soon put in order.
    if wanted < count && wanted * (columns.ids.len() / count) < count {
        let newest = columns.newest.iter().map(|at| *at as usize).filter(|at| found.contains(*at));
        newest.take(wanted).for_each(|at| best.offer(key(segment, at, 0.0)));
    } else {
        each(found, |at| best.offer(key(segment, at, 0.0)));
    }
    best.finish()
}

/// What to drop where nothing was found, that which leaves most first.
fn reliefs(snapshot: &Snapshot, typed: &Typed, chosen: &[(Facet, Sets)]) -> Vec<(Relief, u32)> {
    let mut reliefs = Vec::new();
    for (facet, _) in chosen {
        let others = chosen.iter().filter(|(known, _)| known != facet).map(|(_, sets)| sets);
        reliefs.push((Relief::Facet(*facet), size(&intersect(&typed.sets, others))));
    }
    if typed.clauses.len() > 1 {
        for (at, clause) in typed.clauses.iter().enumerate() {
            let without = typed.all_but(snapshot, Some(at));
            let count = size(&intersect(&without, chosen.iter().map(|(_, sets)| sets)));
            reliefs.push((Relief::Words(clause.typed.clone()), count));
        }
    }
    reliefs.retain(|(_, count)| *count > 0);
    reliefs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if reliefs.is_empty() && snapshot.total > 0 {
        reliefs.push((Relief::Everything, snapshot.total));
    }
    reliefs
}
