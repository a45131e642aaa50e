//! Places that are one.

use crate::feeds::words;
use crate::model::posting::Place;

/// Places without repetition: those that are one in different spellings are merged, the first
/// spelling kept with what the others say more.
pub fn merge(places: Vec<Place>) -> Vec<Place> {
    let mut kept: Vec<(Place, Keys)> = Vec::new();
    for place in places {
        let keys = Keys::of(&place);
        let full = kept.len() >= 10 * super::MOST;
        match kept.iter_mut().find(|(_, other)| other.are_one_with(&keys)) {
            Some((first, own)) => {
                first.region = first.region.take().or(place.region);
                first.country = first.country.take().or(place.country);
                *own = Keys::of(first);
            }
            None if full => {}
            None => kept.push((place, keys)),
        }
    }
    spelled_out(kept.into_iter().map(|(place, _)| place).collect())
}

/// One place that is written as three, "San Francisco; California; United States", made one again.
fn spelled_out(places: Vec<Place>) -> Vec<Place> {
    let mut whole: Vec<Place> = Vec::with_capacity(places.len());
    for place in places {
        whole.push(place);
        let [.., city, region, country] = whole.as_slice() else { continue };
        let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        let is_one = city.city.is_some()
            && (&region.city, &country.city, &country.region) == (&None, &None, &None)
            && (city.region.is_none() || same(&city.region, &region.region))
            && same(&city.country, &region.country)
            && same(&city.country, &country.country);
        if is_one {
            let raw = format!("{}, {}, {}", city.raw, region.raw, country.raw);
            let city = Place { raw, region: region.region.clone(), ..city.clone() };
            whole.truncate(whole.len() - 3);
            whole.push(city);
        }
    }
    whole
}

/// A place in comparable form.
#[derive(Debug)]
struct Keys {
    city: Option<String>,
    region: Option<String>,
    country: Option<String>,
    raw: String,
}

impl Keys {
    fn of(place: &Place) -> Self {
        let key = |part: &Option<String>| part.as_deref().map(words::key);
        Self {
            city: key(&place.city),
            region: key(&place.region),
            country: key(&place.country),
            raw: words::key(&place.raw),
        }
    }

    /// Whether both name the same place, one of them perhaps with less.
    fn are_one_with(&self, other: &Self) -> bool {
        let agree =
            |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
        if self.city.is_some() || other.city.is_some() {
            return self.city == other.city
                && agree(&self.region, &other.region)
                && agree(&self.country, &other.country);
        }
        let parts = self.region.is_some() || self.country.is_some();
        self.region == other.region && self.country == other.country && (parts || self.raw == other.raw)
    }
}

#[cfg(test)]
mod tests {
    use super::merge;
    use crate::feeds::places::parse;
    use crate::model::posting::Place;

    fn merged(texts: &[&str]) -> Vec<Place> {
        merge(texts.iter().flat_map(|text| parse(text).places).collect())
    }

    fn show(places: &[Place]) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let show = |p: &Place| format!("{}/{}/{}", part(&p.city), part(&p.region), part(&p.country));
        places.iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn merging_keeps_the_first_spelling_and_different_places() {
        let merged = merged(&["NYC", "New York, NY", "Portland, OR", "Portland, ME"]);
        assert_eq!(show(&merged), "New York/New York/US; Portland/Oregon/US; Portland/Maine/US");
        assert_eq!(merged[0].raw, "NYC");
    }

    #[test]
    fn a_place_that_is_written_as_three_is_one() {
        let one = merged(&["San Francisco", "California", "United States"]);
        assert_eq!(show(&one), "San Francisco/California/US");
        assert_eq!(one[0].raw, "San Francisco, California, United States");
        assert_eq!(merged(&["Austin, TX", "California", "United States"]).len(), 3);
    }
}
