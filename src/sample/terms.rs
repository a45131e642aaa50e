//! Pay, dates and terms of employment of made-up postings.

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::draw::Draws;
use super::rung::Rung;
use crate::model::moment::Moment;
use crate::model::pay::Period;
use crate::model::posting::{EmploymentType, Posted, WorkMode};
use crate::model::stage::Stage;
use crate::model::stated_pay::{Amount, StatedPay};

/// Days before the last one on which postings were made.
const DAYS: u32 = 365;

/// Hours that are paid in a year of full-time work.
const HOURS_A_YEAR: u32 = 2_080;

/// Yearly pay from which none is stated by the hour.
const SALARIED_FROM: u32 = 95_000;

/// Hours from UTC in which an instant may be stated.
const OFFSETS: [i8; 6] = [0, 0, -5, -6, -8, 1];

/// Where the work is done; not every posting says so.
pub fn work_mode(rung: &Rung, draws: &mut Draws) -> Option<WorkMode> {
    match (rung.field.is_desk(), draws.below(100)) {
        (true, 0..22) => Some(WorkMode::Remote),
        (true, 22..50) => Some(WorkMode::Hybrid),
        (true, 50..75) | (false, 0..55) => Some(WorkMode::OnSite),
        _ => None,
    }
}

/// On what terms someone is employed; not every posting says so.
pub fn employment_type(rung: &Rung, title: &str, draws: &mut Draws) -> Option<EmploymentType> {
    if rung.stage == Stage::Entry && title.contains("Intern") {
        return Some(EmploymentType::Internship);
    }
    match draws.below(100) {
        0..72 => Some(EmploymentType::FullTime),
        72..82 => Some(EmploymentType::PartTime),
        82..88 => Some(EmploymentType::Contract),
        88..91 => Some(EmploymentType::Temporary),
        _ => None,
    }
}

/// The pay stated for a position on a rung: around the band that the content gives for it, a year or an
/// hour, both ends or one.
pub fn pay(rung: &Rung, draws: &mut Draws) -> Vec<StatedPay> {
    let band = &rung.pay;
    let low = part(band.min, draws.between(88, 108));
    let top = band.max.unwrap_or_else(|| part(band.min, 135));
    let high = part(top, draws.between(94, 114)).max(part(low, 108));
    let hourly_of_hundred = if rung.field.is_desk() { 8 } else { 60 };
    let by_hour = band.period == Period::Year && high < SALARIED_FROM && draws.chance(hourly_of_hundred);
    let (min, max) = if by_hour {
        (quarters(low), quarters(high))
    } else {
        // Amounts of more than a thousand are round, as employers write them.
        let step = if low < 1_000 { 1 } else { 500 };
        (f64::from(low / step * step), f64::from(high / step * step))
    };
    let ends = draws.below(100);
    vec![StatedPay {
        min: Amount::new(min).filter(|_| ends >= 8),
        max: Amount::new(max).filter(|_| !(8..20).contains(&ends)),
        currency: Some(band.currency.clone()),
        period: Some(if by_hour { Period::Hour } else { band.period }),
        raw: None,
    }]
}

/// So many hundredths of an amount.
fn part(amount: u32, percent: u32) -> u32 {
    u32::try_from(u64::from(amount) * u64::from(percent) / 100).unwrap_or(u32::MAX)
}

/// A year's pay by the hour, in quarters of the unit.
fn quarters(year: u32) -> f64 {
    f64::from(year.saturating_mul(4) / HOURS_A_YEAR) / 4.0
}

/// When it was posted: in the year before a day, lately more often than long ago. Not every posting
/// says so.
pub fn posted(until: Date, draws: &mut Draws) -> Option<Posted> {
    let age = draws.below(DAYS).min(draws.below(DAYS));
    let (second, zone) = (draws.below(86_400), draws.pick(&OFFSETS).copied());
    let approximate = draws.chance(3);
    let exact = draws.chance(35);
    if draws.chance(4) {
        return None;
    }
    let day = until.saturating_sub(i64::from(age).days());
    let offset = zone.map_or(Offset::UTC, Offset::constant);
    // Not on the last two days, so that nothing is posted later than it is read.
    let at = Time::midnight().saturating_add(i64::from(second).seconds());
    let instant = offset.to_timestamp(day.to_datetime(at)).ok().filter(|_| exact && !approximate && age > 1);
    let at = match instant {
        Some(instant) => Moment::instant(instant, offset),
        None => Moment::day(day),
    };
    at.map(|at| Posted { at, approximate })
}

/// The last day for applications, which few postings name.
pub fn valid_through(until: Date, draws: &mut Draws) -> Option<Moment> {
    let days = draws.between(5, 60);
    if draws.chance(10) { Moment::day(until.saturating_add(i64::from(days).days())) } else { None }
}
