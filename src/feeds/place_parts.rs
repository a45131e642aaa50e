//! Parts of a text about places, put together to places: "San Francisco, CA, New York, NY".

use super::gazetteer::{self, City};
use super::place_names::{complete, country_of, is_name, names_region};
use super::words;
use crate::model::posting::Place;

/// Countries whose subdivisions have codes of two letters that adverts use, and that those of the
/// United States and Canada would hide.
const WITH_CODES: [&str; 5] = ["AU", "BR", "IN", "IT", "MX"];

/// Codes of states that adverts use for countries as well; by themselves they tell neither.
const AMBIGUOUS_CODES: [&str; 12] = ["AR", "CA", "CO", "DE", "ID", "IL", "IN", "MA", "NL", "PE", "SK", "VA"];

/// Part of a text about places, and the number of the text between commas in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub source: usize,
}

/// A place as far as its parts have been read.
#[derive(Debug, Default)]
struct Draft {
    sources: Vec<usize>,
    city: Option<String>,
    known: Option<City>,
    region: Option<String>,
    country: Option<&'static str>,
    /// The city before it in a list of bare names.
    before: Option<City>,
}

/// The places that parts such as "San Francisco", "CA", "New York", "NY" name; `sources` are the texts
/// between commas from which the parts were taken.
pub fn places(parts: &[Part], sources: &[String]) -> Vec<Place> {
    let mut places = Vec::new();
    let mut draft = Draft::default();
    for (at, part) in parts.iter().enumerate() {
        let next = parts.get(at + 1).map(|part| part.name.as_str());
        if !draft.add(&part.name, next) {
            let before = draft.known.filter(|_| draft.awaits_region());
            let done = std::mem::replace(&mut draft, Draft { before, ..Draft::default() });
            places.extend(done.place(sources));
            draft.add(&part.name, next);
        }
        if draft.sources.last() != Some(&part.source) {
            draft.sources.push(part.source);
        }
    }
    places.extend(draft.place(sources));
    places
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.city.is_none() && self.region.is_none() && self.country.is_none()
    }

    /// Whether a region may follow.
    fn awaits_region(&self) -> bool {
        self.city.is_some() && self.region.is_none() && self.country.is_none()
    }

    /// The country of the city, as far as its bare name tells.
    fn country_of_city(&self) -> Option<&'static str> {
        self.known.and_then(|city| city.country)
    }

    /// Takes a part in; false where it begins another place.
    fn add(&mut self, part: &str, next: Option<&str>) -> bool {
        let is_code = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code && let Some(taken) = self.add_code(part, next) {
            return taken;
        }
        let state = gazetteer::state(part);
        if self.is_empty() && state.is_some() && gazetteer::country(part).is_some() {
            // Georgia the state or the country: what stands behind it tells
            match next.and_then(country_of) {
                Some("US") => {}
                _ => return true,
            }
        }
        if self.awaits_region() && self.add_region(part, next) {
            return true;
        }
        if let Some(code) = gazetteer::country(part)
            && (state.is_none() || self.country_of_city() == Some(code))
        {
            return self.add_country(part, code);
        }
        if let Some(city) = gazetteer::city(part) {
            return self.add_city(part, city);
        }
        if let Some(state) = state {
            let free = self.is_empty() || self.region.is_none() && self.country.is_none();
            if free {
                (self.region, self.country) = (Some(state.name.to_owned()), Some(state.country));
            }
            return free;
        }
        self.add_unknown(part)
    }

    /// A state, a country or a subdivision by its code; `None` where the code means nothing here.
    fn add_code(&mut self, code: &str, next: Option<&str>) -> Option<bool> {
        let city = self.country_of_city();
        let country = gazetteer::country_of_code(code).or_else(|| gazetteer::country(code));
        let state = gazetteer::state_of_code(code);
        let next =
            next.and_then(|next| gazetteer::country(next).or_else(|| gazetteer::country_of_code(next)));
        if self.country.is_some() {
            // "Toronto, ON, CA"
            return (country == self.country).then_some(true).or(Some(false));
        }
        if self.awaits_region() {
            let of = next.or(city.filter(|country| WITH_CODES.contains(country)));
            let subdivision = of
                .filter(|of| !matches!(*of, "US" | "CA"))
                .and_then(|of| gazetteer::subdivision_of_code(of, code));
            if let Some(name) = subdivision {
                self.region = Some(name.to_owned());
                return Some(true);
            }
            if city.is_some() && city == country {
                self.country = country;
                return Some(true);
            }
        }
        // "SF, NY, LA, DC": cities, if another city of another state stands before
        let city_of_code = match code {
            "LA" => gazetteer::city("Los Angeles"),
            "NY" => gazetteer::city("New York"),
            code => gazetteer::city(code),
        };
        let city_before = self.known.or(self.before.filter(|_| self.is_empty()));
        let elsewhere = city_before
            .is_some_and(|known| known.region != state.map(|state| state.name) && known.country.is_some());
        if let Some(named) = city_of_code
            && elsewhere
        {
            return Some(self.add_city(named.name, named));
        }
        if self.is_empty() && AMBIGUOUS_CODES.contains(&code) && !matches!(next, Some("US" | "CA")) {
            return Some(true);
        }
        match (state, country) {
            // Delaware or Germany, Newfoundland or the Netherlands: only a city that is known tells
            (Some(_), Some("DE" | "NL")) if self.awaits_region() && self.known.is_none() => Some(true),
            (Some(state), _) if self.region.is_none() => {
                (self.region, self.country) = (Some(state.name.to_owned()), Some(state.country));
                Some(true)
            }
            (None, Some(country)) => Some(self.add_country(code, country)),
            (Some(_), _) => Some(false),
            (None, None) => None,
        }
    }

    /// A region behind a city, if the part can be one.
    fn add_region(&mut self, part: &str, next: Option<&str>) -> bool {
        let next =
            next.and_then(|next| gazetteer::country(next).or_else(|| gazetteer::country_of_code(next)));
        let is_city = gazetteer::city(part).is_some();
        let same = self.city.as_deref().is_some_and(|city| words::key(city) == words::key(part));
        if let Some(state) = gazetteer::state(part) {
            let of_city = self.known.map(|city| (city.region, city.country));
            let elsewhere = match of_city {
                Some((Some(region), _)) => region != state.name,
                Some((None, Some(country))) => country != state.country,
                _ => false,
            };
            if elsewhere && (is_city || gazetteer::country(part).is_some()) {
                return false;
            }
            (self.region, self.country) = (Some(state.name.to_owned()), Some(state.country));
            return true;
        }
        let country = self.country_of_city().or(next);
        let fits = match (gazetteer::country(part), is_city && !same) {
            (Some(_), _) => false,
            (None, true) => false,
            (None, false) => {
                same || names_region(part)
                    || gazetteer::is_subdivision(part, country)
                    || next.is_some() && is_name(part)
                    || self.known.is_none() && next.is_none() && is_name(part)
            }
        };
        if fits {
            self.region = Some(part.to_owned());
        }
        fits
    }

    fn add_country(&mut self, part: &str, code: &'static str) -> bool {
        match self.country {
            Some(country) => {
                let same = self.known.is_some_and(|city| words::key(city.name) == words::key(part));
                country == code && (self.region.is_some() || same)
            }
            None => {
                if self.is_empty()
                    && let Some(city) = gazetteer::city(part)
                {
                    // a city that is a country
                    (self.city, self.known) = (Some(city.name.to_owned()), Some(city));
                }
                self.country = Some(code);
                true
            }
        }
    }

    fn add_city(&mut self, part: &str, city: City) -> bool {
        // a quarter or a street stands before its city
        let quarter = self.awaits_region() && self.known.is_none();
        if !self.is_empty() && !quarter {
            return false;
        }
        (self.city, self.known) = (Some(part.to_owned()), Some(city));
        true
    }

    fn add_unknown(&mut self, part: &str) -> bool {
        if !is_name(part) || gazetteer::is_part_of_the_world(part) {
            return true;
        }
        if self.is_empty() {
            self.city = Some(part.to_owned());
            return true;
        }
        false
    }

    /// The place, its city under its usual name, with what that name tells where nothing contradicts.
    fn place(self, sources: &[String]) -> Option<Place> {
        let raw = self.sources.iter().filter_map(|source| sources.get(*source)).map(String::as_str);
        let raw = raw.collect::<Vec<_>>().join(", ");
        let country = self.country.map(str::to_owned);
        let place = Place { raw, city: self.city, region: self.region, country };
        (!place.raw.is_empty()).then(|| complete(place, self.known))
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, places};

    #[test]
    fn parts_come_together_to_places() {
        for (parts, expected) in [
            (
                &["San Francisco", "CA", "New York", "NY"][..],
                "San Francisco/California/US; New York/New York/US",
            ),
            (
                &["SF", "NYC", "LA", "DC"],
                "San Francisco/California/US; New York/New York/US; Los Angeles/California/US; Washington/District of Columbia/US",
            ),
            (&["Toronto", "ON", "CA"], "Toronto/Ontario/CA"),
            (&["Munich", "DE"], "Munich//DE"),
            (&["Dover", "DE"], "Dover/Delaware/US"),
            (&["Mustertown", "DE"], "Mustertown//"),
            (&["Bengaluru", "KA", "India"], "Bengaluru/Karnataka/IN"),
            (&["Walldorf", "Baden-Württemberg", "Germany"], "Walldorf/Baden-Württemberg/DE"),
            (&["Hyderabad", "Telangana"], "Hyderabad/Telangana/IN"),
            (&["Singapore", "Singapore"], "Singapore//SG"),
            (&["Tbilisi", "Georgia"], "Tbilisi//GE"),
            (&["Atlanta", "Georgia"], "Atlanta/Georgia/US"),
            (&["Spain", "Portugal"], "//ES; //PT"),
            (&["Georgia"], "//"),
            (&["CA"], "//"),
            (&["Quebec"], "/Quebec/CA"),
            (&["Muscat", "Muscat Governorate"], "Muscat/Muscat Governorate/OM"),
            (&["German Example ACME", "L.L.C."], "//"),
        ] {
            let sources = parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
            let parts: Vec<Part> = sources
                .iter()
                .enumerate()
                .map(|(source, name)| Part { name: name.clone(), source })
                .collect();
            let found = places(&parts, &sources).into_iter().map(|place| {
                [place.city, place.region, place.country].map(Option::unwrap_or_default).join("/")
            });
            assert_eq!(found.collect::<Vec<_>>().join("; "), expected, "{parts:?}");
        }
    }
}
