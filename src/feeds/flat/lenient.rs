//! Values whose kind feeds do not agree on: a place may be a text, an object or a list of either.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::feeds::flat::field::Field;
use crate::feeds::places::{self, Places};
use crate::feeds::{pay, terms};
use crate::model::posting::{Place, WorkMode};
use crate::model::stated_pay::StatedPay;

/// Most elements that are kept of a list or an object; what follows them is read over.
const MAX_ELEMENTS: usize = 100;

/// Any value of JSON. Numbers and truth values are texts, null is an empty one.
#[derive(Debug)]
pub enum Loose<'a> {
    Text(Cow<'a, str>),
    List(Vec<Self>),
    Object(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> Loose<'a> {
    /// The text of a cell or an element, which may be a list or an object in JSON.
    pub fn of(text: &'a str) -> Self {
        let json = text.trim_start().starts_with(['[', '{']).then(|| serde_json::from_str(text).ok());
        json.flatten().unwrap_or(Self::Text(Cow::Borrowed(text)))
    }

    /// Its text; that of the first element of a list, the name or value of an object.
    pub fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::List(elements) => elements.into_iter().next().map(Self::into_text).unwrap_or_default(),
            Self::Object(parts) => {
                let name = part(&parts, |key| matches!(key, "name" | "value" | "label"));
                Cow::Owned(name.unwrap_or_default().to_owned())
            }
        }
    }

    /// The places it states.
    pub fn places(&self) -> Places {
        match self {
            Self::Text(text) => places::parse(text),
            Self::List(elements) => {
                elements.iter().map(Self::places).fold(Places::default(), |mut all, more| {
                    all.places.extend(more.places);
                    all.work_mode = all.work_mode.or(more.work_mode);
                    all
                })
            }
            Self::Object(parts) => place(parts),
        }
    }

    /// The ranges of pay it states. A range with an end below 0 is none.
    pub fn pay(&self) -> Vec<StatedPay> {
        match self {
            Self::Text(text) => pay::parse(text),
            Self::List(elements) => elements.iter().flat_map(Self::pay).collect(),
            Self::Object(parts) => {
                let part = |name| part(parts, |key| key == name).unwrap_or_default();
                range(part("min"), part("max"), part("currency"), part("period"), part("raw"))
                    .into_iter()
                    .collect()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Loose<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Borrowed(if truth { "true" } else { "false" })))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(number.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Borrowed("")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose<'de>, A::Error> {
        let mut elements = Vec::new();
        while elements.len() < MAX_ELEMENTS {
            let Some(element) = list.next_element()? else { return Ok(Loose::List(elements)) };
            elements.push(element);
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose<'de>, A::Error> {
        let mut parts = Vec::new();
        while parts.len() < MAX_ELEMENTS {
            let Some(key) = map.next_key::<Loose<'de>>()? else { return Ok(Loose::Object(parts)) };
            parts.push((key.into_text(), map.next_value()?));
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose::Object(parts))
    }
}

/// The first part that is a text and not empty, under a name that is `wanted`.
fn part<'p>(parts: &'p [(Cow<'_, str>, Loose<'_>)], wanted: impl Fn(&str) -> bool) -> Option<&'p str> {
    parts.iter().filter(|(key, _)| wanted(key)).find_map(|(_, value)| match value {
        Loose::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Loose::List(_) | Loose::Object(_) => None,
    })
}

fn place(parts: &[(Cow<'_, str>, Loose<'_>)]) -> Places {
    let known = |field| part(parts, |key| Field::of(key) == Some(field));
    let (city, region) = (known(Field::City), known(Field::Region));
    let country = known(Field::CountryCode).or_else(|| known(Field::Country));
    let name = known(Field::Location).or_else(|| known(Field::Name));
    let place = match (part(parts, |key| key == "raw"), name) {
        // With its raw text it is as `export postings` writes it: nothing may change on the way back.
        (Some(raw), _) => Some(Place {
            raw: raw.to_owned(),
            city: city.map(str::to_owned),
            region: region.map(str::to_owned),
            country: country.filter(|code| is_alpha_2(code)).map(str::to_owned),
        }),
        (None, Some(name)) if city.or(region).or(country).is_none() => return places::parse(name),
        (None, name) => places::from_parts(city, region, country, name),
    };
    Places { places: place.into_iter().collect(), work_mode: None }
}

fn is_alpha_2(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A range of pay from its parts as texts, each of which may be empty. An end may be a bare number or
/// a text such as "$90K"; one below 0 spoils the range.
pub fn range(min: &str, max: &str, currency: &str, period: &str, raw: &str) -> Option<StatedPay> {
    let (low, high) = (end(min), end(max));
    if [&low, &high].into_iter().any(|end| end.units.is_some_and(|units| units < 0.0)) {
        return None;
    }
    let currency = stated(currency).or(low.currency.as_deref()).or(high.currency.as_deref());
    let period = stated(period).and_then(pay::period).or(low.period).or(high.period);
    pay::range(low.units, high.units, currency, period, stated(raw))
}

/// What a text about pay states: ranges, or one bare amount, together with a currency and a period that
/// stand elsewhere and may be empty.
pub fn pay(text: &str, currency: &str, period: &str) -> Vec<StatedPay> {
    let text = text.trim();
    if text.is_empty() || text.parse::<f64>().is_ok() {
        return range(text, text, currency, period, "").into_iter().collect();
    }
    let mut ranges = pay::parse(text);
    if ranges.is_empty() && stated(currency).or(stated(period)).is_some() {
        // Figures alone are no pay; with what is said of them elsewhere they are.
        let per = if stated(period).is_some() { " per " } else { "" };
        ranges = pay::parse(&format!("{currency} {text}{per}{period}"));
        ranges.iter_mut().for_each(|range| range.raw = Some(text.to_owned()));
    }
    for range in &mut ranges {
        range.period = range.period.or_else(|| pay::period(period));
        let code = || stated(currency).filter(|code| is_currency(code)).map(str::to_owned);
        // "$" is the sign of many currencies.
        range.currency = code().or(range.currency.take());
    }
    ranges
}

fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// One end of a range, with what its text says besides.
#[derive(Default)]
struct End {
    units: Option<f64>,
    currency: Option<String>,
    period: Option<crate::model::pay::Period>,
}

fn end(text: &str) -> End {
    if let Ok(units) = text.trim().parse() {
        return End { units: Some(units), ..End::default() };
    }
    let pay = stated(text).and_then(|text| pay::parse(text).into_iter().next()).unwrap_or_default();
    let units = pay.min.or(pay.max).map(crate::model::stated_pay::Amount::units);
    End { units, currency: pay.currency, period: pay.period }
}

fn stated(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// What a field about remote work says, which may be a truth value. "No" leaves open whether the work
/// is hybrid, and so says nothing.
pub fn remote(text: &str) -> Option<WorkMode> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "y" => Some(WorkMode::Remote),
        "" | "false" | "0" | "no" | "n" => None,
        other => terms::work_mode(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{Loose, pay, range, remote};
    use crate::model::pay::Period;
    use crate::model::posting::WorkMode;

    #[test]
    fn what_export_wrote_stays_as_it_was() {
        let text = r#"[{"raw": "NYC / remote", "city": "New York", "country": "US"}, {"raw": "Mars", "country": "x"}, 7]"#;
        let places = Loose::of(text).places().places;
        assert_eq!(places[0].raw, "NYC / remote");
        assert_eq!(places[0].country.as_deref(), Some("US"));
        assert_eq!((places[1].raw.as_str(), &places[1].country), ("Mars", &None));
    }

    #[test]
    fn a_range_below_nothing_is_none() {
        assert_eq!(range("-1", "100", "USD", "", ""), None);
        assert_eq!(range("", "", "USD", "year", "Competitive"), None);
    }

    #[test]
    fn what_stands_apart_belongs_together() {
        for (text, currency, period) in [
            ("70,000 - 85,000", "USD", "year"),
            ("70,000 - 85,000", "USD", ""),
            ("$70,000 - $85,000", "", "YEAR"),
            ("$70,000 - $85,000", "CAD", ""),
            ("75000", "GBP", "annually"),
        ] {
            let found = pay(text, currency, period);
            assert_eq!(found.len(), 1, "{text}");
            let stated = if currency.is_empty() { "USD" } else { currency };
            assert_eq!(found[0].currency.as_deref(), Some(stated), "{text}");
            assert_eq!(found[0].period, (!period.is_empty()).then_some(Period::Year), "{text}");
        }
        assert!(pay("competitive", "USD", "year").is_empty());
    }

    #[test]
    fn texts_may_be_wrapped() {
        for (value, text) in
            [("[[\"a\"], 2]", "a"), ("{\"id\": 1, \"name\": \"b\"}", "b"), ("[]", ""), ("c", "c")]
        {
            assert_eq!(Loose::of(value).into_text(), text, "{value}");
        }
    }

    #[test]
    fn not_remote_may_still_be_hybrid() {
        for (text, mode) in [("true", Some(WorkMode::Remote)), ("1", Some(WorkMode::Remote)), ("No", None)] {
            assert_eq!(remote(text), mode, "{text}");
        }
    }

    #[test]
    fn long_lists_are_cut_and_deep_ones_are_texts() {
        let long = format!("[{}0]", "0,".repeat(1_000));
        assert!(matches!(Loose::of(&long), Loose::List(elements) if elements.len() == 100));
        assert!(matches!(Loose::of(&"[".repeat(100_000)), Loose::Text(_)));
    }
}
