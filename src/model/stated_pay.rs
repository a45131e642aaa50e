//! Pay as an employer states it in an advert.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::pay::Period;

/// An amount of money in hundredths of the currency's unit; more than 0. Written as a number: 17.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

/// The highest amount that can be meant, in whole units; some currencies count in millions.
const MOST: f64 = 1e12;

impl Amount {
    /// The amount of so many units, rounded to hundredths; `None` for what no one is paid: nothing,
    /// less than nothing, and absurdly much.
    pub fn new(units: f64) -> Option<Self> {
        let hundredths = (units * 100.0).round();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
        (hundredths >= 1.0 && units <= MOST).then_some(Self(hundredths as u64))
    }

    /// Units with a fraction.
    #[expect(clippy::cast_precision_loss, reason = "bounded far below 2^53")]
    pub fn units(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Whole units, and the hundredths left over.
    pub fn parts(self) -> (u64, u64) {
        (self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.parts() {
            (units, 0) => serializer.serialize_u64(units),
            _ => serializer.serialize_f64(self.units()),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let units = f64::deserialize(deserializer)?;
        Self::new(units).ok_or_else(|| de::Error::custom(format!("{units} is no amount of pay")))
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "number",
            "description": "An amount in units of the currency, kept to hundredths",
            "exclusiveMinimum": 0
        })
    }
}

/// One range of pay that an advert states. What it does not state is left out; equity and bonus are
/// no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedPay {
    /// Lower end: "from $75,000" has only this.
    #[serde(default)]
    pub min: Option<Amount>,
    /// Upper end: "up to $36" has only this.
    #[serde(default)]
    pub max: Option<Amount>,
    /// ISO 4217 code, as `USD`.
    #[serde(default)]
    #[schemars(regex(pattern = "^[A-Z]{3}$"))]
    pub currency: Option<String>,
    /// What one amount pays for.
    #[serde(default)]
    pub period: Option<Period>,
    /// The text as the employer wrote it, where there is one.
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub raw: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn amounts_read_back_as_they_are_written() {
        for (units, text) in [(70_000.0, "70000"), (17.5, "17.5"), (0.01, "0.01")] {
            let amount = Amount::new(units).unwrap();
            assert_eq!(serde_json::to_string(&amount).unwrap(), text);
            assert_eq!(serde_json::from_str::<Amount>(text).unwrap(), amount);
        }
    }

    #[test]
    fn no_one_is_paid_nothing_or_less() {
        for units in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e13] {
            assert_eq!(Amount::new(units), None, "{units}");
        }
    }
}
