//! Which postings of a segment a clause means, from the lists of the index.

use fixedbitset::FixedBitSet;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

use super::columns::Columns;
use super::concepts::Value;
use super::fields::Fields;
use super::parse::{Alternative, Clause};
use super::snapshot::{Segment, Snapshot};
use super::words::Word;

/// The postings of a segment for which a clause holds, whether it is one that excludes or not.
pub fn holds(snapshot: &Snapshot, segment: &Segment, clause: &Clause) -> tantivy::Result<FixedBitSet> {
    let mut holding = none(&segment.columns);
    for any in &clause.any {
        match any {
            Alternative::Words(words) => match words.as_slice() {
                [word] => add_word(&snapshot.fields, segment, word, &mut holding)?,
                words => holding.union_with(&every(segment, words, |word, one| {
                    add_word(&snapshot.fields, segment, word, one)
                })?),
            },
            Alternative::Completion(word) | Alternative::Same(word) => {
                add_word(&snapshot.fields, segment, word, &mut holding)?;
            }
            Alternative::Phrase(words) => {
                let written: Vec<&str> = words.iter().map(|word| word.surface.as_str()).collect();
                let found = snapshot.phrase(segment, &written.join(" "), || {
                    let mut found = none(&segment.columns);
                    add_phrase(&snapshot.fields, segment, words, &mut found)?;
                    Ok(found)
                })?;
                holding.union_with(&found);
            }
            Alternative::Name(words) => holding.union_with(&titled(&snapshot.fields, segment, words)?),
            Alternative::Values(values) => holding.union_with(&having(snapshot, segment, values)),
        }
    }
    Ok(holding)
}

/// The postings whose titles have all these words.
pub fn titled(fields: &Fields, segment: &Segment, words: &[Word]) -> tantivy::Result<FixedBitSet> {
    every(segment, words, |word, one| add_field(segment, fields.title, &word.stem, one))
}

/// The postings that `add` adds for each of the words.
fn every(
    segment: &Segment,
    words: &[Word],
    add: impl Fn(&Word, &mut FixedBitSet) -> tantivy::Result<()>,
) -> tantivy::Result<FixedBitSet> {
    let mut all = segment.alive.clone();
    for word in words {
        let mut one = none(&segment.columns);
        add(word, &mut one)?;
        all.intersect_with(&one);
    }
    Ok(all)
}

/// The postings that have all these values.
pub fn having(snapshot: &Snapshot, segment: &Segment, values: &[Value]) -> FixedBitSet {
    let mut all = segment.alive.clone();
    for (facet, value) in values {
        let mut one = none(&segment.columns);
        if let Some(set) = snapshot.set(segment, *facet, value) {
            set.add_to(&mut one);
        }
        all.intersect_with(&one);
    }
    all
}

/// The fields in which a word is looked for.
pub fn fields_of(fields: &Fields, word: &Word) -> impl Iterator<Item = Field> {
    let text = (!word.stop).then_some(fields.text);
    [fields.title, fields.company, fields.place].into_iter().chain(text)
}

fn add_word(
    fields: &Fields,
    segment: &Segment,
    word: &Word,
    holding: &mut FixedBitSet,
) -> tantivy::Result<()> {
    fields_of(fields, word).try_for_each(|field| add_field(segment, field, &word.stem, holding))
}

fn add_field(segment: &Segment, field: Field, stem: &str, holding: &mut FixedBitSet) -> tantivy::Result<()> {
    let Some(mut blocks) = open(segment, field, stem, IndexRecordOption::Basic)? else { return Ok(()) };
    let bits = holding.as_mut_slice();
    while !blocks.docs().is_empty() {
        for at in blocks.docs() {
            let at = *at as usize;
            bits[at / BITS] |= 1 << (at % BITS);
        }
        blocks.advance();
    }
    Ok(())
}

const BITS: usize = usize::BITS as usize;

/// The list of a word in a field, by its stem.
pub fn open(
    segment: &Segment,
    field: Field,
    stem: &str,
    option: IndexRecordOption,
) -> tantivy::Result<Option<BlockSegmentPostings>> {
    let words = segment.reader.inverted_index(field)?;
    Ok(words.read_block_postings(&Term::from_field_text(field, stem), option)?)
}

/// How many postings of a segment have a word in a field, by its stem.
pub fn count(segment: &Segment, field: Field, stem: &str) -> tantivy::Result<u32> {
    let words = segment.reader.inverted_index(field)?;
    Ok(words.doc_freq(&Term::from_field_text(field, stem))?)
}

fn add_phrase(
    fields: &Fields,
    segment: &Segment,
    words: &[Word],
    holding: &mut FixedBitSet,
) -> tantivy::Result<()> {
    for field in [fields.title, fields.company, fields.place, fields.text] {
        // In texts the places of stop words are empty.
        let said = |word: &Word| field != fields.text || !word.stop;
        let terms: Vec<(usize, Term)> = (0..)
            .zip(words)
            .filter(|(_, word)| said(word))
            .map(|(at, word)| (at, Term::from_field_text(field, &word.stem)))
            .collect();
        match terms.as_slice() {
            [] => {}
            [_] => {
                if let Some(word) = words.iter().find(|word| said(word)) {
                    add_word(fields, segment, word, holding)?;
                }
            }
            _ => {
                let query = PhraseQuery::new_with_offset(terms);
                let schema = segment.reader.schema();
                let weight = query.weight(EnableScoring::disabled_from_schema(schema))?;
                let mut found = weight.scorer(&segment.reader, 1.0)?;
                while found.doc() != TERMINATED {
                    holding.insert(found.doc() as usize);
                    found.advance();
                }
            }
        }
    }
    Ok(())
}

/// A bit for each posting of a segment.
pub fn none(columns: &Columns) -> FixedBitSet {
    FixedBitSet::with_capacity(columns.ids.len())
}
