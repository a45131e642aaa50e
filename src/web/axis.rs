//! The common axis of pay bands and of wages.

use serde::Serialize;

use super::share::Share;
use crate::model::pay::{Pay, amount};
use crate::model::wage::{Percentile, Wage};

/// Parts into which an axis is divided at the most.
const MAX_STEPS: u32 = 5;

/// From nothing to a round figure above the highest pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    end: u32,
    step: u32,
    currency: String,
}

/// A mark on the axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// Share of the axis.
    pub at: Share,
    pub name: String,
}

/// Where a pay band lies on the axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    pub start: Share,
    /// From the lower to the upper end; 0 where no upper end is stated.
    pub width: Share,
    /// Where the upper end lies.
    pub end: Share,
    /// How far an open top reaches beyond it: to the end of the axis.
    pub beyond: Option<Share>,
}

/// Where the percentiles of wages lie on the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// From the lowest to the highest percentile known.
    pub start: Share,
    pub width: Share,
    /// The middle half: start and width.
    pub half: Option<(Share, Share)>,
    pub median: Option<Share>,
}

impl Axis {
    /// The axis on which all these bands find their place; `None` where they can't be compared, being
    /// of several currencies or periods, or where there are none.
    pub fn of(pays: &[&Pay]) -> Option<Self> {
        let first = pays.first()?;
        if !pays.iter().all(|pay| pay.comparable(first)) {
            return None;
        }
        let top = pays.iter().map(|pay| pay.top()).max()?;
        // An open top has to lead somewhere.
        let beyond = if pays.iter().any(|pay| pay.open_top) { round_step(top) / 4 } else { 0 };
        Some(Self::up_to(top, beyond, &first.currency))
    }

    /// The axis of wages, all of one release; `None` where nothing is known of them.
    pub fn of_wages(wages: &[&Wage], currency: &str) -> Option<Self> {
        let top = wages.iter().flat_map(|wage| wage.percentiles).flatten().max()?;
        Some(Self::up_to(top, 0, currency))
    }

    fn up_to(top: u32, beyond: u32, currency: &str) -> Self {
        let step = round_step(top);
        let end = top.saturating_add(beyond).div_ceil(step).saturating_mul(step);
        Self { end, step, currency: currency.to_owned() }
    }

    /// Marks at round figures, from nothing to the end.
    pub fn ticks(&self) -> Vec<Tick> {
        (0..=self.end / self.step)
            .map(|count| count.saturating_mul(self.step))
            .map(|value| Tick {
                at: self.share(value),
                name: if value == 0 { "0".to_owned() } else { amount(&self.currency, value) },
            })
            .collect()
    }

    /// Where a band lies.
    pub fn bar(&self, pay: &Pay) -> Bar {
        let (start, end) = (self.share(pay.min), self.share(pay.top()));
        Bar { start, width: end - start, end, beyond: pay.open_top.then_some(Share::WHOLE - end) }
    }

    /// Where the percentiles of wages lie; `None` where none is known.
    pub fn strip(&self, wage: &Wage) -> Option<Strip> {
        let at = |percentile| Some(self.share(wage.at(percentile)?));
        let known: Vec<Share> = Percentile::ALL.into_iter().filter_map(at).collect();
        let (start, end) = (*known.first()?, *known.last()?);
        let half = at(Percentile::P25).zip(at(Percentile::P75));
        Some(Strip {
            start,
            width: end - start,
            half: half.map(|(from, to)| (from, to - from)),
            median: at(Percentile::Median),
        })
    }

    /// The distance between two marks.
    pub fn step_share(&self) -> Share {
        self.share(self.step)
    }

    /// Where a figure lies.
    pub fn share(&self, value: u32) -> Share {
        Share::of(value, self.end)
    }
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that divides `top` into at most
/// [`MAX_STEPS`] parts.
fn round_step(top: u32) -> u32 {
    let mut power = 1_u32;
    loop {
        for quarters in [4, 8, 10, 20] {
            let step = power.saturating_mul(quarters) / 4;
            if step.saturating_mul(MAX_STEPS) >= top {
                return step.max(1);
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::round_step;

    #[test]
    fn steps_are_round_and_few() {
        for (top, step) in
            [(350_000, 100_000), (198_490, 50_000), (30, 10), (1, 1), (u32::MAX, 1_000_000_000)]
        {
            assert_eq!(round_step(top), step, "{top}");
        }
    }
}
