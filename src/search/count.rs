//! How many of the found postings have each value of a facet.

use std::cmp::Reverse;

use fixedbitset::FixedBitSet;
use jiff::civil::Date;

use super::facet::{Facet, Filters, POSTED_WITHIN};
use super::set::each;
use super::snapshot::{Ranking, Snapshot};

/// Values with most postings that are counted, of each group of an open-ended facet.
const MOST_VALUES: usize = 12;

/// Of at most so many found postings there is a list as well, which is read faster than bits.
const LISTED: usize = 100_000;

/// Steps that a value of a posting takes, of which a word of bits takes one: counters lie apart.
const STEPS_OF_A_VALUE: usize = 5;

/// A value of a facet, and how many of the found postings have it.
pub type Count = (String, u32);

/// The postings that are counted.
#[derive(Debug)]
pub struct Base<'a> {
    found: &'a [FixedBitSet],
    total: usize,
    /// The same, segment by segment, where there are few.
    listed: Option<Vec<Vec<u32>>>,
}

impl<'a> Base<'a> {
    /// The postings with these bits, a set a segment.
    pub fn new(found: &'a [FixedBitSet]) -> Self {
        let total = found.iter().map(|found| found.count_ones(..)).sum();
        let list = |found: &FixedBitSet| found.ones().filter_map(|at| u32::try_from(at).ok()).collect();
        let listed = (total <= LISTED).then(|| found.iter().map(list).collect());
        Self { found, total, listed }
    }
}

/// The counts of a facet, highest first in each group (see [`Snapshot::groups`]): the values with most
/// postings, and those that are chosen even where they have none.
pub fn counts(
    snapshot: &Snapshot,
    facet: Facet,
    base: &Base<'_>,
    filters: &Filters,
    today: Date,
) -> Vec<Count> {
    if facet == Facet::Posted {
        return posted(snapshot, base, today);
    }
    let counting = Counting::new(snapshot, facet, base);
    let mut counts = Vec::new();
    for ranking in snapshot.groups(facet) {
        counts.extend(counting.best(&ranking.values));
    }
    for number in filters.of(facet).iter().filter_map(|value| snapshot.number(facet, value)) {
        if !counts.iter().any(|(known, _)| *known == number) {
            counts.push((number, counting.count(number)));
        }
    }
    let word = |number: u32| snapshot.names[facet.index()].word(number).to_owned();
    let mut counts: Vec<Count> = counts.into_iter().map(|(number, count)| (word(number), count)).collect();
    for value in filters.of(facet) {
        if !counts.iter().any(|(known, _)| known == value) {
            counts.push((value.clone(), 0));
        }
    }
    counts
}

fn posted(snapshot: &Snapshot, base: &Base<'_>, today: Date) -> Vec<Count> {
    let sets = snapshot.posted(today);
    let segments = || base.found.iter().zip(sets.iter());
    let count = |at: usize| segments().map(|(found, sets)| sets[at].count_in(found)).sum();
    POSTED_WITHIN.iter().enumerate().map(|(at, days)| (days.to_string(), count(at))).collect()
}

/// How the values of one facet are counted: one by one with their sets, or all at once over what was
/// found, whichever takes fewer steps.
struct Counting<'a> {
    snapshot: &'a Snapshot,
    facet: Facet,
    base: &'a Base<'a>,
    /// Of every value, where all were counted at once.
    all: Option<Vec<u32>>,
}

impl<'a> Counting<'a> {
    fn new(snapshot: &'a Snapshot, facet: Facet, base: &'a Base<'a>) -> Self {
        let mut counting = Self { snapshot, facet, base, all: None };
        if !counting.is_everything() && counting.steps_at_once() < counting.steps_one_by_one() {
            counting.all = Some(counting.count_all());
        }
        counting
    }

    fn is_everything(&self) -> bool {
        self.base.total == self.snapshot.total as usize
    }

    /// Steps to look at each value of each posting that was found.
    fn steps_at_once(&self) -> usize {
        self.base.total * (1 + self.snapshot.density(self.facet)) * STEPS_OF_A_VALUE
    }

    /// Steps to count with sets until no further value can have more postings, if every value is found as
    /// often as any other.
    fn steps_one_by_one(&self) -> usize {
        let steps = |ranking: &Ranking| {
            let total = |number: &u32| self.snapshot.total_of(self.facet, *number) as usize;
            let last = ranking.values.get(MOST_VALUES - 1).map_or(0, total);
            let least = last * self.base.total / (self.snapshot.total as usize).max(1);
            let tried = ranking.values.partition_point(|number| total(number) > least);
            tried.checked_sub(1).map_or(0, |last| ranking.steps[last])
        };
        self.snapshot.groups(self.facet).iter().map(steps).sum()
    }

    fn count_all(&self) -> Vec<u32> {
        let mut all = vec![0; self.snapshot.names[self.facet.index()].len()];
        for (at, segment) in self.snapshot.segments.iter().enumerate() {
            let Some(column) = segment.columns.facet(self.facet) else { continue };
            let mut count = |at: usize| column.of(at).iter().for_each(|value| all[*value as usize] += 1);
            match &self.base.listed {
                Some(listed) => listed[at].iter().for_each(|at| count(*at as usize)),
                None => each(&self.base.found[at], count),
            }
        }
        all
    }

    fn count(&self, number: u32) -> u32 {
        if self.is_everything() {
            return self.snapshot.total_of(self.facet, number);
        }
        if let Some(all) = &self.all {
            return all.get(number as usize).copied().unwrap_or(0);
        }
        let segments = self.snapshot.segments.iter().zip(self.base.found);
        let count = segments.filter_map(|(segment, found)| {
            Some(segment.columns.facet(self.facet)?.set(number)?.count_in(found))
        });
        count.sum()
    }

    /// The values of a group with most of the found postings.
    fn best(&self, group: &[u32]) -> Vec<(u32, u32)> {
        let mut best: Vec<(u32, u32)> = Vec::new();
        for number in group {
            let full = best.len() >= MOST_VALUES;
            let bound = best.last().map_or(0, |(_, count)| *count);
            if full {
                if self.all.as_ref().is_some_and(|all| all[*number as usize] <= bound) {
                    continue;
                }
                // Values stand in the order of all their postings, of which no more can be found.
                if self.snapshot.total_of(self.facet, *number) <= bound {
                    break;
                }
            }
            let count = self.count(*number);
            if count > 0 && !(full && count <= bound) {
                best.push((*number, count));
                best.sort_by_key(|(_, count)| Reverse(*count));
                best.truncate(MOST_VALUES);
            }
        }
        best
    }
}
