//! Paths as lines on one pay axis, for lists of paths: whoever looks down the list sees which lines
//! begin and end where.

use super::axis::Axis;
use super::share::Share;
use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::model::pay::Pay;

/// The axis on which all lines of a page stand.
#[derive(Debug)]
pub struct Lines<'a> {
    /// `None` where no path states pay.
    pub axis: Option<Axis>,
    /// Any band on the axis: what can be compared with it stands there, too.
    unit: Option<&'a Pay>,
}

/// A path on the axis.
#[derive(Debug, PartialEq)]
pub struct Line {
    /// The middle of each rung's band.
    pub stations: Vec<Share>,
    /// The lowest of them.
    pub from: Share,
    /// The highest of them, or the stated top where pay goes beyond it.
    pub to: Share,
    /// Whether pay goes beyond the top.
    pub open_top: bool,
    /// Whether the bands are an estimate of the site.
    pub estimate: bool,
}

impl<'a> Lines<'a> {
    /// The axis for all paths whose pay is stated as most paths state it: in one currency and period.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let pays = || catalogue.paths.iter().flat_map(|entry| &entry.path.levels).map(|level| &level.pay);
        // Units with how many bands each has; there are but a few.
        let mut units: Vec<(&Pay, usize)> = Vec::new();
        for pay in pays() {
            match units.iter_mut().find(|(unit, _)| unit.comparable(pay)) {
                Some((_, count)) => *count += 1,
                None => units.push((pay, 1)),
            }
        }
        let unit = units.into_iter().rev().max_by_key(|(_, count)| *count).map(|(unit, _)| unit);
        let fitting: Vec<&Pay> = pays().filter(|pay| fits(unit, pay)).collect();
        Self { axis: Axis::of(&fitting), unit }
    }

    /// Where a path stands; `None` where its pay is of another currency or period.
    pub fn of(&self, entry: &PathEntry) -> Option<Line> {
        let levels = &entry.path.levels;
        let axis = self.axis.as_ref()?;
        if !levels.iter().all(|level| fits(self.unit, &level.pay)) {
            return None;
        }
        let stations: Vec<Share> = levels.iter().map(|level| axis.share(level.pay.middle())).collect();
        let last = &levels.last()?.pay;
        let highest = stations.iter().copied().max().unwrap_or(Share::NONE);
        Some(Line {
            from: stations.iter().copied().min().unwrap_or(Share::WHOLE),
            to: if last.open_top { highest.max(axis.share(last.top())) } else { highest },
            stations,
            open_top: last.open_top,
            estimate: entry.is_estimate(),
        })
    }
}

fn fits(unit: Option<&Pay>, pay: &Pay) -> bool {
    unit.is_some_and(|unit| unit.comparable(pay))
}
