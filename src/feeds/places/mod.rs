//! Places as feeds write them.

pub mod address;
mod gazetteer;
mod merge;
mod names;
mod parts;
mod text;

use crate::feeds::places::names::complete;
use crate::feeds::places::text::Mode;
use crate::feeds::words;
use crate::model::posting::{Place, WorkMode};
pub use merge::merge;

/// How much of a text about places is read, in characters.
const LONGEST: usize = 2_000;

/// Most places of one text.
const MOST: usize = 50;

/// What a text about places says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    pub places: Vec<Place>,
    /// Where the text says so: "Remote, Italy". `None` where it offers several ("Austin | Remote").
    pub work_mode: Option<WorkMode>,
}

/// Reads free text such as "Austin | Chicago | Remote (US)" or "New York, NY, United States"; the
/// raw text of each place is kept. A city that shares its name with others stays without region and
/// country unless the text states them.
pub fn parse(text: &str) -> Places {
    let text = words::start(text.trim(), LONGEST);
    let mut places = Vec::new();
    let mut modes = Vec::new();
    for segment in text::segments(text) {
        let (found, mode) = text::read(segment);
        modes.push((mode, found.is_empty()));
        places.extend(found);
        if places.len() >= 4 * MOST {
            break;
        }
    }
    let mut places = merge(places);
    places.truncate(MOST);
    Places { places, work_mode: work_mode(&modes) }
}

/// The mode of which a text speaks; of every part of it, whether it names no place. A mode that stands
/// apart ("San Francisco; Hybrid") holds for all places, unless it is an alternative to them.
fn work_mode(modes: &[(Mode, bool)]) -> Option<WorkMode> {
    let any = |which: WorkMode| modes.iter().any(|(mode, _)| mode.stated == Some(which));
    let plain = modes.iter().any(|(mode, placeless)| mode.stated.is_none() && !placeless);
    match (any(WorkMode::Hybrid), any(WorkMode::Remote), any(WorkMode::OnSite)) {
        (true, false, false) => Some(WorkMode::Hybrid),
        (false, true, false) if !plain => Some(WorkMode::Remote),
        (false, false, true) => Some(WorkMode::OnSite),
        _ => None,
    }
}

/// A place of which the feed states the parts: a country as name or code, a region as name or code.
/// `raw` is the text to show; built from the parts where the feed has none. `None` where all parts
/// are empty.
pub fn from_parts(
    city: Option<&str>,
    region: Option<&str>,
    country: Option<&str>,
    raw: Option<&str>,
) -> Option<Place> {
    let stated = |part: Option<&str>| {
        part.map(str::trim)
            .filter(|part| !text::states_nothing(part))
            .map(|part| words::start(part, LONGEST).to_owned())
    };
    let (city, region, country, raw) = (stated(city), stated(region), stated(country), stated(raw));
    let parts = [&city, &region, &country].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    let raw = match raw {
        Some(raw) => raw,
        None if parts.is_empty() => return None,
        None => parts.join(", "),
    };
    let code = country
        .as_deref()
        .and_then(|name| gazetteer::country_of_code(name).or_else(|| gazetteer::country(name)));
    let named = region.as_deref().map(|region| named_region(region, code));
    let (region, implied) = named.unwrap_or_default();
    let mut place = Place { raw, city: None, region, country: code.or(implied).map(str::to_owned) };
    // a feed's city may hold more than one
    if let Some(inner) = city.as_deref().and_then(|city| parse(city).places.into_iter().next()) {
        place.city = inner.city;
        let contradicts =
            place.country.is_some() && inner.country.is_some() && place.country != inner.country;
        if !contradicts {
            place.region = place.region.or(inner.region);
            place.country = place.country.or(inner.country);
        } else if let Some(city) = city.as_deref().filter(|city| !city.contains([',', ';', '|'])) {
            place.city = Some(city.to_owned());
        }
    }
    (!parts.is_empty() || !place.raw.is_empty()).then(|| {
        let known = place.city.as_deref().and_then(gazetteer::city);
        complete(place, known)
    })
}

/// A region under its full name, and the country that it implies where none is stated.
fn named_region(region: &str, country: Option<&'static str>) -> (Option<String>, Option<&'static str>) {
    let state = gazetteer::state(region)
        .or_else(|| gazetteer::state_of_code(region.trim_start_matches("US-").trim_start_matches("CA-")));
    match (state, country) {
        (Some(state), Some(country)) if state.country == country => (Some(state.name.to_owned()), None),
        // Georgia the country, and codes that other countries use as well
        (Some(state), None) if region.len() > 2 => (Some(state.name.to_owned()), Some(state.country)),
        (_, Some(country)) => {
            let code = region.rsplit('-').next().unwrap_or(region);
            let name = gazetteer::subdivision_of_code(country, code).unwrap_or(region);
            (Some(name.to_owned()), None)
        }
        _ => (Some(region.to_owned()), None),
    }
}

#[cfg(test)]
mod tests {
    use super::{from_parts, parse};
    use crate::model::posting::{Place, WorkMode};

    fn show(places: &[Place]) -> String {
        let parts = |place: &Place| {
            [&place.city, &place.region, &place.country]
                .map(|part| part.as_deref().unwrap_or_default())
                .join("/")
        };
        places.iter().map(parts).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn spellings_of_one_place_are_one() {
        for text in [
            "NYC",
            "New York",
            "New York, NY",
            "New York City",
            "New York City, NY",
            "New York, New York, United States",
            "New York, NEW YORK",
            "NY - New York City",
            "New York - New York City",
            "US-NY-New York",
            "New York, NY (HQ)",
            "New York, NY 10001",
            "New York NY USA",
            "US, New York, New York",
            "NYC Office",
        ] {
            let found = parse(text);
            assert_eq!(show(&found.places), "New York/New York/US", "{text}");
            assert_eq!(found.places[0].raw, text);
        }
    }

    #[test]
    fn lists_are_told_from_parts() {
        for (text, expected) in [
            (
                "Austin | Chicago | Salt Lake City",
                "Austin/Texas/US; Chicago/Illinois/US; Salt Lake City/Utah/US",
            ),
            ("San Francisco, CA, New York, NY", "San Francisco/California/US; New York/New York/US"),
            (
                "San Francisco, CA • New York, NY • United States",
                "San Francisco/California/US; New York/New York/US; //US",
            ),
            ("Livingston, NJ / New York, NY", "Livingston/New Jersey/US; New York/New York/US"),
            (
                "New York, Chicago, San Francisco and Seattle",
                "New York/New York/US; Chicago/Illinois/US; San Francisco/California/US; Seattle/Washington/US",
            ),
            ("US-San Francisco, US-Chicago", "San Francisco/California/US; Chicago/Illinois/US"),
            ("Berlin / Hamburg", "Berlin//DE; Hamburg//DE"),
            ("Mountain View, CA USA; New York, NY USA;", "Mountain View/California/US; New York/New York/US"),
            ("London, Leeds, United Kingdom", "London//GB; Leeds//GB"),
            ("Bosnia and Herzegovina", "//BA"),
            ("SF, NY, SEA", "San Francisco/California/US; New York/New York/US; Seattle/Washington/US"),
            ("Portland, OR - Remote", "Portland/Oregon/US"),
            ("Dublin OR London", "Dublin//IE; London//GB"),
            ("NYC, NY; New York; San Francisco, CA; SF", "New York/New York/US; San Francisco/California/US"),
        ] {
            assert_eq!(show(&parse(text).places), expected, "{text}");
        }
    }

    #[test]
    fn one_place_comes_in_every_order() {
        for (text, expected) in [
            ("London, undefined", "London//GB"),
            ("Massachusetts - Boston", "Boston/Massachusetts/US"),
            ("United Kingdom - London", "London//GB"),
            ("London - United Kingdom", "London//GB"),
            ("UT - Cottonwood Heights", "Cottonwood Heights/Utah/US"),
            ("US-CA-Menlo Park", "Menlo Park/California/US"),
            ("CA-Toronto", "Toronto/Ontario/CA"),
            ("US, Arizona, Phoenix", "Phoenix/Arizona/US"),
            ("San Francisco, CA - US", "San Francisco/California/US"),
            ("bangalore, , India", "Bengaluru/Karnataka/IN"),
            ("Tokyo, JPN", "Tokyo//JP"),
            ("APAC - Korea - Seoul - ASEM Tower", "Seoul//KR"),
            ("Bay Area, CA, United States of America", "/California/US"),
            ("San Francisco Bay Area", "/California/US"),
            ("Washington, D.C.", "Washington/District of Columbia/US"),
            ("Springfield", "Springfield//"),
            ("Springfield, IL", "Springfield/Illinois/US"),
            ("Europe", "//"),
            ("Washington - Bellevue", "Bellevue/Washington/US"),
        ] {
            assert_eq!(show(&parse(text).places), expected, "{text}");
        }
    }

    #[test]
    fn work_modes_are_read_with_the_places() {
        for (text, expected, mode) in [
            ("Remote, Italy", "//IT", Some(WorkMode::Remote)),
            ("Remote - US", "//US", Some(WorkMode::Remote)),
            ("Remote (US)", "//US", Some(WorkMode::Remote)),
            ("US Remote", "//US", Some(WorkMode::Remote)),
            ("US-Remote", "//US", Some(WorkMode::Remote)),
            ("United States - Remote Opportunity", "//US", Some(WorkMode::Remote)),
            ("Canada - Remote (ON, AB, BC, or NS Only)", "//CA", Some(WorkMode::Remote)),
            ("Remote (San Francisco, California, US)", "San Francisco/California/US", Some(WorkMode::Remote)),
            ("Remote", "", Some(WorkMode::Remote)),
            ("Anywhere", "", Some(WorkMode::Remote)),
            ("London (Hybrid)", "London//GB", Some(WorkMode::Hybrid)),
            ("Hybrid - London", "London//GB", Some(WorkMode::Hybrid)),
            ("San Francisco; Hybrid", "San Francisco/California/US", Some(WorkMode::Hybrid)),
            ("In-Office", "", Some(WorkMode::OnSite)),
            ("New York, NY, or Remote", "New York/New York/US", None),
            ("New York, NY or Remote", "New York/New York/US", None),
            ("Austin | Remote (US)", "Austin/Texas/US; //US", None),
            ("Remote in the US", "//US", Some(WorkMode::Remote)),
            ("Remote - Berlin, London", "Berlin//DE; London//GB", Some(WorkMode::Remote)),
            ("Chicago, US-Remote, Toronto", "Chicago/Illinois/US; Toronto/Ontario/CA", None),
            ("Remote (LATAM)", "//", Some(WorkMode::Remote)),
            ("Remote-Friendly (Travel-Required)", "", None),
            ("Remote-Friendly, United States", "//US", None),
            ("Multiple Locations", "", None),
            ("3 Locations", "", None),
            ("LOCATION", "", None),
            ("N/A", "", None),
            ("TBD", "", None),
            ("", "", None),
        ] {
            let found = parse(text);
            assert_eq!((show(&found.places).as_str(), found.work_mode), (expected, mode), "{text}");
        }
        assert_eq!(parse("Remote, Italy").places[0].raw, "Remote, Italy");
    }

    #[test]
    fn stated_parts_become_a_place() {
        for (city, region, country, expected) in [
            ("New York", "NY", "USA", "New York/New York/US"),
            ("Dublin", "", "ie", "Dublin//IE"),
            ("Dublin", "OH", "US", "Dublin/Ohio/US"),
            ("Munich", "BY", "Germany", "Munich/Bayern/DE"),
            ("Munich", "Bavaria", "", "Munich/Bavaria/DE"),
            ("", "California", "", "/California/US"),
            ("Remote", "", "United States", "//US"),
            ("N/A", "", "GB", "//GB"),
            ("Springfield", "", "Atlantis", "Springfield//"),
            ("San Francisco, CA", "", "US", "San Francisco/California/US"),
        ] {
            let place = from_parts(Some(city), Some(region), Some(country), None).unwrap();
            assert_eq!(show(&[place]), expected, "{city} {region} {country}");
        }
        assert_eq!(from_parts(Some(" "), None, Some("N/A"), None), None);
        let raw = from_parts(Some("Cork"), None, Some("IE"), Some("Cork, Ireland")).unwrap().raw;
        assert_eq!(raw, "Cork, Ireland");
        assert_eq!(from_parts(Some("Cork"), None, Some("IE"), None).unwrap().raw, "Cork, IE");
    }

    #[test]
    fn hostile_texts_are_read_in_part() {
        for text in ["a, ".repeat(50_000), "(".repeat(50_000), "- ".repeat(50_000), " or ".repeat(50_000)] {
            assert!(parse(&text).places.len() <= 50);
        }
        assert_eq!(parse("\u{202e}\0").places, []);
    }
}
