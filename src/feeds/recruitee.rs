//! Recruitee's careers site API: the list of a company.

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::feeds::json::answer::{Entry, read as read_answer};
use crate::feeds::json::identity::{company, required};
use crate::feeds::json::lenient;
use crate::feeds::json::system::RECRUITEE;
use crate::feeds::places::address::Address;
use crate::feeds::{Origin, Refused, Take, board, pay, places, terms};
use crate::model::moment::Moment;
use crate::model::posting::{Place, Posted, Posting, PostingKey, WorkMode};
use crate::model::stated_pay::StatedPay;

/// Reads a feed of this format. Offers that are not published are passed over.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    read_answer(&RECRUITEE, input, take, &|entry: Entry<'_>| {
        let offer: Offer<'_> = entry.read()?;
        if offer.is_published() { offer.posting(origin).map(Some) } else { Ok(None) }
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Offer<'a> {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    status: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    description: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    requirements: Option<String>,
    /// By language; looked into only where the offer itself has no title.
    #[serde(borrow)]
    translations: Option<&'a RawValue>,
    #[serde(deserialize_with = "lenient::text")]
    company_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    employment_type_code: Option<String>,
    #[serde(deserialize_with = "lenient::flag")]
    remote: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    hybrid: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    on_site: Option<bool>,
    /// "Berlin, Berlin, Germany", or "Remote job".
    #[serde(deserialize_with = "lenient::text")]
    location: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    city: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    state_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    country: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    country_code: Option<String>,
    #[serde(deserialize_with = "lenient::list")]
    locations: Vec<Location>,
    #[serde(deserialize_with = "lenient::part")]
    salary: Option<Salary>,
    #[serde(deserialize_with = "lenient::moment")]
    published_at: Option<Moment>,
    #[serde(deserialize_with = "lenient::moment")]
    close_at: Option<Moment>,
    #[serde(deserialize_with = "lenient::text")]
    careers_url: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    careers_apply_url: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Translation {
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    description: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    requirements: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    /// What the employer calls it: "Berlin", "Germany/Remote".
    #[serde(deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    city: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    state: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    country: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    country_code: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Salary {
    #[serde(deserialize_with = "lenient::number")]
    min: Option<f64>,
    #[serde(deserialize_with = "lenient::number")]
    max: Option<f64>,
    #[serde(deserialize_with = "lenient::text")]
    currency: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    period: Option<String>,
}

impl Offer<'_> {
    fn is_published(&self) -> bool {
        self.status.as_deref().is_none_or(|status| status.eq_ignore_ascii_case("published"))
    }

    fn posting(mut self, origin: &Origin) -> Result<Posting, String> {
        self.translate();
        let (places, work_mode) = (self.places(), self.work_mode());
        let (native_id, title) = required(&RECRUITEE, self.id, self.title)?;
        let links = [self.careers_url.as_deref(), self.careers_apply_url.as_deref()];
        let board_of = |address| board::in_host(address, "recruitee.com");
        let board = origin.board.clone().or_else(|| links.into_iter().flatten().find_map(board_of));
        let board = board.unwrap_or_default();
        let advert: Vec<String> = [self.description, self.requirements].into_iter().flatten().collect();
        Ok(Posting {
            title,
            company: company(self.company_name, origin, &board)?,
            key: PostingKey { source: RECRUITEE.format.to_owned(), board, native_id },
            places,
            work_mode,
            employment_type: self.employment_type_code.as_deref().and_then(terms::employment_type),
            pay: self.salary.as_ref().and_then(Salary::stated).into_iter().collect(),
            posted: self.published_at.map(|at| Posted { at, approximate: false }),
            valid_through: self.close_at,
            url: self.careers_url,
            apply_url: self.careers_apply_url,
            description_html: (!advert.is_empty()).then(|| advert.join("\n")),
            ..Posting::default()
        })
    }

    /// Takes the English or else the first translation where the offer itself has no title.
    fn translate(&mut self) {
        let Some(translations) = self.translations.filter(|_| self.title.is_none()) else { return };
        let read = serde_json::from_str::<BTreeMap<String, &RawValue>>(translations.get());
        let translations = read.unwrap_or_default();
        let titled = |raw: &RawValue| {
            serde_json::from_str::<Translation>(raw.get()).ok().filter(|it| it.title.is_some())
        };
        let english = translations.get("en").and_then(|raw| titled(raw));
        let titled = english.or_else(|| translations.values().find_map(|raw| titled(raw)));
        if let Some(translation) = titled {
            self.title = translation.title;
            self.description = translation.description.or(self.description.take());
            self.requirements = translation.requirements.or(self.requirements.take());
        }
    }

    fn places(&self) -> Vec<Place> {
        match self.locations.as_slice() {
            [] => {
                let (city, region) = (self.city.as_deref(), self.state_name.as_deref());
                let (country, country_code) = (self.country.as_deref(), self.country_code.as_deref());
                let address = Address { city, region, country, country_code };
                address.place(self.location_text()).into_iter().collect()
            }
            [only] => only.places(self.location_text()),
            several => several.iter().flat_map(|location| location.places(None)).collect(),
        }
    }

    /// The text of the place, unless it tells the work mode in whatever language.
    fn location_text(&self) -> Option<&str> {
        let text = self.location.as_deref()?;
        let city = self.city.as_deref().or_else(|| self.locations.first()?.city.as_deref());
        let country = self.country.as_deref().or_else(|| self.locations.first()?.country.as_deref());
        [city, country].into_iter().flatten().any(|part| text.contains(part.trim())).then_some(text)
    }

    /// The freest of the modes that are offered; they do not exclude each other.
    fn work_mode(&self) -> Option<WorkMode> {
        let modes = [
            (self.remote, WorkMode::Remote),
            (self.hybrid, WorkMode::Hybrid),
            (self.on_site, WorkMode::OnSite),
        ];
        modes.into_iter().find(|(offered, _)| *offered == Some(true)).map(|(_, mode)| mode)
    }
}

impl Location {
    /// The place of its parts; where none is stated, what its name tells.
    fn places(&self, raw: Option<&str>) -> Vec<Place> {
        let (city, region) = (self.city.as_deref(), self.state.as_deref());
        let (country, country_code) = (self.country.as_deref(), self.country_code.as_deref());
        match (Address { city, region, country, country_code }.place(raw), &self.name) {
            (Some(place), _) => vec![place],
            (None, Some(name)) => places::parse(name).places,
            (None, None) => Vec::new(),
        }
    }
}

impl Salary {
    fn stated(&self) -> Option<StatedPay> {
        let period = self.period.as_deref().and_then(pay::period);
        pay::range(self.min, self.max, self.currency.as_deref(), period, None)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::feeds::Origin;
    use crate::feeds::json::answer::rows_of;
    use crate::model::posting::{EmploymentType, WorkMode};

    const LIST: &str = include_str!("../../tests/fixtures/feeds/recruitee.json");

    #[test]
    fn lists_are_read() {
        let rows = rows_of(read, LIST, &Origin::default());
        let [(_, Ok(accountant)), (_, Ok(cook)), (at, Err(reason))] = rows.as_slice() else {
            panic!("{rows:?}");
        };
        assert_eq!((at.as_str(), reason.as_str()), ("offers[3]", "has no id (`id`)"));
        assert_eq!(
            (accountant.company.as_str(), accountant.key.board.as_str()),
            ("Example GmbH", "examplegmbh")
        );
        assert_eq!(accountant.work_mode, Some(WorkMode::Hybrid));
        assert_eq!(accountant.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(accountant.posted.unwrap().at.to_string(), "2026-08-05T10:10:39Z");
        assert_eq!(accountant.valid_through.unwrap().to_string(), "2026-10-31T22:00:00Z");
        let advert = "<p>You close the months.</p>\n<ul><li>HGB</li></ul>";
        assert_eq!(accountant.description_html.as_deref(), Some(advert));
        assert_eq!((cook.title.as_str(), cook.key.board.as_str()), ("Cook", ""));
        assert_eq!(cook.description_html.as_deref(), Some("<p>You cook.</p>"));
        assert_eq!(cook.work_mode, Some(WorkMode::Remote));
        assert_eq!(cook.employment_type, Some(EmploymentType::PartTime));
    }
}
