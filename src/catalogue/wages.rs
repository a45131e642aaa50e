//! What the occupations of a path earn, and where; what each rung pays in a place.

use super::Catalogue;
use super::fold::fold;
use crate::model::level::Level;
use crate::model::path::Path;
use crate::model::pay::Pay;
use crate::model::wage::{Area, Occupation, Percentile, Wage, Wages};

/// Areas that a page lists as best paying, and as largest.
pub const LISTED_AREAS: usize = 5;

/// An occupation whose wages bear on a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccupationWages {
    pub occupation: Occupation,
    /// The areas with the highest median, highest first; without the nation.
    pub best_paying: Vec<AreaWage>,
    /// The areas where most people have such a job, most first; without the nation.
    pub largest: Vec<AreaWage>,
}

/// What is known of an occupation in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaWage {
    pub area: Area,
    pub wage: Wage,
}

/// Where the pay of a rung holds, when a place was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// In the place that was asked for.
    Here,
    /// In the nation, since the release has no figures for the place.
    NationInstead,
    /// Wherever the content says; the figures rest on no wages by place.
    AsStated,
}

/// Why a rung's band has an end below that of the rung under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dip<'a> {
    /// The content says why.
    Stated(&'a str),
    /// The two hold in different places, one of which has no figures of its own.
    OtherPlace,
    /// The two are the wages of different occupations, which differ in another way in this place.
    OtherOccupation,
}

/// Whether what `level` pays `here` has an end below what the rung under it pays, and why. `check`
/// asks the content for a reason, but looks at the nation alone.
pub fn dip<'a>(level: &'a Level, below: &Pay, here: &Pay) -> Option<Dip<'a>> {
    let same_occupation =
        here.wage.as_ref().map(|band| &band.soc) == below.wage.as_ref().map(|band| &band.soc);
    if !here.is_below(below) {
        None
    } else if let Some(reason) = &level.pay.lower_because {
        Some(Dip::Stated(reason))
    } else if here.place != below.place {
        Some(Dip::OtherPlace)
    } else {
        (!same_occupation).then_some(Dip::OtherOccupation)
    }
}

/// The occupations of a path of which wages are known, in the path's order.
pub(super) fn of(path: &Path, wages: &Wages) -> Vec<OccupationWages> {
    path.soc
        .iter()
        .filter_map(|soc| {
            let occupation = wages.occupation(soc)?.clone();
            let nation = wages.nation()?;
            wages.find(soc, &nation.code).filter(|wage| wage.is_known())?;
            let areas: Vec<AreaWage> = wages
                .of_occupation(soc)
                .iter()
                .filter(|wage| wage.area != nation.code)
                .filter_map(|wage| {
                    Some(AreaWage { area: wages.area(&wage.area)?.clone(), wage: wage.clone() })
                })
                .collect();
            Some(OccupationWages {
                best_paying: first_by(&areas, |wage| wage.at(Percentile::Median)),
                largest: first_by(&areas, |wage| wage.employment),
                occupation,
            })
        })
        .collect()
}

/// The areas with the highest figure of a kind, by name where two are equal.
fn first_by(areas: &[AreaWage], figure: impl Fn(&Wage) -> Option<u32>) -> Vec<AreaWage> {
    let mut known: Vec<&AreaWage> = areas.iter().filter(|area| figure(&area.wage).is_some()).collect();
    known.sort_by(|a, b| figure(&b.wage).cmp(&figure(&a.wage)).then(a.area.name.cmp(&b.area.name)));
    known.into_iter().take(LISTED_AREAS).cloned().collect()
}

impl Catalogue {
    /// Whose word the wages are: "US Bureau of Labor Statistics, OEWS May 2025".
    pub fn wage_citation(&self) -> Option<String> {
        Some(self.source(&self.wages.as_ref()?.release.source)?.citation())
    }

    /// The places for which wages are known, the nation first.
    pub fn areas(&self) -> &[Area] {
        self.wages.as_ref().map_or(&[], |wages| &wages.areas)
    }

    /// The place with this code, as `US-CA`.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.wages.as_ref()?.area(code)
    }

    /// The place whose code or name is nearest to what was typed. There are few, so that the letters of
    /// all are compared.
    pub fn nearest_area(&self, typed: &str) -> Option<&Area> {
        let typed = fold(typed);
        let likeness = |area: &Area| {
            let part = area.code.rsplit('-').next().unwrap_or_default();
            let names = [&area.code, part, &area.name].map(fold);
            let alike = |name: &String| match name {
                name if *name == typed => 2.0,
                name if name.starts_with(&typed) => 1.0,
                name => strsim::jaro_winkler(&typed, name),
            };
            names.iter().map(alike).fold(0.0, f64::max)
        };
        let all = self.areas().iter().map(|area| (likeness(area), area));
        all.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, area)| area)
    }

    /// What a rung pays in a place, and whether that is so.
    pub fn pay_in(&self, level: &Level, area: &Area) -> (Pay, Holds) {
        let Some((wages, band)) = self.wages.as_ref().zip(level.pay.wage.as_ref()) else {
            return (level.pay.clone(), Holds::AsStated);
        };
        if area.code == wages.release.nation {
            return (level.pay.clone(), Holds::Here);
        }
        match wages.pay(band, area) {
            Some(pay) => (pay, Holds::Here),
            None => (level.pay.clone(), Holds::NationInstead),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dip, Level, Pay, dip};
    use crate::model::level::Years;
    use crate::model::pay::Period;
    use crate::model::stage::Stage;
    use crate::model::wage::{Percentile, WageBand};

    fn pay(min: u32, max: Option<u32>, place: &str, soc: &str) -> Pay {
        Pay {
            min,
            max,
            open_top: max.is_none(),
            currency: "USD".to_owned(),
            period: Period::Year,
            source: "survey".parse().unwrap(),
            basis: String::new(),
            place: place.to_owned(),
            wage: Some(WageBand { soc: soc.to_owned(), from: Percentile::P25, to: None }),
            lower_because: None,
        }
    }

    fn level(pay: Pay) -> Level {
        Level {
            stage: Stage::Senior,
            label: None,
            titles: vec!["Head Clerk".to_owned()],
            years: Years { min: 5, max: None },
            pay,
            summary: String::new(),
            responsibilities: Vec::new(),
            skills: Vec::new(),
            focus: String::new(),
            advance: None,
        }
    }

    #[test]
    fn a_band_below_the_one_before_says_why() {
        let below = pay(50_000, Some(60_000), "Ohio", "13-1051");
        let higher = pay(50_000, Some(60_000), "Ohio", "11-1021");
        let lower = pay(49_000, Some(70_000), "Ohio", "11-1021");
        let narrower = pay(55_000, Some(59_000), "Ohio", "11-1021");
        let elsewhere = pay(49_000, None, "United States", "11-1021");
        let mut level = level(higher.clone());
        assert_eq!(dip(&level, &below, &higher), None);
        assert_eq!(dip(&level, &below, &lower), Some(Dip::OtherOccupation));
        assert_eq!(dip(&level, &below, &narrower), Some(Dip::OtherOccupation), "the upper end counts too");
        assert_eq!(dip(&level, &below, &elsewhere), Some(Dip::OtherPlace), "which may explain it alone");
        level.pay.lower_because = Some("Told.".to_owned());
        assert_eq!(dip(&level, &below, &elsewhere), Some(Dip::Stated("Told.")));
        assert_eq!(dip(&level, &below, &higher), None, "a reason for the nation need not hold here");
    }
}
