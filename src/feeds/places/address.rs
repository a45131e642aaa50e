//! Places of which a hiring system states the parts.

use crate::feeds::places;
use crate::model::posting::Place;

/// The parts of a place. Blank ones count as not stated.
#[derive(Debug, Clone, Copy, Default)]
pub struct Address<'a> {
    pub city: Option<&'a str>,
    pub region: Option<&'a str>,
    /// The country's name.
    pub country: Option<&'a str>,
    /// The country's code, in either case; believed before its name, which may be in any language.
    pub country_code: Option<&'a str>,
}

/// Countries that are cities, or whose capital has their name.
const CITY_STATES: [&str; 9] = [
    "Djibouti",
    "Gibraltar",
    "Guatemala",
    "Hong Kong",
    "Kuwait",
    "Luxembourg",
    "Macao",
    "Monaco",
    "Singapore",
];

impl<'a> Address<'a> {
    /// The place, which the employer writes as `raw`; without that, as its parts are written. `None`
    /// where no part is stated.
    pub fn place(self, raw: Option<&str>) -> Option<Place> {
        let (country, code) = (stated(self.country), stated(self.country_code));
        let city = self.part(self.city, &CITY_STATES);
        let region = self.part(self.region, &[]);
        let parts = [city, region, country.or(code)];
        if parts.iter().all(Option::is_none) {
            return None;
        }
        let written = written(&parts);
        let raw = stated(raw).unwrap_or(&written);
        let of = |country| places::from_parts(city, region, country, Some(raw));
        match of(code.or(country)) {
            Some(Place { country: None, .. }) | None => of(country),
            place => place,
        }
    }

    /// A part, unless it is what people fill in where a form demands a city or a region of them: the
    /// country once more, or "Remote".
    fn part(&self, part: Option<&'a str>, cities: &[&str]) -> Option<&'a str> {
        let country = stated(self.country);
        stated(part).filter(|part| {
            let is_country = country.is_some_and(|country| country.eq_ignore_ascii_case(part));
            let is_city = cities.iter().any(|city| city.eq_ignore_ascii_case(part));
            !part.eq_ignore_ascii_case("remote") && (!is_country || is_city)
        })
    }
}

/// Parts of a place as one text: those that are stated, each once.
pub fn written(parts: &[Option<&str>]) -> String {
    let mut written: Vec<&str> = Vec::new();
    for part in parts.iter().filter_map(|part| stated(*part)) {
        if !written.contains(&part) {
            written.push(part);
        }
    }
    written.join(", ")
}

fn stated(part: Option<&str>) -> Option<&str> {
    part.map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Address, CITY_STATES, written};

    #[test]
    fn parts_are_written_once() {
        assert_eq!(
            written(&[Some("Berlin "), Some("Berlin"), Some(" "), None, Some("Germany")]),
            "Berlin, Germany"
        );
        assert_eq!(written(&[None, Some("")]), "");
    }

    #[test]
    fn nothing_stated_is_no_place() {
        let remote = Address { city: Some("Remote"), region: Some(" "), ..Address::default() };
        assert_eq!(remote.place(Some("Remote")), None);
        assert_eq!(Address::default().place(Some("Europe")), None);
    }

    #[test]
    fn countries_are_cities_only_where_they_are() {
        let part = |country| {
            let address = Address { country: Some(country), ..Address::default() };
            (address.part(Some(country), &CITY_STATES), address.part(Some(country), &[]))
        };
        assert_eq!(part("United States"), (None, None));
        assert_eq!(part("Singapore"), (Some("Singapore"), None));
    }
}
