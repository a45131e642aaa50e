//! What an occupation earns: a chart, a table of the same figures, and where it earns most.

use super::axis::{Axis, Strip, Tick};
use super::number::grouped;
use super::urls;
use crate::catalogue::wages::{AreaWage, OccupationWages};
use crate::model::pay::sign;
use crate::model::slug::Slug;
use crate::model::wage::{Area, Percentile, Wage, Wages};

/// What a table says of a figure that the release leaves out.
const UNKNOWN: &str = "not published";

/// The wages of an occupation in a place and in the nation.
#[derive(Debug)]
pub struct WageTable<'a> {
    pub title: &'a str,
    pub soc: &'a str,
    /// The place that was asked for, then the nation; one column where they are the same.
    pub columns: Vec<Column<'a>>,
    /// Name and figures of each row, one figure a column.
    pub rows: Vec<(&'static str, Vec<String>)>,
    pub ticks: Vec<Tick>,
    /// Areas with the highest median.
    pub best_paying: Vec<AreaLine<'a>>,
    /// Areas with most jobs.
    pub largest: Vec<AreaLine<'a>>,
}

/// The wages in one area.
#[derive(Debug)]
pub struct Column<'a> {
    pub place: &'a str,
    /// Where they lie on the chart; `None` where none is known.
    pub strip: Option<Strip>,
}

/// An area in a list.
#[derive(Debug)]
pub struct AreaLine<'a> {
    pub place: &'a str,
    /// The page of the path, with pay for this place.
    pub url: String,
    /// Its median, and how many have the job there.
    pub median: String,
    pub jobs: String,
}

impl<'a> WageTable<'a> {
    /// The table of an occupation of a path, for a place; `None` where the content has no wages.
    pub fn new(path: &Slug, of: &'a OccupationWages, wages: &'a Wages, place: &'a Area) -> Option<Self> {
        let nation = wages.nation()?;
        let mut areas = vec![place];
        if place.code != nation.code {
            areas.push(nation);
        }
        let soc = &of.occupation.soc;
        let nothing = Wage::default();
        let found: Vec<&Wage> =
            areas.iter().map(|area| wages.find(soc, &area.code).unwrap_or(&nothing)).collect();
        let currency = &wages.release.currency;
        let axis = Axis::of_wages(&found, currency)?;
        let money = |value: Option<u32>| exact(currency, value);
        let mut rows: Vec<(&str, Vec<String>)> = Percentile::ALL
            .into_iter()
            .map(|p| (p.title(), found.iter().map(|wage| money(wage.at(p))).collect()))
            .collect();
        rows.push(("Mean", found.iter().map(|wage| money(wage.mean)).collect()));
        rows.push(("Jobs", found.iter().map(|wage| jobs(wage)).collect()));
        let line = |area: &'a AreaWage| AreaLine {
            place: &area.area.name,
            url: urls::path_in(path, &area.area.code),
            median: exact(currency, area.wage.at(Percentile::Median)),
            jobs: jobs(&area.wage),
        };
        Some(Self {
            title: &of.occupation.title,
            soc,
            columns: areas
                .iter()
                .zip(&found)
                .map(|(area, wage)| Column { place: &area.name, strip: axis.strip(wage) })
                .collect(),
            rows,
            ticks: axis.ticks(),
            best_paying: of.best_paying.iter().map(line).collect(),
            largest: of.largest.iter().map(line).collect(),
        })
    }
}

/// A figure in full: "$135,980".
fn exact(currency: &str, value: Option<u32>) -> String {
    value.map_or_else(
        || UNKNOWN.to_owned(),
        |value| format!("{}{}", sign(currency), grouped(u64::from(value))),
    )
}

fn jobs(wage: &Wage) -> String {
    wage.employment.map_or_else(|| UNKNOWN.to_owned(), |count| grouped(u64::from(count)))
}
