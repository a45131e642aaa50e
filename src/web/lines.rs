//! Paths as lines on one pay axis, for lists of paths: whoever looks down the list sees which lines
//! begin and end where.

use std::collections::HashMap;

use super::axis::Axis;
use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::model::pay::{Pay, Period};

/// The axis on which all lines of a page stand.
#[derive(Debug)]
pub struct Lines {
    /// `None` where no path states pay.
    pub axis: Option<Axis>,
    /// Currency and period of the axis.
    unit: Option<(String, Period)>,
}

/// A path on the axis, in percent of it.
#[derive(Debug, PartialEq)]
pub struct Line {
    /// The middle of each rung's band.
    pub stations: Vec<f64>,
    /// The lowest of them.
    pub from: f64,
    /// The highest of them, or the stated top where pay goes beyond it.
    pub to: f64,
    /// Whether pay goes beyond the top.
    pub open_top: bool,
    /// Whether the bands are an estimate of the site.
    pub estimate: bool,
}

impl Lines {
    /// The axis for all paths whose pay is stated as most paths state it: in one currency and period.
    pub fn new(catalogue: &Catalogue) -> Self {
        let pays = || catalogue.paths.iter().flat_map(|entry| &entry.path.levels).map(|level| &level.pay);
        let mut units: HashMap<(&str, Period), usize> = HashMap::new();
        for pay in pays() {
            *units.entry((&pay.currency, pay.period)).or_default() += 1;
        }
        let most =
            units.into_iter().max_by_key(|((currency, period), count)| (*count, *currency, period.each()));
        let unit = most.map(|((currency, period), _)| (currency.to_owned(), period));
        let fitting: Vec<&Pay> = pays().filter(|pay| fits(unit.as_ref(), pay)).collect();
        Self { axis: Axis::of(&fitting), unit }
    }

    /// Where a path stands; `None` where its pay is of another currency or period.
    pub fn of(&self, entry: &PathEntry) -> Option<Line> {
        let levels = &entry.path.levels;
        let axis = self.axis.as_ref()?;
        if !levels.iter().all(|level| fits(self.unit.as_ref(), &level.pay)) {
            return None;
        }
        let stations: Vec<f64> = levels.iter().map(|level| axis.share(level.pay.middle())).collect();
        let last = &levels.last()?.pay;
        let highest = stations.iter().copied().fold(0.0, f64::max);
        Some(Line {
            from: stations.iter().copied().fold(100.0, f64::min),
            to: if last.open_top { highest.max(axis.share(last.top())) } else { highest },
            stations,
            open_top: last.open_top,
            estimate: entry.is_estimate(),
        })
    }
}

fn fits(unit: Option<&(String, Period)>, pay: &Pay) -> bool {
    unit.is_some_and(|(currency, period)| *currency == pay.currency && *period == pay.period)
}
