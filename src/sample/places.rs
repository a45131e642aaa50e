//! Places of work of made-up postings: real cities, the larger ones more often.

use super::draw::{Draws, Skew};
use crate::model::posting::Place;

/// Of a hundred postings, those abroad.
const ABROAD: u32 = 17;

/// Cities of the United States, roughly by size: name, state, its code.
#[rustfmt::skip]
const STATES: [(&str, &str, &str); 60] = [
    ("New York", "New York", "NY"), ("Los Angeles", "California", "CA"), ("Chicago", "Illinois", "IL"),
    ("Houston", "Texas", "TX"), ("Phoenix", "Arizona", "AZ"), ("Philadelphia", "Pennsylvania", "PA"),
    ("San Antonio", "Texas", "TX"), ("San Diego", "California", "CA"), ("Dallas", "Texas", "TX"),
    ("Austin", "Texas", "TX"), ("Jacksonville", "Florida", "FL"), ("Columbus", "Ohio", "OH"),
    ("Charlotte", "North Carolina", "NC"), ("Indianapolis", "Indiana", "IN"), ("Seattle", "Washington", "WA"),
    ("Denver", "Colorado", "CO"), ("Oklahoma City", "Oklahoma", "OK"), ("Nashville", "Tennessee", "TN"),
    ("Boston", "Massachusetts", "MA"), ("Las Vegas", "Nevada", "NV"), ("Detroit", "Michigan", "MI"),
    ("Portland", "Oregon", "OR"), ("Louisville", "Kentucky", "KY"), ("Memphis", "Tennessee", "TN"),
    ("Baltimore", "Maryland", "MD"), ("Milwaukee", "Wisconsin", "WI"), ("Albuquerque", "New Mexico", "NM"),
    ("Tucson", "Arizona", "AZ"), ("Fresno", "California", "CA"), ("Sacramento", "California", "CA"),
    ("Kansas City", "Missouri", "MO"), ("Atlanta", "Georgia", "GA"), ("Omaha", "Nebraska", "NE"),
    ("Raleigh", "North Carolina", "NC"), ("Miami", "Florida", "FL"), ("Minneapolis", "Minnesota", "MN"),
    ("Tulsa", "Oklahoma", "OK"), ("Tampa", "Florida", "FL"), ("New Orleans", "Louisiana", "LA"),
    ("Wichita", "Kansas", "KS"), ("Cleveland", "Ohio", "OH"), ("Honolulu", "Hawaii", "HI"),
    ("Anchorage", "Alaska", "AK"), ("Newark", "New Jersey", "NJ"), ("Cincinnati", "Ohio", "OH"),
    ("Pittsburgh", "Pennsylvania", "PA"), ("St. Louis", "Missouri", "MO"), ("Boise", "Idaho", "ID"),
    ("Richmond", "Virginia", "VA"), ("Des Moines", "Iowa", "IA"), ("Salt Lake City", "Utah", "UT"),
    ("Birmingham", "Alabama", "AL"), ("Spokane", "Washington", "WA"), ("Little Rock", "Arkansas", "AR"),
    ("Sioux Falls", "South Dakota", "SD"), ("Fargo", "North Dakota", "ND"), ("Jackson", "Mississippi", "MS"),
    ("Billings", "Montana", "MT"), ("Charleston", "South Carolina", "SC"), ("Burlington", "Vermont", "VT"),
];

/// Cities elsewhere: name, region where adverts of the country name it, country, its code.
#[rustfmt::skip]
const OTHERS: [(&str, Option<&str>, &str, &str); 20] = [
    ("Toronto", Some("Ontario"), "Canada", "CA"), ("London", None, "United Kingdom", "GB"),
    ("Berlin", None, "Germany", "DE"), ("Vancouver", Some("British Columbia"), "Canada", "CA"),
    ("Dublin", None, "Ireland", "IE"), ("Sydney", None, "Australia", "AU"),
    ("Bengaluru", Some("Karnataka"), "India", "IN"), ("Paris", None, "France", "FR"),
    ("Amsterdam", None, "Netherlands", "NL"), ("Singapore", None, "Singapore", "SG"),
    ("Madrid", None, "Spain", "ES"), ("Warsaw", None, "Poland", "PL"), ("Munich", None, "Germany", "DE"),
    ("Calgary", Some("Alberta"), "Canada", "CA"), ("Melbourne", None, "Australia", "AU"),
    ("Stockholm", None, "Sweden", "SE"), ("Lisbon", None, "Portugal", "PT"), ("Zurich", None, "Switzerland", "CH"),
    ("Tokyo", None, "Japan", "JP"), ("Auckland", None, "New Zealand", "NZ"),
];

/// Draws places.
#[derive(Debug)]
pub struct Places {
    states: Skew,
    others: Skew,
}

impl Places {
    /// All places that there are.
    pub fn new() -> Self {
        let count = |list: usize| Skew::new(u32::try_from(list).unwrap_or_default());
        Self { states: count(STATES.len()), others: count(OTHERS.len()) }
    }

    /// A city.
    pub fn city(&self, draws: &mut Draws) -> Place {
        if draws.chance(ABROAD) {
            return abroad(self.others.draw(draws));
        }
        let by_code = draws.chance(70);
        at_home(self.states.draw(draws), by_code)
    }
}

/// Anywhere in the country in which most of the places are.
pub fn anywhere() -> Place {
    let country = Some("US".to_owned());
    Place { raw: "Remote, United States".to_owned(), city: None, region: None, country }
}

/// Whether a place is in the country in which most are.
pub fn is_home(place: &Place) -> bool {
    place.country.as_deref() == Some("US")
}

fn at_home(number: usize, by_code: bool) -> Place {
    let (city, state, code) = STATES[number % STATES.len()];
    Place {
        raw: if by_code { format!("{city}, {code}") } else { format!("{city}, {state}, United States") },
        city: Some(city.to_owned()),
        region: Some(state.to_owned()),
        country: Some("US".to_owned()),
    }
}

fn abroad(number: usize) -> Place {
    let (city, region, country, code) = OTHERS[number % OTHERS.len()];
    let raw = match region {
        Some(region) => format!("{city}, {region}, {country}"),
        None if city == country => city.to_owned(),
        None => format!("{city}, {country}"),
    };
    Place {
        raw,
        city: Some(city.to_owned()),
        region: region.map(str::to_owned),
        country: Some(code.to_owned()),
    }
}
