//! Compensation in Ashby's answers: tiers, each for a region or grade, of components.

use serde::Deserialize;

use crate::feeds::json::lenient;
use crate::feeds::pay;
use crate::model::stated_pay::StatedPay;

/// What Ashby says of the compensation for a posting.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Compensation {
    #[serde(deserialize_with = "lenient::list")]
    compensation_tiers: Vec<Tier>,
    /// The components of all tiers taken together.
    #[serde(deserialize_with = "lenient::list")]
    summary_components: Vec<Component>,
    /// All tiers in words: "$200K – $1M • 0.5% – 3%".
    #[serde(deserialize_with = "lenient::text")]
    compensation_tier_summary: Option<String>,
    /// The salary alone in words: "$200K - $1M".
    #[serde(deserialize_with = "lenient::text")]
    scrapeable_compensation_salary_summary: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Tier {
    /// Whom it is for: "New York City".
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    tier_summary: Option<String>,
    #[serde(deserialize_with = "lenient::list")]
    components: Vec<Component>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Component {
    #[serde(deserialize_with = "lenient::text")]
    compensation_type: Option<String>,
    /// "1 YEAR", "1 HOUR".
    #[serde(deserialize_with = "lenient::text")]
    interval: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    currency_code: Option<String>,
    #[serde(deserialize_with = "lenient::number")]
    min_value: Option<f64>,
    #[serde(deserialize_with = "lenient::number")]
    max_value: Option<f64>,
}

impl Compensation {
    /// The salaries of the tiers; without tiers that of their summary, as components or in words.
    pub fn salaries(&self) -> Vec<StatedPay> {
        let tiers: Vec<StatedPay> = self.compensation_tiers.iter().flat_map(Tier::salaries).collect();
        if !tiers.is_empty() {
            return tiers;
        }
        let words = self.compensation_tier_summary.as_deref();
        let summary: Vec<StatedPay> =
            self.summary_components.iter().filter_map(|component| component.salary(words)).collect();
        if !summary.is_empty() {
            return summary;
        }
        self.scrapeable_compensation_salary_summary.as_deref().map(pay::parse).unwrap_or_default()
    }
}

impl Tier {
    fn salaries(&self) -> Vec<StatedPay> {
        let words = self.words();
        self.components.iter().filter_map(|component| component.salary(words.as_deref())).collect()
    }

    fn words(&self) -> Option<String> {
        let summary = self.tier_summary.as_deref()?;
        Some(match &self.title {
            Some(title) => format!("{}: {summary}", title.trim()),
            None => summary.to_owned(),
        })
    }
}

impl Component {
    /// The range, if it is of a salary: equity, bonus and commission are none.
    fn salary(&self, words: Option<&str>) -> Option<StatedPay> {
        if self.compensation_type.as_deref() != Some("Salary") {
            return None;
        }
        let period = self.interval.as_deref().and_then(pay::period);
        pay::range(self.min_value, self.max_value, self.currency_code.as_deref(), period, words)
    }
}
