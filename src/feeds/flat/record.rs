//! One posting as flat feeds state it: named fields, each a text. NDJSON, CSV and the XML formats fill
//! it and share how it becomes a posting.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::feeds::flat::field::Field;
use crate::feeds::flat::lenient::{self, Loose};
use crate::feeds::places::{self, Places};
use crate::feeds::{Origin, Row, dates, html, terms};
use crate::model::moment::Moment;
use crate::model::posting::{EmploymentType, Place, Posted, Posting, PostingKey, WorkMode};
use crate::model::stated_pay::StatedPay;

/// The fields of one posting; those that are not given are empty texts.
#[derive(Debug)]
pub struct Record<'a> {
    texts: [Cow<'a, str>; Field::COUNT],
    places: Places,
    locations: Places,
    pay: Vec<StatedPay>,
}

impl Default for Record<'_> {
    fn default() -> Self {
        Self {
            texts: [const { Cow::Borrowed("") }; Field::COUNT],
            places: Places::default(),
            locations: Places::default(),
            pay: Vec::new(),
        }
    }
}

impl<'a> Record<'a> {
    /// States a field. Of fields given twice the first that says something counts.
    pub fn set(&mut self, field: Field, text: Cow<'a, str>) {
        match field {
            Field::Places | Field::Locations | Field::Location | Field::Pay => {
                self.set_value(field, &Loose::of(&text));
            }
            _ => self.set_text(field, text),
        }
    }

    fn set_text(&mut self, field: Field, text: Cow<'a, str>) {
        let held = &mut self.texts[field as usize];
        let stated = text.trim();
        if held.is_empty() && !stated.is_empty() && !stated.eq_ignore_ascii_case("n/a") {
            *held = text;
        }
    }

    fn set_value(&mut self, field: Field, value: &Loose<'_>) {
        match field {
            Field::Pay if self.pay.is_empty() => self.pay = value.pay(),
            Field::Places if self.places.places.is_empty() => self.places = value.places(),
            // A list of all places says more than the one that is shown first.
            Field::Locations => {
                let found = value.places();
                if found.places.len() >= self.locations.places.len() {
                    let work_mode = found.work_mode.or(self.locations.work_mode);
                    self.locations = Places { work_mode, ..found };
                }
            }
            Field::Location if self.locations.places.is_empty() => {
                let found = value.places();
                let work_mode = self.locations.work_mode.or(found.work_mode);
                self.locations = Places { work_mode, ..found };
            }
            _ => {}
        }
    }

    /// States a field anew.
    pub fn replace(&mut self, field: Field, text: Cow<'a, str>) {
        self.texts[field as usize] = text;
    }

    /// States places, each as a list of names and texts of its parts.
    pub fn add_locations(&mut self, places: Vec<Vec<(&str, &str)>>) {
        let text = |text: &str| Loose::Text(Cow::Owned(text.to_owned()));
        let places = places.into_iter().map(|parts| {
            Loose::Object(
                parts.into_iter().map(|(name, part)| (Cow::Owned(name.to_owned()), text(part))).collect(),
            )
        });
        self.set_value(Field::Locations, &Loose::List(places.collect()));
    }

    /// The text of a field without white space around it; `None` where it is empty.
    pub fn get(&self, field: Field) -> Option<&str> {
        Some(self.texts[field as usize].trim()).filter(|text| !text.is_empty())
    }

    fn first(&self, fields: &[Field]) -> Option<&str> {
        fields.iter().find_map(|field| self.get(*field))
    }

    fn owned(&self, field: Field) -> Option<String> {
        self.get(field).map(str::to_owned)
    }

    /// Whether it has anything by which a posting is told from other objects.
    pub fn resembles_posting(&self) -> bool {
        let telling = [Field::NativeId, Field::Reference, Field::Id, Field::Guid, Field::Title, Field::Url];
        self.first(&telling).or(self.get(Field::ApplyUrl)).is_some()
    }

    /// The system, board and id by which it is known, where nothing else says so.
    pub fn key(&self, source: &str, origin: &Origin) -> Result<PostingKey, String> {
        let ids = [
            Field::NativeId,
            Field::Reference,
            Field::Id,
            Field::Guid,
            Field::Requisition,
            Field::Url,
            Field::ApplyUrl,
        ];
        let native_id = self.first(&ids).ok_or("has neither an id nor a url by which to know it again")?;
        // Where a row names a hiring system and no board of it, its ids are those of the employer's.
        let company = self.get(Field::Platform).and_then(|_| self.get(Field::Company));
        let own = if self.get(Field::Source).is_none() { company } else { None };
        let board = self.get(Field::Board).or(origin.board.as_deref()).or(own).unwrap_or_default();
        let source = self.first(&[Field::Source, Field::Platform]).unwrap_or(source);
        Ok(PostingKey { source: source.to_owned(), board: board.to_owned(), native_id: native_id.to_owned() })
    }

    /// The posting, of `source` where it names none itself, or why it is none.
    pub fn posting(&self, source: &str, origin: &Origin) -> Result<Posting, String> {
        let title = self.first(&[Field::Title, Field::Name]).ok_or("has no title")?;
        let company = self.get(Field::Company).or(origin.company.as_deref());
        let company = company.ok_or("names no employer: give it with --company NAME")?;
        let (places, place_mode) = self.places();
        Ok(Posting {
            key: self.key(source, origin)?,
            title: title.to_owned(),
            company: company.to_owned(),
            places,
            work_mode: self.work_mode().or(place_mode),
            employment_type: self.employment_type(),
            pay: self.pay(),
            posted: self
                .moment(Field::PostedAt)
                .map(|at| Posted { at, approximate: self.get(Field::PostedApproximate) == Some("true") }),
            valid_through: self.moment(Field::ValidThrough),
            url: self.owned(Field::Url),
            apply_url: self.owned(Field::ApplyUrl),
            description_html: self.description(),
            excerpt: self.owned(Field::Excerpt).unwrap_or_default(),
            listed_under: self.get(Field::ListedUnder).and_then(|slug| slug.parse().ok()),
            views: self.get(Field::Views).and_then(|views| views.parse().ok()).unwrap_or_default(),
        })
    }

    /// The row of a feed that stands `at` a place.
    pub fn row(&self, at: String, source: &str, origin: &Origin) -> Row {
        let moments = (self.moment(Field::FirstSeen), self.moment(Field::ClosedAt));
        Row { first_seen: moments.0, closed_at: moments.1, ..Row::new(at, self.posting(source, origin)) }
    }

    /// A date that can't be read is none: it never costs the posting.
    fn moment(&self, field: Field) -> Option<Moment> {
        let text = self.get(field)?;
        dates::parse(text).or_else(|| dates::from_epoch(text.parse().ok()?))
    }

    fn places(&self) -> (Vec<Place>, Option<WorkMode>) {
        if !self.places.places.is_empty() {
            return (self.places.places.clone(), None);
        }
        let stated = &self.locations;
        if !stated.places.is_empty() {
            return (stated.places.clone(), self.places.work_mode.or(stated.work_mode));
        }
        let country = self.first(&[Field::CountryCode, Field::Country]);
        let found = match (self.get(Field::City), self.get(Field::Region), country) {
            // Alone, either may be anything: "Remote", "Anywhere in the World", "Warsaw, Poland".
            (Some(text), None, None) | (None, Some(text), None) => places::parse(text),
            (city, region, country) => self.parts(city, region, country),
        };
        (found.places, self.places.work_mode.or(stated.work_mode).or(found.work_mode))
    }

    /// A place in parts, the city of which may be "Remote".
    fn parts(&self, city: Option<&str>, region: Option<&str>, country: Option<&str>) -> Places {
        let work_mode = city.and_then(terms::work_mode);
        let city = if work_mode.is_some() { None } else { city };
        Places { places: places::from_parts(city, region, country, None).into_iter().collect(), work_mode }
    }

    fn work_mode(&self) -> Option<WorkMode> {
        [Field::WorkMode, Field::LocationType, Field::Arrangement]
            .into_iter()
            .find_map(|field| terms::work_mode(self.get(field)?))
            .or_else(|| lenient::remote(self.get(Field::Remote)?))
    }

    /// The first that says more than "other"; a `type` of anything else may be about another matter.
    fn employment_type(&self) -> Option<EmploymentType> {
        let fields = [Field::EmploymentType, Field::ContractTime, Field::ContractType, Field::Kind];
        let found = fields.map(|field| self.get(field).and_then(terms::employment_type));
        let telling = found.into_iter().flatten().find(|kind| *kind != EmploymentType::Other);
        telling.or_else(|| found[..3].iter().copied().flatten().next())
    }

    fn pay(&self) -> Vec<StatedPay> {
        if !self.pay.is_empty() {
            return self.pay.clone();
        }
        let text = |field| self.get(field).unwrap_or_default();
        let (currency, period) = (text(Field::SalaryCurrency), text(Field::SalaryPeriod));
        let (min, max) = (text(Field::SalaryMin), text(Field::SalaryMax));
        let stated = text(Field::Salary);
        if let Some(range) = lenient::range(min, max, currency, period, stated) {
            return vec![range];
        }
        lenient::pay(stated, currency, period)
    }

    fn description(&self) -> Option<String> {
        if let Some(markup) = self.get(Field::DescriptionHtml) {
            return Some(markup.to_owned());
        }
        let stated = self.get(Field::Description).map(description);
        stated.or_else(|| self.get(Field::DescriptionText).map(html::from_text))
    }
}

/// HTML from a text that may be HTML, HTML with its entities escaped once more, or plain.
pub fn description(text: &str) -> String {
    if html::is_html(text) {
        return text.to_owned();
    }
    if !text.contains('&') {
        return html::from_text(text);
    }
    let plain = html::unescape(text);
    if html::is_html(&plain) { plain } else { html::from_text(&plain) }
}

impl<'de> Deserialize<'de> for Record<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of a posting")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        let mut record = Record::default();
        while let Some(name) = map.next_key::<Loose<'de>>()? {
            match Field::of(&name.into_text()) {
                Some(field @ (Field::Places | Field::Locations | Field::Location | Field::Pay)) => {
                    record.set_value(field, &map.next_value()?);
                }
                Some(field) => record.set_text(field, map.next_value::<Loose<'de>>()?.into_text()),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(record)
    }
}
