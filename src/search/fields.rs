//! What the index holds of a posting, and how a posting becomes that.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_iso3166::{from_alpha2, iso3166_2};
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use super::facet::{Facet, PAY_FROM, PAY_STATED, STAGE_UNKNOWN};
use super::words;
use crate::db::changes::{Advert, Searchable};
use crate::matching::text;
use crate::model::pay::Period;
use crate::model::posting::Place;
use crate::model::slug::Slug;
use crate::model::stage::Stage;
use crate::model::stated_pay::StatedPay;

/// Raised whenever what is indexed of a posting changes; an index of another version is built anew.
pub const VERSION: u32 = 1;

/// Parts a facet's value from the name by which it is shown.
pub const NAME_MARK: char = '|';

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    pub id: Field,
    /// Days since [`EPOCH`](super::columns::EPOCH); 0 where no date is stated.
    pub day: Field,
    pub title: Field,
    pub company: Field,
    pub place: Field,
    pub text: Field,
    /// The words of the names as they are written, for what is typed wrongly or in part.
    pub surface: Field,
    facets: [Field; Facet::COLUMNS.len()],
}

impl Fields {
    /// The field of a facet that is a column.
    pub fn facet(&self, facet: Facet) -> Field {
        self.facets[facet.index().min(self.facets.len() - 1)]
    }
}

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |analyzer: &str, record: IndexRecordOption, norms: bool| {
        let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(norms))
    };
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let fields = Fields {
        id: schema.add_u64_field("id", INDEXED | FAST),
        day: schema.add_u64_field("day", FAST),
        title: schema.add_text_field("title", words(words::NAME, positions, true)),
        company: schema.add_text_field("company_words", words(words::NAME, positions, false)),
        place: schema.add_text_field("place_words", words(words::NAME, positions, false)),
        text: schema.add_text_field("text", words(words::TEXT, positions, true)),
        surface: schema.add_text_field("surface", words(words::SURFACE, IndexRecordOption::Basic, false)),
        facets: Facet::COLUMNS
            .map(|facet| schema.add_text_field(facet.word(), TextOptions::default().set_fast("raw"))),
    };
    (schema.build(), fields)
}

/// What is indexed of a posting.
pub fn document(fields: &Fields, categories: &HashMap<Slug, Slug>, posting: &Searchable) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.id, posting.id.unsigned_abs());
    document.add_u64(fields.day, posting.posted_on.map_or(0, super::columns::day).into());
    document.add_text(fields.title, &posting.title);
    document.add_text(fields.company, &posting.company);
    document.add_text(fields.surface, &posting.title);
    document.add_text(fields.surface, &posting.company);
    for place in &posting.places {
        let words = place_words(place);
        document.add_text(fields.surface, &words);
        document.add_text(fields.place, words);
    }
    match &posting.advert {
        Advert::Html(html) => document.add_text(fields.text, text::plain(html)),
        Advert::Plain(text) => document.add_text(fields.text, text),
    }
    let mut add = |facet: Facet, value: &str| document.add_text(fields.facet(facet), value);
    if let Some(path) = &posting.path {
        add(Facet::Path, path.as_str());
        categories.get(path).iter().for_each(|category| add(Facet::Category, category.as_str()));
    }
    add(Facet::Stage, posting.stage.map_or(STAGE_UNKNOWN, Stage::word));
    posting.skills.iter().for_each(|skill| add(Facet::Skill, skill.as_str()));
    if let Some(mode) = posting.work_mode {
        add(Facet::WorkMode, &mode.word());
    }
    if let Some(kind) = posting.employment_type {
        add(Facet::EmploymentType, &kind.word());
    }
    add(Facet::Company, &format!("{}{NAME_MARK}{}", posting.company_slug, posting.company));
    place_values(&posting.places).iter().for_each(|value| add(Facet::Place, value));
    pay_values(&posting.pay).iter().for_each(|value| add(Facet::Pay, value));
    document
}

/// The words by which a place is found: as the employer writes it, and the whole and short names of
/// what it lies in.
fn place_words(place: &Place) -> String {
    let country = place.country.as_deref().and_then(from_alpha2);
    let mut words = place.raw.clone();
    for name in [&place.city, &place.region].into_iter().flatten() {
        if !words.contains(name.as_str()) {
            words.push_str(", ");
            words.push_str(name);
        }
    }
    if let Some(code) = region_code(place).filter(|code| !words.contains(*code)) {
        words.push_str(", ");
        words.push_str(code);
    }
    if let Some(country) = country.filter(|country| !words.contains(country.name)) {
        words.push_str(", ");
        words.push_str(country.name);
    }
    words
}

/// `TX` for Texas in the United States: as people write the states of some countries.
fn region_code(place: &Place) -> Option<&'static str> {
    static CODES: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
        let codes = iso3166_2::SUBDIVISION_MAP.values();
        codes
            .filter_map(|region| {
                let (country, code) = region.code.split_once('-')?;
                matches!(country, "US" | "CA" | "AU").then_some(((country, region.name), code))
            })
            .collect()
    });
    CODES.get(&(place.country.as_deref()?, place.region.as_deref()?)).copied()
}

/// A place and all in which it lies, as values of [`Facet::Place`] with their names.
fn place_values(places: &[Place]) -> Vec<String> {
    let mut values = Vec::new();
    for place in places {
        let Some(country) = &place.country else { continue };
        let key = |name: &Option<String>| {
            name.as_ref().map(|name| Slug::from_name(name, "place").to_string()).unwrap_or_default()
        };
        let country_name = from_alpha2(country).map_or(country.as_str(), |known| known.name);
        let country_key = country.to_lowercase();
        values.push(format!("{country_key}{NAME_MARK}{country_name}"));
        let region_key = format!("{country_key}.{}", key(&place.region));
        if let Some(region) = &place.region {
            values.push(format!("{region_key}{NAME_MARK}{region}"));
        }
        if let Some(city) = &place.city {
            let within = place.region.as_deref().unwrap_or(country_name);
            values.push(format!("{region_key}.{}{NAME_MARK}{city}, {within}", key(&place.city)));
        }
    }
    values.sort();
    values.dedup();
    values
}

/// Whether pay is stated, and every amount of [`PAY_FROM`] that its highest stated end reaches.
fn pay_values(pay: &[StatedPay]) -> Vec<String> {
    if pay.is_empty() {
        return Vec::new();
    }
    let mut values = vec![PAY_STATED.to_owned()];
    for range in pay {
        let (Some(currency), Some(yearly)) = (&range.currency, yearly(range)) else { continue };
        let reached = PAY_FROM.iter().filter(|from| yearly >= f64::from(**from));
        values.extend(reached.map(|from| format!("{}-{from}", currency.to_lowercase())));
    }
    values.sort();
    values.dedup();
    values
}

/// The upper end of a range for a year of full-time work, as the Bureau of Labor Statistics counts it:
/// 2,080 hours. `None` where it is not said what an amount pays for.
fn yearly(range: &StatedPay) -> Option<f64> {
    let amount = range.max.or(range.min)?.units();
    Some(match range.period? {
        Period::Year => amount,
        Period::Month => amount * 12.0,
        Period::Week => amount * 52.0,
        Period::Day => amount * 260.0,
        Period::Hour => amount * 2_080.0,
    })
}
