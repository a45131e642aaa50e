//! How well postings fit what was typed: title over employer and place over text, rare words over
//! common ones, and of equals the newer one.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;
use jiff::civil::Date;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};

use super::columns::day;
use super::evaluate::{having, open, titled};
use super::facet::Facet;
use super::parse::{Alternative, Clause};
use super::set::each;
use super::snapshot::{Segment, Snapshot};
use super::words::Word;

/// What a word weighs in each field; of texts by how often it is in them, and only where the title has it
/// not.
const TITLE: f32 = 1.5;
const COMPANY: f32 = 1.0;
const PLACE: f32 = 1.0;
const TEXT: f32 = 1.0;

/// What a word weighs besides where title, employer or place have it just as it was typed: "Excel" and
/// "Excellence" share a stem.
const EXACT: f32 = 3.5;

/// What standing on the meant path weighs, more where the words are an abbreviation of its name; and what
/// having any other meant value does.
const PATH: f32 = 1.0;
const ABBREVIATED_PATH: f32 = 3.0;
const SKILL: f32 = 2.5;
const VALUE: f32 = 1.0;

/// The part that a word weighs that only begins as the typed one.
const COMPLETION: f32 = 0.7;

/// What a title weighs that is made of the typed words alone, and an employer whose name has all of them.
const WHOLE_TITLE: f32 = 6.0;
const WHOLE_COMPANY: f32 = 2.0;

/// The parameters of BM25 as Robertson and Zaragoza set them (2009, "The Probabilistic Relevance
/// Framework", section 3.5).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// A word of texts that stands in more than one posting of so many says nothing about any of them.
const COMMON: u32 = 4;

/// The part of a score that age can take away, and the days in which half of it is gone.
const AGE: f32 = 0.2;
const HALF_LIFE: f32 = 45.0;

/// What a clause counts for.
#[derive(Debug)]
pub struct Weighed<'a> {
    pub clause: &'a Clause,
    /// The more, the fewer postings it holds for.
    pub rarity: f32,
    /// The same of each of its words, by their stems.
    pub rarities: HashMap<&'a str, f32>,
}

impl Weighed<'_> {
    fn rarity_of(&self, word: &Word) -> f32 {
        self.rarities.get(word.stem.as_str()).copied().unwrap_or(self.rarity)
    }
}

/// The inverse frequency of a word as BM25 takes it.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
pub fn rarity(holding: u32, total: u32) -> f32 {
    let (holding, total) = (holding as f32, total.max(holding) as f32);
    (1.0 + (total - holding + 0.5) / (holding + 0.5)).ln()
}

/// Scores the postings in `wanted`.
pub fn scores<'a>(
    snapshot: &'a Snapshot,
    segment: &'a Segment,
    clauses: &[Weighed<'_>],
    wanted: &'a FixedBitSet,
    today: Date,
) -> tantivy::Result<Scores<'a>> {
    let mut scores = Scores::new(snapshot, segment, wanted, today)?;
    for weighed in clauses {
        scores.add_clause(weighed)?;
    }
    scores.whole_company = WHOLE_COMPANY * clauses.iter().map(|weighed| weighed.rarity).sum::<f32>();
    let whole = WHOLE_TITLE * clauses.iter().map(|weighed| weighed.rarity).sum::<f32>();
    for (length, part) in (0..=u8::MAX).zip(&mut scores.parts) {
        let length = f32::from(length.max(1));
        *part = whole * f32::from(scores.words).min(length) / length;
    }
    Ok(scores)
}

/// The scores of the wanted postings of a segment.
pub struct Scores<'a> {
    snapshot: &'a Snapshot,
    segment: &'a Segment,
    wanted: &'a FixedBitSet,
    /// What the words weigh, before age and whole titles.
    sums: Vec<f32>,
    /// How many of the words each title has.
    in_title: Vec<u8>,
    /// How many each employer's name has.
    in_company: Vec<u8>,
    whole_company: f32,
    texts: FieldNormReader,
    words: u8,
    /// What a title of so many words weighs that has all the typed ones.
    parts: [f32; 256],
    today: u16,
    /// What is left of a score after so many days.
    left: Vec<f32>,
}

/// Days after which a posting ages no more.
const DAYS: u16 = 1_000;

impl<'a> Scores<'a> {
    fn new(
        snapshot: &'a Snapshot,
        segment: &'a Segment,
        wanted: &'a FixedBitSet,
        today: Date,
    ) -> tantivy::Result<Self> {
        let size = segment.columns.ids.len();
        Ok(Self {
            snapshot,
            segment,
            wanted,
            sums: vec![0.0; size],
            in_title: vec![0; size],
            in_company: vec![0; size],
            whole_company: 0.0,
            texts: segment.reader.get_fieldnorms_reader(snapshot.fields.text)?,
            words: 0,
            parts: [0.0; 256],
            today: day(today),
            left: (0..=DAYS).map(|age| 1.0 - AGE + AGE * (-f32::from(age) / HALF_LIFE).exp2()).collect(),
        })
    }

    /// The score of a wanted posting.
    #[inline]
    pub fn of(&self, at: usize) -> f32 {
        self.most(at) * self.left_of(at)
    }

    /// What age leaves of a score.
    #[inline]
    fn left_of(&self, at: usize) -> f32 {
        let day = self.segment.columns.days[at];
        if day == 0 {
            // As likely new as old.
            return 1.0 - AGE / 2.0;
        }
        self.left[usize::from(self.today.saturating_sub(day).min(DAYS))]
    }

    /// The score that a posting would have if it were of today: the more of its title the typed words make
    /// up, the better.
    #[inline]
    fn most(&self, at: usize) -> f32 {
        let whole = self.words > 0 && self.in_title[at] >= self.words;
        let part = if whole { self.parts[usize::from(self.segment.columns.title_lengths[at])] } else { 0.0 };
        let whole = self.words > 0 && self.in_company[at] >= self.words;
        self.sums[at] + part + if whole { self.whole_company } else { 0.0 }
    }

    fn add_clause(&mut self, weighed: &Weighed<'_>) -> tantivy::Result<()> {
        let typed = weighed.clause.any.first().map_or(&[][..], |any| any.words());
        let count = u8::try_from(typed.len()).unwrap_or(u8::MAX);
        self.words = self.words.saturating_add(count);
        let named = weighed.clause.any.iter().any(|any| matches!(any, Alternative::Name(_)));
        // The postings whose titles have every typed word.
        let mut literal = self.segment.alive.clone();
        for any in &weighed.clause.any {
            match any {
                Alternative::Words(words) | Alternative::Phrase(words) => {
                    for word in words {
                        literal.intersect_with(&self.add_word(word, weighed.rarity_of(word))?);
                    }
                }
                Alternative::Same(word) => {
                    self.add_word(word, weighed.rarity_of(word))?;
                }
                Alternative::Completion(word) => {
                    self.add_word(word, weighed.rarity_of(word) * COMPLETION)?;
                }
                Alternative::Name(words) => {
                    let mut titled = titled(&self.snapshot.fields, self.segment, words)?;
                    titled.intersect_with(self.wanted);
                    titled.difference_with(&literal);
                    // As if the title had the typed words; it has those that are words of the name as well.
                    let others =
                        typed.iter().filter(|word| words.iter().all(|known| known.stem != word.stem));
                    let weight = (TITLE + EXACT) * others.map(|word| weighed.rarity_of(word)).sum::<f32>();
                    each(&titled, |at| {
                        self.sums[at] += weight;
                        self.in_title[at] = self.in_title[at].saturating_add(count);
                    });
                }
                Alternative::Values(values) => {
                    let has = |wanted: Facet| values.iter().any(|(facet, _)| *facet == wanted);
                    let weight = if has(Facet::Path) {
                        if named { ABBREVIATED_PATH } else { PATH }
                    } else if has(Facet::Skill) {
                        SKILL
                    } else {
                        VALUE
                    };
                    let having = having(self.snapshot, self.segment, values);
                    each(&having, |at| self.sums[at] += weight * weighed.rarity);
                }
            }
        }
        Ok(())
    }

    /// Adds what a word weighs. Answers the wanted postings whose titles have it.
    fn add_word(&mut self, word: &Word, rarity: f32) -> tantivy::Result<FixedBitSet> {
        let fields = self.snapshot.fields;
        let mut titled = FixedBitSet::with_capacity(self.sums.len());
        self.add_field(fields.title, &word.stem, |scores, at| {
            scores.sums[at] += TITLE * rarity;
            scores.in_title[at] = scores.in_title[at].saturating_add(1);
            titled.insert(at);
        })?;
        self.add_field(fields.surface, &word.surface, |scores, at| scores.sums[at] += EXACT * rarity)?;
        self.add_field(fields.company, &word.stem, |scores, at| {
            scores.sums[at] += COMPANY * rarity;
            scores.in_company[at] = scores.in_company[at].saturating_add(1);
        })?;
        self.add_field(fields.place, &word.stem, |scores, at| scores.sums[at] += PLACE * rarity)?;
        if !word.stop {
            self.add_text(word, TEXT * rarity, &titled)?;
        }
        Ok(titled)
    }

    /// Does something with each wanted posting that has a word in a field.
    fn add_field(
        &mut self,
        field: Field,
        written: &str,
        mut add: impl FnMut(&mut Self, usize),
    ) -> tantivy::Result<()> {
        let Some(mut blocks) = open(self.segment, field, written, IndexRecordOption::Basic)? else {
            return Ok(());
        };
        while !blocks.docs().is_empty() {
            for at in blocks.docs().iter().map(|at| *at as usize) {
                if self.wanted.contains(at) {
                    add(self, at);
                }
            }
            blocks.advance();
        }
        Ok(())
    }

    fn add_text(&mut self, word: &Word, weight: f32, titled: &FixedBitSet) -> tantivy::Result<()> {
        let field = self.snapshot.fields.text;
        let size = u32::try_from(self.sums.len()).unwrap_or(u32::MAX);
        if super::evaluate::count(self.segment, field, &word.stem)? > size / COMMON {
            return Ok(());
        }
        let Some(mut blocks) = open(self.segment, field, &word.stem, IndexRecordOption::WithFreqs)? else {
            return Ok(());
        };
        let norms = self.norms()?;
        while !blocks.docs().is_empty() {
            for (number, often) in blocks.docs().iter().zip(blocks.freqs()) {
                let at = *number as usize;
                if self.wanted.contains(at) && !titled.contains(at) {
                    let norm = norms[usize::from(self.texts.fieldnorm_id(*number))];
                    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                    let often = *often as f32;
                    self.sums[at] += weight * often * (K1 + 1.0) / (often + norm);
                }
            }
            blocks.advance();
        }
        Ok(())
    }

    /// What the length of a text adds to how often a word must be in it, by the code of the length.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn norms(&self) -> tantivy::Result<[f32; 256]> {
        let texts = self.segment.reader.inverted_index(self.snapshot.fields.text)?;
        let mean = texts.total_num_tokens() as f32 / (self.sums.len().max(1) as f32);
        let mut norms = [0.0; 256];
        for (code, norm) in (0..=u8::MAX).zip(&mut norms) {
            let length = FieldNormReader::id_to_fieldnorm(code) as f32;
            *norm = K1 * (1.0 - B + B * length / mean.max(1.0));
        }
        Ok(norms)
    }
}
