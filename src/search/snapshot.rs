//! One state of the index with all that is held of it in memory.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fixedbitset::FixedBitSet;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::columns::{Columns, day};
use super::facet::{Facet, POSTED_WITHIN};
use super::fields::Fields;
use super::names::Names;
use super::set::Set;

/// What a commit of the index says of the database that it follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// Of the schema and of what is indexed.
    pub version: u32,
    /// Of the database.
    pub identity: String,
    /// The last change that is in.
    pub change: i64,
    /// The highest id that was ever in; above it there is nothing to be replaced.
    pub highest: i64,
}

/// One segment of the index.
#[derive(Debug)]
pub struct Segment {
    pub reader: SegmentReader,
    pub columns: Arc<Columns>,
    /// The postings that were not deleted.
    pub alive: FixedBitSet,
}

/// One state of the index.
#[derive(Debug)]
pub struct Snapshot {
    pub stand: Stand,
    pub fields: Fields,
    pub segments: Vec<Segment>,
    /// How many postings there are.
    pub total: u32,
    pub names: Arc<Vec<Names>>,
    /// How many postings each value of a facet has.
    totals: Vec<Vec<u32>>,
    /// The values of each facet in groups: places by what they are, countries, regions, cities.
    groups: Vec<Vec<Ranking>>,
    /// Values of a posting, on average, of each facet.
    density: Vec<usize>,
    posted: Mutex<Option<Posted>>,
    phrases: Mutex<Phrases>,
}

/// Values of a facet, those with most postings first.
#[derive(Debug, Default)]
pub struct Ranking {
    pub values: Vec<u32>,
    /// Steps to count this value and all before it with their sets, see [`Set::cost`].
    pub steps: Vec<usize>,
}

/// The postings that hold a phrase, by segment and words; to find them takes long where the words are common.
type Phrases = HashMap<(SegmentId, String), Arc<FixedBitSet>>;

/// Phrases that are kept; all are forgotten when there are more.
const MOST_PHRASES: usize = 500;

/// The day, and for each segment the postings of each [`POSTED_WITHIN`].
type Posted = (Date, Arc<Vec<Vec<Set>>>);

impl Snapshot {
    /// Reads what a searcher sees; segments that `before` knows are not read again.
    pub fn read(
        searcher: &Searcher,
        fields: Fields,
        stand: Stand,
        before: Option<&Self>,
    ) -> tantivy::Result<Self> {
        let mut names = before.map_or_else(
            || Arc::new(vec![Names::default(); Facet::COLUMNS.len()]),
            |before| Arc::clone(&before.names),
        );
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let known = before.and_then(|before| {
                let same = |known: &&Segment| known.reader.segment_id() == reader.segment_id();
                before.segments.iter().find(same)
            });
            let columns = match known {
                Some(known) => Arc::clone(&known.columns),
                None => {
                    Arc::new(Columns::read(reader, fields.title, Arc::<Vec<Names>>::make_mut(&mut names))?)
                }
            };
            segments.push(Segment { alive: alive(reader), reader: reader.clone(), columns });
        }
        let total = segments.iter().map(|segment| segment.alive.count_ones(..)).sum::<usize>();
        let totals: Vec<Vec<u32>> = Facet::COLUMNS
            .iter()
            .map(|facet| totals(*facet, &segments, names[facet.index()].len()))
            .collect();
        let groups = Facet::COLUMNS
            .iter()
            .map(|facet| rankings(*facet, &names[facet.index()], &totals[facet.index()], &segments))
            .collect();
        let density = totals
            .iter()
            .map(|totals| totals.iter().map(|n| *n as usize).sum::<usize>() / total.max(1))
            .collect();
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        Ok(Self {
            stand,
            fields,
            segments,
            total,
            names,
            totals,
            groups,
            density,
            posted: Mutex::default(),
            phrases: Mutex::default(),
        })
    }

    /// The postings of a segment that have a value of a facet, by its word.
    pub fn set<'a>(&self, segment: &'a Segment, facet: Facet, word: &str) -> Option<&'a Set> {
        segment.columns.facet(facet)?.set(self.number(facet, word)?)
    }

    /// Whether this is what a searcher sees.
    pub fn is(&self, searcher: &Searcher, stand: &Stand) -> bool {
        let same = |(known, now): (&Segment, &SegmentReader)| {
            known.reader.segment_id() == now.segment_id()
                && known.reader.delete_opstamp() == now.delete_opstamp()
        };
        let now = searcher.segment_readers();
        self.stand == *stand && self.segments.len() == now.len() && self.segments.iter().zip(now).all(same)
    }

    /// How many postings have a value of a facet.
    pub fn total_of(&self, facet: Facet, value: u32) -> u32 {
        self.totals.get(facet.index()).and_then(|totals| totals.get(value as usize)).copied().unwrap_or(0)
    }

    /// The values of a facet in groups.
    pub fn groups(&self, facet: Facet) -> &[Ranking] {
        self.groups.get(facet.index()).map_or(&[], Vec::as_slice)
    }

    /// How many values of a facet a posting has, on average.
    pub fn density(&self, facet: Facet) -> usize {
        self.density.get(facet.index()).copied().unwrap_or(0)
    }

    /// The number of a value of a facet.
    pub fn number(&self, facet: Facet, word: &str) -> Option<u32> {
        self.names.get(facet.index())?.number(word)
    }

    /// The name by which a value is shown, where the index knows it.
    pub fn name(&self, facet: Facet, word: &str) -> Option<&str> {
        let names = self.names.get(facet.index())?;
        Some(names.name(names.number(word)?)).filter(|name| !name.is_empty())
    }

    /// How many postings have a value of a facet, by its word.
    pub fn count(&self, facet: Facet, word: &str) -> u32 {
        self.number(facet, word).map_or(0, |number| self.total_of(facet, number))
    }

    /// The postings of a segment that hold a phrase, looked for by `find` unless they are known.
    pub fn phrase(
        &self,
        segment: &Segment,
        words: &str,
        find: impl FnOnce() -> tantivy::Result<FixedBitSet>,
    ) -> tantivy::Result<Arc<FixedBitSet>> {
        let key = (segment.reader.segment_id(), words.to_owned());
        let known = self.phrases.lock().unwrap_or_else(PoisonError::into_inner).get(&key).map(Arc::clone);
        if let Some(known) = known {
            return Ok(known);
        }
        let found = Arc::new(find()?);
        let mut kept = self.phrases.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_PHRASES {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&found));
        Ok(found)
    }

    /// For each segment the postings of the last days, in the order of [`POSTED_WITHIN`].
    pub fn posted(&self, today: Date) -> Arc<Vec<Vec<Set>>> {
        let mut kept = self.posted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, sets)) = kept.as_ref().filter(|(of, _)| *of == today) {
            debug_assert_eq!(*of, today);
            return Arc::clone(sets);
        }
        let sets: Vec<Vec<Set>> =
            self.segments.iter().map(|segment| posted(&segment.columns, day(today))).collect();
        let sets = Arc::new(sets);
        *kept = Some((today, Arc::clone(&sets)));
        sets
    }
}

fn alive(reader: &SegmentReader) -> FixedBitSet {
    let mut alive = FixedBitSet::with_capacity(reader.max_doc() as usize);
    match reader.alive_bitset() {
        None => alive.insert_range(..),
        Some(bits) => bits.iter_alive().for_each(|at| alive.insert(at as usize)),
    }
    alive
}

fn totals(facet: Facet, segments: &[Segment], values: usize) -> Vec<u32> {
    let mut totals = vec![0; values];
    for segment in segments {
        let Some(column) = segment.columns.facet(facet) else { continue };
        if segment.reader.has_deletes() {
            for at in segment.alive.ones() {
                column.of(at).iter().for_each(|value| totals[*value as usize] += 1);
            }
        } else {
            column.values().iter().for_each(|value| totals[*value as usize] += 1);
        }
    }
    totals
}

fn rankings(facet: Facet, names: &Names, totals: &[u32], segments: &[Segment]) -> Vec<Ranking> {
    let groups = if facet == Facet::Place { 3 } else { 1 };
    let mut rankings: Vec<Ranking> = (0..groups).map(|_| Ranking::default()).collect();
    for (number, total) in (0..).zip(totals) {
        if *total > 0 {
            let group = if groups > 1 { names.word(number).matches('.').count() } else { 0 };
            rankings[group.min(groups - 1)].values.push(number);
        }
    }
    for ranking in &mut rankings {
        ranking.values.sort_by_key(|number| (Reverse(totals[*number as usize]), names.word(*number)));
        let mut steps = 0;
        for number in &ranking.values {
            let columns = segments.iter().filter_map(|segment| segment.columns.facet(facet));
            steps += columns.filter_map(|column| column.set(*number)).map(Set::cost).sum::<usize>();
            ranking.steps.push(steps);
        }
    }
    rankings
}

fn posted(columns: &Columns, today: u16) -> Vec<Set> {
    POSTED_WITHIN
        .iter()
        .map(|days| {
            let first = today.saturating_sub(*days);
            let within = |at: &&u32| columns.days[**at as usize] >= first.max(1);
            let mut numbers: Vec<u32> = columns.newest.iter().take_while(within).copied().collect();
            numbers.sort_unstable();
            Set::new(numbers, columns.days.len())
        })
        .collect()
}
