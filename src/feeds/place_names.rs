//! What names of places tell by themselves.

use super::gazetteer::{self, City};
use super::words;
use crate::model::posting::Place;

/// Longest name in characters that can be a city's.
const LONGEST_NAME: usize = 60;

/// Words that stand in names of buildings and shops, not of cities.
#[rustfmt::skip]
const NO_CITY: [&str; 27] = [
    "building", "campus", "center", "centre", "company", "corp", "floor", "gmbh", "headquarters", "home",
    "hospital", "hq", "inc", "llc", "locations", "ltd", "office", "offsite", "pharmacy", "plant", "remote",
    "school", "store", "tier", "time", "university", "warehouse",
];

/// Words that end the names of regions.
#[rustfmt::skip]
const REGION_WORDS: [&str; 10] = [
    "county", "district", "governorate", "oblast", "prefecture", "province", "region", "state", "territory",
    "voivodeship",
];

/// The country of a name or code.
pub fn country_of(part: &str) -> Option<&'static str> {
    gazetteer::country(part).or_else(|| gazetteer::country_of_code(part))
}

/// A place with what the gazetteer says of its city, where nothing stated contradicts it.
pub fn complete(place: Place, city: Option<City>) -> Place {
    let Some(known) = city else { return place };
    let fits = |stated: &Option<String>, known: Option<&str>| match (stated, known) {
        (Some(stated), Some(known)) => words::key(stated) == words::key(known),
        _ => true,
    };
    let states = |country: Option<&str>| matches!(country, Some("US" | "CA"));
    let same_country = fits(&place.country, known.country);
    // only there do regions tell one city from another of its name
    let same_region = !states(known.country) || fits(&place.region, known.region);
    if !same_country || !same_region {
        return place;
    }
    let same_region_name = fits(&place.region, known.region);
    Place {
        raw: place.raw,
        city: Some(known.name.to_owned()),
        region: if same_region_name {
            known.region.map(str::to_owned).or(place.region)
        } else {
            place.region
        },
        country: place.country.or(known.country.map(str::to_owned)),
    }
}

/// Whether a text can be a city's name.
pub fn is_name(text: &str) -> bool {
    let short = text.chars().count() <= LONGEST_NAME && text.split(' ').count() <= 6;
    let capitals = text.chars().all(|c| !c.is_lowercase()) && text.chars().count() <= 3 && text.is_ascii();
    let clean =
        text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | 'ʻ' | '–'));
    // "ACME" and the like in a name of other letters
    let mixed = text.chars().any(char::is_lowercase)
        && text.split(' ').any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let initials = words::key(text).split(' ').all(|word| word.len() == 1);
    short
        && clean
        && !mixed
        && !initials
        && !capitals
        && text.chars().next().is_some_and(char::is_alphabetic)
        && !words::key(text).split(' ').any(|word| NO_CITY.contains(&word))
}

/// Whether a name says itself that it is a region's.
pub fn names_region(part: &str) -> bool {
    words::key(part).rsplit_once(' ').is_some_and(|(_, last)| REGION_WORDS.contains(&last))
}
