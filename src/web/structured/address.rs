//! `Place` with its `PostalAddress`, and `Country`: where a position is.

use rust_iso3166::CountryCode;
use serde::Serialize;

use crate::model::posting;

/// A place of work.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct Place {
    address: PostalAddress,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct PostalAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    address_locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_region: Option<String>,
    /// ISO 3166-1 alpha-2.
    address_country: String,
}

/// A country from which one may apply.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "@type")]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    name: String,
}

impl Place {
    /// The place, if its country is known; without it no reader could tell one Springfield from the next.
    pub fn new(place: &posting::Place) -> Option<Self> {
        let address = PostalAddress {
            address_locality: place.city.clone(),
            address_region: place.region.clone(),
            address_country: code(place)?,
        };
        Some(Self { address })
    }
}

impl Country {
    /// The country of a place, if it is known.
    pub fn of(place: &posting::Place) -> Option<Self> {
        Some(Self { name: code(place)? })
    }
}

fn country(place: &posting::Place) -> Option<CountryCode> {
    rust_iso3166::from_alpha2(place.country.as_deref()?)
}

fn code(place: &posting::Place) -> Option<String> {
    Some(country(place)?.alpha2.to_owned())
}

/// The words of a place that the employer's own text does not hold: "Texas, United States of America".
pub fn unsaid(place: &posting::Place) -> Option<String> {
    let parts = [place.city.as_deref(), place.region.as_deref(), country(place).map(|known| known.name)];
    let missing: Vec<&str> = parts.into_iter().flatten().filter(|part| !place.raw.contains(part)).collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}

#[cfg(test)]
mod tests {
    use super::unsaid;
    use crate::model::posting::Place;

    #[test]
    fn what_a_place_does_not_say_itself_is_said_beside_it() {
        let place = |raw: &str| Place {
            raw: raw.to_owned(),
            city: Some("Austin".to_owned()),
            region: Some("Texas".to_owned()),
            country: Some("US".to_owned()),
        };
        assert_eq!(unsaid(&place("Austin, Texas")).as_deref(), Some("United States of America"));
        assert_eq!(unsaid(&place("Austin, TX")).as_deref(), Some("Texas, United States of America"));
        assert_eq!(unsaid(&place("Austin, Texas, United States of America")), None);
    }
}
