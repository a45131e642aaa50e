//! Countries, regions and cities by the names that feeds give them.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_iso3166::iso3166_2;

use crate::feeds::words;

/// A city whose bare name means one place in adverts; or one of several, then without a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct City {
    pub name: &'static str,
    pub region: Option<&'static str>,
    pub country: Option<&'static str>,
}

/// A part of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    pub name: &'static str,
    pub country: &'static str,
}

/// One city a line: name, region, country, other names.
const CITIES: &str = include_str!("cities.csv");

/// States and the federal district of the United States, provinces and territories of Canada.
#[rustfmt::skip]
const STATES: [(&str, &str); 51] = [
    ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"), ("CA", "California"),
    ("CO", "Colorado"), ("CT", "Connecticut"), ("DE", "Delaware"), ("DC", "District of Columbia"),
    ("FL", "Florida"), ("GA", "Georgia"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"),
    ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", "Louisiana"),
    ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"), ("MI", "Michigan"), ("MN", "Minnesota"),
    ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"), ("NE", "Nebraska"), ("NV", "Nevada"),
    ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NY", "New York"),
    ("NC", "North Carolina"), ("ND", "North Dakota"), ("OH", "Ohio"), ("OK", "Oklahoma"),
    ("OR", "Oregon"), ("PA", "Pennsylvania"), ("RI", "Rhode Island"), ("SC", "South Carolina"),
    ("SD", "South Dakota"), ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"),
    ("VA", "Virginia"), ("WA", "Washington"), ("WV", "West Virginia"), ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
];
#[rustfmt::skip]
const PROVINCES: [(&str, &str); 13] = [
    ("AB", "Alberta"), ("BC", "British Columbia"), ("MB", "Manitoba"), ("NB", "New Brunswick"),
    ("NL", "Newfoundland and Labrador"), ("NS", "Nova Scotia"), ("NT", "Northwest Territories"),
    ("NU", "Nunavut"), ("ON", "Ontario"), ("PE", "Prince Edward Island"), ("QC", "Quebec"),
    ("SK", "Saskatchewan"), ("YT", "Yukon"),
];

/// Regions under names other than those of the tables, areas without a city of their own, and regions
/// of other countries that adverts name in English.
#[rustfmt::skip]
const OTHER_REGIONS: [(&str, &str, &str); 42] = [
    ("andalusia", "Andalusia", "ES"), ("baden wurttemberg", "Baden-Württemberg", "DE"), ("bavaria", "Bavaria", "DE"),
    ("bay area", "California", "US"), ("bayern", "Bavaria", "DE"), ("catalonia", "Catalonia", "ES"),
    ("d c", "District of Columbia", "US"), ("england", "England", "GB"), ("flanders", "Flanders", "BE"),
    ("gujarat", "Gujarat", "IN"), ("haryana", "Haryana", "IN"), ("hesse", "Hesse", "DE"), ("hessen", "Hesse", "DE"),
    ("ile de france", "Île-de-France", "FR"), ("karnataka", "Karnataka", "IN"), ("kerala", "Kerala", "IN"),
    ("lombardy", "Lombardy", "IT"), ("long island", "New York", "US"), ("lower saxony", "Lower Saxony", "DE"),
    ("maharashtra", "Maharashtra", "IN"), ("new south wales", "New South Wales", "AU"),
    ("north rhine westphalia", "North Rhine-Westphalia", "DE"), ("northern ireland", "Northern Ireland", "GB"),
    ("orange county", "California", "US"), ("queensland", "Queensland", "AU"), ("rajasthan", "Rajasthan", "IN"),
    ("san francisco bay area", "California", "US"), ("saxony", "Saxony", "DE"), ("scotland", "Scotland", "GB"),
    ("sf bay area", "California", "US"), ("silicon valley", "California", "US"),
    ("south australia", "South Australia", "AU"), ("south bay", "California", "US"),
    ("southern california", "California", "US"), ("tamil nadu", "Tamil Nadu", "IN"), ("tasmania", "Tasmania", "AU"),
    ("telangana", "Telangana", "IN"), ("uttar pradesh", "Uttar Pradesh", "IN"), ("wales", "Wales", "GB"),
    ("washington state", "Washington", "US"), ("west bengal", "West Bengal", "IN"),
    ("western australia", "Western Australia", "AU"),
];

/// Countries under names other than those of ISO 3166.
#[rustfmt::skip]
const OTHER_COUNTRIES: [(&str, &str); 75] = [
    ("alemania", "DE"), ("allemagne", "DE"), ("belgie", "BE"), ("belgique", "BE"), ("bolivia", "BO"), ("bosnia", "BA"),
    ("brasil", "BR"), ("britain", "GB"), ("brunei", "BN"), ("burma", "MM"), ("cape verde", "CV"),
    ("cote d ivoire", "CI"), ("czech republic", "CZ"), ("danmark", "DK"), ("democratic republic of the congo", "CD"),
    ("deutschland", "DE"), ("drc", "CD"), ("eire", "IE"), ("espagne", "ES"), ("espana", "ES"), ("estados unidos", "US"),
    ("etats unis", "US"), ("great britain", "GB"), ("holland", "NL"), ("hong kong sar", "HK"), ("iran", "IR"),
    ("italia", "IT"), ("ivory coast", "CI"), ("kingdom of saudi arabia", "SA"), ("korea", "KR"), ("ksa", "SA"),
    ("laos", "LA"), ("macau", "MO"), ("macedonia", "MK"), ("mainland china", "CN"), ("moldova", "MD"),
    ("nederland", "NL"), ("netherlands", "NL"), ("norge", "NO"), ("osterreich", "AT"), ("palestine", "PS"),
    ("pays bas", "NL"), ("polska", "PL"), ("prc", "CN"), ("reino unido", "GB"), ("republic of ireland", "IE"),
    ("republic of korea", "KR"), ("royaume uni", "GB"), ("russia", "RU"), ("schweiz", "CH"), ("slovak republic", "SK"),
    ("south korea", "KR"), ("suisse", "CH"), ("suomi", "FI"), ("sverige", "SE"), ("svizzera", "CH"),
    ("swaziland", "SZ"), ("syria", "SY"), ("taiwan", "TW"), ("tanzania", "TZ"), ("the netherlands", "NL"),
    ("the united states", "US"), ("turkey", "TR"), ("turkiye", "TR"), ("u k", "GB"), ("u s", "US"), ("u s a", "US"),
    ("uae", "AE"), ("uk", "GB"), ("united kingdom", "GB"), ("united states", "US"), ("us", "US"), ("usa", "US"),
    ("venezuela", "VE"), ("vietnam", "VN"),
];

/// Parts of the world and of working time, which say less than a country.
#[rustfmt::skip]
const PARTS_OF_THE_WORLD: [&str; 37] = [
    "africa", "amer", "americas", "anz", "apac", "apj", "asia", "asia pacific", "benelux", "central", "central europe",
    "cee", "dach", "eastern europe", "eea", "emea", "eu", "europe", "european union", "global", "international",
    "latam", "latin america", "mea", "mena", "middle east", "na", "namer", "nordics", "north america", "northeast",
    "oceania", "sea region", "south america", "southeast", "uki", "usca",
];

/// A city and whether its name is short for another and must be written in capitals: "SEA".
static CITY_NAMES: LazyLock<HashMap<String, (City, bool)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for line in CITIES.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split(';');
        let mut field = || fields.next().filter(|field| !field.is_empty());
        let Some(marked) = field() else { continue };
        let name = marked.trim_start_matches('!');
        let city = City { name, region: field(), country: field() };
        let bare = if marked == name { city } else { City { name, region: None, country: None } };
        names.insert(words::key(name), (bare, false));
        for other in field().unwrap_or_default().split('|').filter(|other| !other.is_empty()) {
            let short = other.len() <= 3 && other.bytes().all(|byte| byte.is_ascii_uppercase());
            names.insert(words::key(other), (city, short));
        }
    }
    names
});

/// Countries by the key of their names.
static COUNTRY_NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (code, country) in rust_iso3166::ALPHA2_MAP.entries() {
        names.insert(words::key(country.name), *code);
    }
    names.extend(OTHER_COUNTRIES.map(|(name, code)| (name.to_owned(), code)));
    names
});

/// States and provinces by the key of their names.
static STATE_NAMES: LazyLock<HashMap<String, Region>> = LazyLock::new(|| {
    let of = |table: &'static [(&str, &str)], country| {
        table.iter().map(move |(_, name)| (words::key(name), Region { name, country }))
    };
    let other =
        OTHER_REGIONS.iter().map(|(key, name, country)| ((*key).to_owned(), Region { name, country }));
    of(&STATES, "US").chain(of(&PROVINCES, "CA")).chain(other).collect()
});

/// Subdivisions of ISO 3166-2 by the key of their names; several countries may share one.
static SUBDIVISION_NAMES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<&'static str>> = HashMap::new();
    for subdivision in iso3166_2::SUBDIVISION_MAP.values() {
        names.entry(words::key(subdivision.name)).or_default().push(subdivision.country_code);
    }
    names
});

/// The city of a name, or of a short name in capitals.
pub fn city(name: &str) -> Option<City> {
    let (city, short) = CITY_NAMES.get(&words::key(name))?;
    (!short || name.bytes().all(|byte| !byte.is_ascii_lowercase())).then_some(*city)
}

/// The country of a name, of a code of three capitals, or of "US", "UK" and the like.
pub fn country(name: &str) -> Option<&'static str> {
    if let Some(code) = COUNTRY_NAMES.get(&words::key(name)) {
        return Some(code);
    }
    let is_code = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let country = if is_code { rust_iso3166::from_alpha3(name) } else { None };
    country.map(|country| country.alpha2)
}

/// The country of a code of two letters, capital or small.
pub fn country_of_code(code: &str) -> Option<&'static str> {
    if code.len() != 2 {
        return None;
    }
    rust_iso3166::from_alpha2(&code.to_ascii_uppercase()).map(|country| country.alpha2)
}

/// The state, province or area of a name.
pub fn state(name: &str) -> Option<Region> {
    STATE_NAMES.get(&words::key(name)).copied()
}

/// The state or province of a code of two capitals.
pub fn state_of_code(code: &str) -> Option<Region> {
    let find = |table: &'static [(&str, &str)], country| {
        table.iter().find(|(known, _)| *known == code).map(|(_, name)| Region { name, country })
    };
    find(&STATES, "US").or_else(|| find(&PROVINCES, "CA"))
}

/// The subdivision of a country that a code such as "KA" names.
pub fn subdivision_of_code(country: &str, code: &str) -> Option<&'static str> {
    let fits = (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let code = fits.then(|| format!("{country}-{}", code.to_ascii_uppercase()))?;
    iso3166_2::from_code(&code).map(|subdivision| subdivision.name)
}

/// Whether a country has a subdivision of this name; of no country, whether exactly one has.
pub fn is_subdivision(name: &str, country: Option<&str>) -> bool {
    SUBDIVISION_NAMES.get(&words::key(name)).is_some_and(|countries| match country {
        Some(country) => countries.contains(&country),
        None => countries.iter().all(|other| Some(other) == countries.first()),
    })
}

/// Whether a name is that of a part of the world, or of a part of a country that has no fixed bounds.
pub fn is_part_of_the_world(name: &str) -> bool {
    PARTS_OF_THE_WORLD.contains(&words::key(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::{
        CITY_NAMES, City, city, country, country_of_code, is_subdivision, state, state_of_code,
        subdivision_of_code,
    };

    #[test]
    fn every_city_stands_in_a_country_of_iso_3166() {
        assert!(CITY_NAMES.len() > 400);
        for (city, _) in CITY_NAMES.values() {
            assert!(city.country.is_none_or(|code| country_of_code(code) == Some(code)), "{city:?}");
            let states = city.country.is_some_and(|code| matches!(code, "US" | "CA"));
            assert!(!states || city.region.is_some_and(|name| state(name).is_some()), "{city:?}");
        }
    }

    #[test]
    fn names_and_codes_are_found() {
        let bengaluru = City { name: "Bengaluru", region: Some("Karnataka"), country: Some("IN") };
        assert_eq!(city("Bangalore"), Some(bengaluru));
        assert_eq!(city("SEA").map(|city| city.name), Some("Seattle"));
        assert_eq!(city("sea"), None);
        for (name, code) in [
            ("Deutschland", "DE"),
            ("U.S.A.", "US"),
            ("JPN", "JP"),
            ("Türkiye", "TR"),
            ("México", "MX"),
            ("UK", "GB"),
        ] {
            assert_eq!(country(name), Some(code), "{name}");
        }
        assert_eq!(country_of_code("ie"), Some("IE"));
        assert_eq!(state("CALIFORNIA").map(|region| region.country), Some("US"));
        assert_eq!(state_of_code("ON").map(|region| region.name), Some("Ontario"));
        assert_eq!(subdivision_of_code("AU", "NSW"), Some("New South Wales"));
        assert!(is_subdivision("Telangana", None) && is_subdivision("Bayern", Some("DE")));
        assert!(!is_subdivision("Atlantis", None) && !is_subdivision("Bayern", Some("FR")));
    }
}
