//! Wages of occupations by area, as a statistical release gives them.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pay::{Pay, Period};
use super::slug::Slug;

/// The points of a wage distribution that a release gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Percentile {
    /// A tenth of the wages are below it.
    P10,
    /// A quarter of the wages are below it.
    P25,
    /// Half of the wages are below it.
    Median,
    /// Three quarters of the wages are below it.
    P75,
    /// Nine tenths of the wages are below it.
    P90,
}

impl Percentile {
    /// Every one, lowest first.
    pub const ALL: [Self; 5] = [Self::P10, Self::P25, Self::Median, Self::P75, Self::P90];

    /// As a heading: "25th percentile", "Median".
    pub fn title(self) -> &'static str {
        if self == Self::Median { "Median" } else { self.name() }
    }

    /// As it is said: "25th percentile", "median".
    pub fn name(self) -> &'static str {
        match self {
            Self::P10 => "10th percentile",
            Self::P25 => "25th percentile",
            Self::Median => "median",
            Self::P75 => "75th percentile",
            Self::P90 => "90th percentile",
        }
    }
}

/// A part of an occupation's wages: what a rung says of its pay instead of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WageBand {
    /// Code of the occupation in the Standard Occupational Classification (2018).
    pub soc: String,
    pub from: Percentile,
    /// `None` where the band has no upper end.
    pub to: Option<Percentile>,
}

impl fmt::Display for WageBand {
    /// "25th percentile to median", "10th to 25th percentile", "75th percentile and above".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.name();
        match self.to.map(Percentile::name) {
            Some(to) if to.ends_with("percentile") => {
                write!(f, "{} to {to}", from.trim_end_matches(" percentile"))
            }
            Some(to) => write!(f, "{from} to {to}"),
            None => write!(f, "{from} and above"),
        }
    }
}

/// An occupation of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupation {
    /// Its code, as `15-1252`.
    pub soc: String,
    /// Its title in the classification.
    pub title: String,
}

/// A country, or a part of one, for which a release gives wages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// ISO 3166 code: `US`, `US-CA`.
    pub code: String,
    pub name: String,
}

/// What is known of an occupation's wages in an area; what the release leaves out is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wage {
    /// Code of the area.
    pub area: String,
    /// Code of the occupation.
    pub soc: String,
    /// How many people hold such a job.
    pub employment: Option<u32>,
    /// The arithmetic mean, in whole units of the release's currency.
    pub mean: Option<u32>,
    /// In the order of [`Percentile::ALL`], never falling.
    pub percentiles: [Option<u32>; 5],
}

impl Wage {
    /// The wage at a percentile.
    pub fn at(&self, percentile: Percentile) -> Option<u32> {
        self.percentiles[percentile as usize]
    }

    /// Whether the release says anything of pay.
    pub fn is_known(&self) -> bool {
        self.percentiles.iter().any(Option::is_some)
    }
}

/// What holds for every wage of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Slug of the source in `sources.json` on which the wages stand.
    pub source: Slug,
    /// ISO 4217 code, as `USD`.
    #[schemars(regex(pattern = "^[A-Z]{3}$"))]
    pub currency: String,
    /// What one amount pays for.
    pub period: Period,
    /// Code of the area that holds all others, whose wages a path shows until a place is chosen.
    #[schemars(length(min = 2, max = 10))]
    pub nation: String,
}

impl Release {
    /// The pay that a wage band stands for in an area. `None` where a figure that it needs is not
    /// known, or where the upper one is not above the lower.
    pub fn pay(&self, band: &WageBand, occupation: &str, area: &Area, wage: &Wage) -> Option<Pay> {
        let min = wage.at(band.from)?;
        let max = match band.to {
            Some(to) => Some(wage.at(to).filter(|max| *max > min)?),
            None => None,
        };
        Some(Pay {
            min,
            max,
            open_top: band.to.is_none(),
            currency: self.currency.clone(),
            period: self.period,
            source: self.source.clone(),
            basis: format!("{occupation}, {band}"),
            place: area.name.clone(),
            wage: Some(band.clone()),
            lower_because: None,
        })
    }
}

/// The wages of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wages {
    pub release: Release,
    /// The nation first, then by name.
    pub areas: Vec<Area>,
    /// By code.
    pub occupations: Vec<Occupation>,
    /// By occupation, then by area code.
    pub wages: Vec<Wage>,
}

impl Wages {
    /// What is known of an occupation in an area.
    pub fn find(&self, soc: &str, area: &str) -> Option<&Wage> {
        let key = |wage: &Wage| (wage.soc.as_str().cmp(soc)).then(wage.area.as_str().cmp(area));
        self.wages.binary_search_by(key).ok().map(|at| &self.wages[at])
    }

    /// Everything known of an occupation, area by area.
    pub fn of_occupation(&self, soc: &str) -> &[Wage] {
        let from = self.wages.partition_point(|wage| wage.soc.as_str() < soc);
        let to = self.wages.partition_point(|wage| wage.soc.as_str() <= soc);
        &self.wages[from..to]
    }

    /// The occupation with this code.
    pub fn occupation(&self, soc: &str) -> Option<&Occupation> {
        self.occupations.iter().find(|occupation| occupation.soc == soc)
    }

    /// The area with this code.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == code)
    }

    /// The area that holds all others.
    pub fn nation(&self) -> Option<&Area> {
        self.area(&self.release.nation)
    }

    /// The pay that a wage band stands for in an area, if the release gives its figures.
    pub fn pay(&self, band: &WageBand, area: &Area) -> Option<Pay> {
        let wage = self.find(&band.soc, &area.code)?;
        let occupation = self.occupation(&band.soc)?;
        self.release.pay(band, &occupation.title, area, wage)
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Occupation, Percentile, Release, Wage, WageBand, Wages};
    use crate::model::pay::Period;

    fn wages() -> Wages {
        let wage = |soc: &str, area: &str, percentiles| Wage {
            area: area.to_owned(),
            soc: soc.to_owned(),
            percentiles,
            ..Wage::default()
        };
        let area = |code: &str, name: &str| Area { code: code.to_owned(), name: name.to_owned() };
        Wages {
            release: Release {
                source: "survey".parse().unwrap(),
                currency: "USD".to_owned(),
                period: Period::Year,
                nation: "US".to_owned(),
            },
            areas: vec![area("US", "United States"), area("US-CA", "California")],
            occupations: vec![Occupation { soc: "51-9195".to_owned(), title: "Molders".to_owned() }],
            wages: vec![
                wage("51-9195", "US", [Some(30_000), Some(36_000), Some(40_000), Some(40_000), None]),
                wage("51-9195", "US-CA", [None, Some(50_000), Some(60_000), None, None]),
            ],
        }
    }

    fn band(from: Percentile, to: Option<Percentile>) -> WageBand {
        WageBand { soc: "51-9195".to_owned(), from, to }
    }

    #[test]
    fn a_band_is_resolved_where_its_figures_are_known() {
        let wages = wages();
        let pay = |band: &WageBand, place: &str| wages.pay(band, wages.area(place).unwrap());
        let lower = band(Percentile::P25, Some(Percentile::Median));
        let here = pay(&lower, "US-CA").unwrap();
        assert_eq!((here.min, here.max, here.open_top), (50_000, Some(60_000), false));
        assert_eq!(here.basis, "Molders, 25th percentile to median");
        assert_eq!(here.place, "California");
        let open = pay(&band(Percentile::P75, None), "US").unwrap();
        assert_eq!((open.min, open.max, open.open_top), (40_000, None, true));
        assert_eq!(open.basis, "Molders, 75th percentile and above");
        assert_eq!(band(Percentile::P10, Some(Percentile::P25)).to_string(), "10th to 25th percentile");
        assert_eq!(band(Percentile::Median, Some(Percentile::P90)).to_string(), "median to 90th percentile");
        assert_eq!(pay(&band(Percentile::P10, Some(Percentile::P25)), "US-CA"), None);
        assert_eq!(pay(&band(Percentile::Median, Some(Percentile::P75)), "US"), None, "nothing between");
    }

    #[test]
    fn wages_are_found_by_occupation_and_area() {
        let wages = wages();
        assert_eq!(wages.of_occupation("51-9195").len(), 2);
        assert!(wages.of_occupation("11-1011").is_empty());
        assert!(wages.find("51-9195", "US-TX").is_none());
        assert_eq!(wages.nation().unwrap().name, "United States");
    }
}
