//! What filters, counts and order need of the postings of a segment, in memory. Segments never change,
//! so each is read once.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::{Date, date};
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;
#[cfg(doc)]
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use super::facet::Facet;
use super::names::Names;
use super::set::Set;

/// The day from which days are counted.
pub const EPOCH: Date = date(2000, 1, 1);

/// The number of a day, 1 on [`EPOCH`]; earlier ones count as that, and those beyond 2179 as the last.
pub fn day(day: Date) -> u16 {
    let days = EPOCH.until(day).map_or(0, |span| span.get_days());
    u16::try_from((days + 1).max(1)).unwrap_or(u16::MAX)
}

/// The columns of a segment.
#[derive(Debug)]
pub struct Columns {
    /// The id of each posting.
    pub ids: Vec<u64>,
    /// The day of each posting, see [`day`]; 0 where none is stated.
    pub days: Vec<u16>,
    /// Words of each title, see [`FieldNormReader`]; titles of over 40 words are rounded down.
    pub title_lengths: Vec<u8>,
    /// The postings, newest first, those of one day by id.
    pub newest: Vec<u32>,
    facets: Vec<Column>,
}

impl Columns {
    /// Reads the columns of a segment; values that were not met yet are given numbers.
    pub fn read(segment: &SegmentReader, title: Field, names: &mut [Names]) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let whole = |name: &str| -> tantivy::Result<Vec<u64>> {
            let column = fast.u64(name)?;
            let mut values = vec![0; segment.max_doc() as usize];
            column.first_or_default_col(0).get_range(0, &mut values);
            Ok(values)
        };
        let titles = segment.get_fieldnorms_reader(title)?;
        let length = |at: u32| u8::try_from(titles.fieldnorm(at)).unwrap_or(u8::MAX).max(1);
        let title_lengths = (0..segment.max_doc()).map(length).collect();
        let ids = whole("id")?;
        let days: Vec<u16> = whole("day")?.into_iter().map(|day| u16::try_from(day).unwrap_or(0)).collect();
        let mut newest: Vec<u32> = (0..segment.max_doc()).collect();
        newest.sort_unstable_by_key(|at| (Reverse(days[*at as usize]), ids[*at as usize]));
        let mut facets = Vec::new();
        for (facet, names) in Facet::COLUMNS.into_iter().zip(names) {
            facets.push(match fast.str(facet.word())? {
                Some(column) => Column::read(&column, segment.max_doc(), names)?,
                None => Column::default(),
            });
        }
        Ok(Self { ids, days, title_lengths, newest, facets })
    }

    /// The column of a facet.
    pub fn facet(&self, facet: Facet) -> Option<&Column> {
        self.facets.get(facet.index())
    }
}

/// The values of one facet in a segment, both ways: of each posting, and the postings of each.
#[derive(Debug, Default)]
pub struct Column {
    /// Where the values of each posting begin, and the end of the last; empty where each has exactly one.
    starts: Vec<u32>,
    values: Vec<u32>,
    /// Where the set of each value is; 0 where it has none here.
    places: Vec<u32>,
    sets: Vec<Set>,
}

impl Column {
    fn read(column: &StrColumn, size: u32, names: &mut Names) -> tantivy::Result<Self> {
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut written = String::new();
        for ord in 0..column.num_terms() as u64 {
            column.ord_to_str(ord, &mut written)?;
            numbers.push(names.learn(&written));
        }
        let (mut starts, mut values) = (Vec::with_capacity(size as usize + 1), Vec::new());
        let mut postings: HashMap<u32, Vec<u32>> = HashMap::new();
        for at in 0..size {
            starts.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
            let from = values.len();
            for ord in column.ords().values_for_doc(at) {
                let number = numbers.get(usize::try_from(ord).unwrap_or(usize::MAX)).copied().unwrap_or(0);
                // two spellings of one value
                if !values[from..].contains(&number) {
                    values.push(number);
                    postings.entry(number).or_default().push(at);
                }
            }
        }
        starts.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
        values.shrink_to_fit();
        if starts.iter().zip(0..).all(|(start, at)| *start == at) {
            starts = Vec::new();
        }
        let (mut places, mut sets) = (vec![0; names.len()], vec![Set::new(Vec::new(), size as usize)]);
        for (number, at) in postings {
            places[number as usize] = u32::try_from(sets.len()).unwrap_or(0);
            sets.push(Set::new(at, size as usize));
        }
        Ok(Self { starts, values, places, sets })
    }

    /// The values of a posting.
    pub fn of(&self, at: usize) -> &[u32] {
        if self.starts.is_empty() {
            return self.values.get(at..=at).unwrap_or_default();
        }
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => &self.values[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The postings that have a value.
    pub fn set(&self, value: u32) -> Option<&Set> {
        let place = self.places.get(value as usize).filter(|place| **place > 0)?;
        self.sets.get(*place as usize)
    }

    /// All values of all postings.
    pub fn values(&self) -> &[u32] {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::day;

    #[test]
    fn days_are_counted_from_the_first() {
        assert_eq!(day(date(2000, 1, 1)), 1);
        assert_eq!(day(date(2026, 11, 25)), 9826);
        assert_eq!(day(date(1970, 1, 1)), 1);
        assert_eq!(day(date(9999, 12, 31)), u16::MAX);
    }
}
