//! `MonetaryAmount` and `MonetaryAmountDistribution`: what a rung or a position pays.

use serde::Serialize;

use crate::model::pay::{Pay, Period};
use crate::model::stated_pay::{Amount, StatedPay};
use crate::model::wage::{Percentile, WageBand};

/// What a rung pays.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Salary {
    Amount(MonetaryAmount),
    Distribution(MonetaryAmountDistribution),
}

/// A range of pay.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct MonetaryAmount {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_value: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_value: Option<u32>,
    value: QuantitativeValue,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct QuantitativeValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_value: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_value: Option<Amount>,
    unit_text: &'static str,
}

/// Points of a distribution of wages.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct MonetaryAmountDistribution {
    name: &'static str,
    description: String,
    currency: String,
    duration: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentile10: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentile25: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    median: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentile75: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentile90: Option<u32>,
}

impl Salary {
    /// What a rung pays, with whose word it is, of which occupation and where. A part of an occupation's wages
    /// is told as the percentiles that it lies between, and as no others: the statistics know occupations and
    /// not rungs, so that the whole distribution on every rung would say that all of them pay the same. What
    /// the content states itself, an estimate of this site among it, is an amount and no distribution of
    /// anything; that it is an estimate is a part of its `citation`.
    pub fn of(pay: &Pay, citation: &str) -> Self {
        match &pay.wage {
            Some(band) => Self::Distribution(MonetaryAmountDistribution::new(pay, band, citation)),
            None => Self::Amount(MonetaryAmount::of_rung(pay, citation)),
        }
    }
}

impl MonetaryAmount {
    fn of_rung(pay: &Pay, citation: &str) -> Self {
        // Pay goes beyond an open top, which is no maximum then.
        let max = pay.max.filter(|_| !pay.open_top);
        let units = |value: u32| Amount::new(f64::from(value));
        Self {
            description: Some(citation.to_owned()),
            currency: pay.currency.clone(),
            min_value: Some(pay.min),
            max_value: max,
            // The same once more, since only here can be said what an amount pays for.
            value: QuantitativeValue {
                value: None,
                min_value: units(pay.min),
                max_value: max.and_then(units),
                unit_text: unit(pay.period),
            },
        }
    }

    /// Pay as an employer states it; `None` where an amount, its currency or what it pays for is not said.
    pub fn stated(pay: &StatedPay) -> Option<Self> {
        let one = pay.min.filter(|min| pay.max == Some(*min));
        if pay.min.is_none() && pay.max.is_none() {
            return None;
        }
        Some(Self {
            description: None,
            currency: pay.currency.clone()?,
            min_value: None,
            max_value: None,
            value: QuantitativeValue {
                value: one,
                min_value: pay.min.filter(|_| one.is_none()),
                max_value: pay.max.filter(|_| one.is_none()),
                unit_text: unit(pay.period?),
            },
        })
    }
}

impl MonetaryAmountDistribution {
    fn new(pay: &Pay, band: &WageBand, citation: &str) -> Self {
        let at = |point: Percentile| {
            let upper = pay.max.filter(|_| band.to == Some(point));
            (band.from == point).then_some(pay.min).or(upper)
        };
        Self {
            name: "base",
            description: citation.to_owned(),
            currency: pay.currency.clone(),
            duration: duration(pay.period),
            percentile10: at(Percentile::P10),
            percentile25: at(Percentile::P25),
            median: at(Percentile::Median),
            percentile75: at(Percentile::P75),
            percentile90: at(Percentile::P90),
        }
    }
}

/// The words that readers of JobPosting know.
fn unit(period: Period) -> &'static str {
    match period {
        Period::Hour => "HOUR",
        Period::Day => "DAY",
        Period::Week => "WEEK",
        Period::Month => "MONTH",
        Period::Year => "YEAR",
    }
}

/// As ISO 8601 writes durations.
fn duration(period: Period) -> &'static str {
    match period {
        Period::Hour => "PT1H",
        Period::Day => "P1D",
        Period::Week => "P1W",
        Period::Month => "P1M",
        Period::Year => "P1Y",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json, to_value};

    use super::{MonetaryAmount, Salary};
    use crate::model::pay::{Pay, Period};
    use crate::model::stated_pay::{Amount, StatedPay};
    use crate::model::wage::{Percentile, WageBand};

    fn pay(max: Option<u32>, open_top: bool, band: Option<(Percentile, Option<Percentile>)>) -> Value {
        let wage = band.map(|(from, to)| WageBand { soc: "51-9195".to_owned(), from, to });
        let pay = Pay {
            min: 30_000,
            max,
            open_top,
            currency: "USD".to_owned(),
            period: Period::Year,
            source: "survey".parse().unwrap(),
            basis: String::new(),
            place: String::new(),
            wage,
            lower_because: None,
        };
        to_value(Salary::of(&pay, "Survey")).unwrap()
    }

    #[test]
    fn a_part_of_wages_is_told_as_its_percentiles_and_no_others() {
        assert_eq!(
            pay(Some(36_000), false, Some((Percentile::P25, Some(Percentile::Median)))),
            json!({ "@type": "MonetaryAmountDistribution", "name": "base", "description": "Survey",
                    "currency": "USD", "duration": "P1Y", "percentile25": 30_000, "median": 36_000 })
        );
        let open = pay(None, true, Some((Percentile::P75, None)));
        assert_eq!((&open["percentile75"], &open["percentile90"]), (&json!(30_000), &Value::Null));
    }

    #[test]
    fn an_open_top_has_no_maximum() {
        let closed = pay(Some(36_000), false, None);
        assert_eq!((&closed["minValue"], &closed["maxValue"]), (&json!(30_000), &json!(36_000)));
        assert_eq!(closed["value"]["unitText"], "YEAR");
        let open = pay(Some(36_000), true, None);
        assert_eq!((&open["minValue"], &open["maxValue"]), (&json!(30_000), &Value::Null));
        assert_eq!(open["value"]["maxValue"], Value::Null);
    }

    #[test]
    fn pay_is_told_as_the_employer_states_it_or_not_at_all() {
        let stated = |min: Option<f64>, max: Option<f64>, currency: Option<&str>, period| {
            let (min, max) = (min.and_then(Amount::new), max.and_then(Amount::new));
            let currency = currency.map(str::to_owned);
            MonetaryAmount::stated(&StatedPay { min, max, currency, period, raw: Some("$".to_owned()) })
        };
        let usd = Some("USD");
        for (pay, value) in [
            (
                stated(Some(17.5), Some(20.0), usd, Some(Period::Hour)),
                json!({ "minValue": 17.5, "maxValue": 20 }),
            ),
            (stated(Some(17.5), Some(17.5), usd, Some(Period::Hour)), json!({ "value": 17.5 })),
            (stated(None, Some(20.0), usd, Some(Period::Hour)), json!({ "maxValue": 20 })),
        ] {
            let mut value = value;
            value["@type"] = "QuantitativeValue".into();
            value["unitText"] = "HOUR".into();
            let whole = json!({ "@type": "MonetaryAmount", "currency": "USD", "value": value });
            assert_eq!(to_value(pay.unwrap()).unwrap(), whole);
        }
        assert!(stated(Some(1.0), None, None, Some(Period::Year)).is_none(), "no currency");
        assert!(stated(Some(1.0), None, usd, None).is_none(), "no period");
        assert!(stated(None, None, usd, Some(Period::Year)).is_none(), "no figure");
    }
}
