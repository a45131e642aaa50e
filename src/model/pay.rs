//! Pay bands and how they are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::slug::Slug;
use super::wage::WageBand;

/// What a unit of pay is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    /// "a year".
    pub fn each(self) -> &'static str {
        match self {
            Self::Hour => "an hour",
            Self::Day => "a day",
            Self::Week => "a week",
            Self::Month => "a month",
            Self::Year => "a year",
        }
    }
}

/// A pay band and on whose word it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pay {
    /// Lower end, in whole units of `currency`.
    pub min: u32,
    /// Upper end, at least `min`; `None` only where `open_top` is true.
    pub max: Option<u32>,
    /// True where pay goes beyond `max`; shown as a plus sign and an arrow.
    pub open_top: bool,
    /// ISO 4217 code, as `USD`.
    pub currency: String,
    /// What one amount pays for.
    pub period: Period,
    /// Slug of the source on which the figures stand.
    pub source: Slug,
    /// Which figures of the source these are, as "Registered Nurses, 10th to 25th percentile".
    pub basis: String,
    /// Where they hold, as "United States".
    pub place: String,
    /// The wages from which the figures were taken; `None` where the content states them itself.
    pub wage: Option<WageBand>,
    /// Why this rung pays less than the one below, where it does.
    pub lower_because: Option<String>,
}

impl Pay {
    /// "$70K-$100K", "$220K-$350K+", "$90K+"; "$40K" where both ends read the same.
    pub fn band(&self) -> String {
        let mut band = self.amount(self.min);
        if let Some(max) = self.max.map(|max| self.amount(max)).filter(|max| *max != band) {
            band.push('-');
            band.push_str(&max);
        }
        if self.open_top {
            band.push('+');
        }
        band
    }

    /// One amount of this band's currency, rounded for reading: thousands from 10,000 on.
    pub fn amount(&self, value: u32) -> String {
        amount(&self.currency, value)
    }

    /// The highest stated figure.
    pub fn top(&self) -> u32 {
        self.max.unwrap_or(self.min)
    }

    /// Halfway up the band, by which two bands are compared.
    pub fn middle(&self) -> u32 {
        self.min.midpoint(self.top())
    }

    /// Whether an end of this band lies below that of `other`. An end that is not known counts as
    /// beyond every figure; bands that can't be compared are never below each other.
    pub fn is_below(&self, other: &Self) -> bool {
        let top = |pay: &Self| pay.max.unwrap_or(u32::MAX);
        self.comparable(other) && (self.min < other.min || top(self) < top(other))
    }

    /// Whether the figures of both may be compared at all.
    pub fn comparable(&self, other: &Self) -> bool {
        self.currency == other.currency && self.period == other.period
    }
}

/// `value` of `currency`, rounded for reading: "$70K" (from 10,000 on), "$1.2M", "$950", "CHF 80K".
pub fn amount(currency: &str, value: u32) -> String {
    let mut amount = sign(currency);
    let rounded = value.saturating_add(500) / 1_000;
    match value {
        0..10_000 => amount.push_str(&value.to_string()),
        _ if rounded < 1_000 => {
            amount.push_str(&rounded.to_string());
            amount.push('K');
        }
        _ => {
            let hundredths = value.saturating_add(5_000) / 10_000;
            let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            amount.push_str(text.trim_end_matches('0').trim_end_matches('.'));
            amount.push('M');
        }
    }
    amount
}

/// What stands before an amount of a currency: "$", "CHF ".
pub fn sign(currency: &str) -> String {
    match currency {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        other => format!("{other} "),
    }
}

/// "$70K-$100K → $220K-$350K+": what a ladder pays from its first to its last rung.
pub fn span(first: &Pay, last: &Pay) -> String {
    [&first.band(), " → ", &last.band()].concat()
}

#[cfg(test)]
mod tests {
    use super::{Pay, Period, amount};

    fn band(min: u32, max: Option<u32>, open_top: bool) -> String {
        Pay {
            min,
            max,
            open_top,
            currency: "USD".to_owned(),
            period: Period::Year,
            source: "x".parse().unwrap(),
            basis: String::new(),
            place: String::new(),
            wage: None,
            lower_because: None,
        }
        .band()
    }

    #[test]
    fn bands_read_as_on_the_shown_page() {
        assert_eq!(band(70_000, Some(100_000), false), "$70K-$100K");
        assert_eq!(band(220_000, Some(350_000), true), "$220K-$350K+");
        assert_eq!(band(214_670, None, true), "$215K+");
        assert_eq!(band(39_570, Some(39_780), false), "$40K");
    }

    #[test]
    fn amounts_are_rounded_for_reading() {
        assert_eq!(amount("USD", 9_999), "$9999");
        assert_eq!(amount("USD", 82_460), "$82K");
        assert_eq!(amount("USD", 999_499), "$999K");
        assert_eq!(amount("USD", 999_500), "$1M");
        assert_eq!(amount("USD", 1_250_000), "$1.25M");
        assert_eq!(amount("CHF", 80_500), "CHF 81K");
        assert_eq!(amount("USD", u32::MAX), "$4294.96M");
    }
}
