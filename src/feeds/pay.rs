//! Pay as feeds write it.

use crate::model::pay::Period;
use crate::model::stated_pay::StatedPay;

/// Every range of pay in a text such as "$70,000-$85,000/year"; none where it states no figure.
/// Equity, bonus and commission are no pay.
pub fn parse(_text: &str) -> Vec<StatedPay> {
    Vec::new()
}

/// A range of which the feed states the parts; `None` where neither end is an amount. Ends in the
/// wrong order are swapped.
pub fn range(
    _min: Option<f64>,
    _max: Option<f64>,
    _currency: Option<&str>,
    _period: Option<Period>,
    _raw: Option<&str>,
) -> Option<StatedPay> {
    None
}

/// What "per-year-salary", "1 YEAR", "hourly", "HOUR" mean.
pub fn period(_text: &str) -> Option<Period> {
    None
}
