//! Pay as an employer states it, in words.

use crate::model::pay::sign;
use crate::model::stated_pay::{Amount, StatedPay};
use crate::web::number::grouped;

/// "$70,000 to $85,000 a year", "from $75,000 a year", "up to CHF 36.50 an hour"; the text of the
/// employer where no figure is known.
pub fn text(pay: &StatedPay) -> Option<String> {
    let currency = pay.currency.as_deref().map(sign).unwrap_or_default();
    let amount = |amount: Amount| match amount.parts() {
        (units, 0) => format!("{currency}{}", grouped(units)),
        (units, rest) => format!("{currency}{}.{rest:02}", grouped(units)),
    };
    let range = match (pay.min, pay.max) {
        (Some(min), Some(max)) if min == max => amount(min),
        (Some(min), Some(max)) => format!("{} to {}", amount(min), amount(max)),
        (Some(min), None) => format!("from {}", amount(min)),
        (None, Some(max)) => format!("up to {}", amount(max)),
        (None, None) => return pay.raw.clone(),
    };
    Some(match pay.period {
        Some(period) => format!("{range} {}", period.each()),
        None => range,
    })
}

/// The first range of several, with how many more there are.
pub fn short(pay: &[StatedPay]) -> Option<String> {
    let mut texts = pay.iter().filter_map(text);
    let first = texts.next()?;
    match texts.count() {
        0 => Some(first),
        1 => Some(format!("{first} and 1 more range")),
        more => Some(format!("{first} and {more} more ranges")),
    }
}

#[cfg(test)]
mod tests {
    use super::{short, text};
    use crate::model::pay::Period;
    use crate::model::stated_pay::{Amount, StatedPay};

    fn pay(min: Option<f64>, max: Option<f64>, currency: &str, period: Option<Period>) -> StatedPay {
        StatedPay {
            min: min.and_then(Amount::new),
            max: max.and_then(Amount::new),
            currency: (!currency.is_empty()).then(|| currency.to_owned()),
            period,
            raw: Some("as written".to_owned()),
        }
    }

    #[test]
    fn ranges_say_what_is_known_and_no_more() {
        for (stated, words) in [
            (pay(Some(7e4), Some(8.5e4), "USD", Some(Period::Year)), "$70,000 to $85,000 a year"),
            (pay(Some(7e4), None, "EUR", None), "from €70,000"),
            (pay(None, Some(36.5), "CHF", Some(Period::Hour)), "up to CHF 36.50 an hour"),
            (pay(Some(20.0), Some(20.0), "", Some(Period::Hour)), "20 an hour"),
            (pay(None, None, "", None), "as written"),
        ] {
            assert_eq!(text(&stated).as_deref(), Some(words));
        }
    }

    #[test]
    fn of_several_ranges_the_first_is_told() {
        let one = pay(Some(7e4), None, "USD", None);
        assert_eq!(short(&[]), None);
        assert_eq!(short(&[one.clone(), one.clone()]).as_deref(), Some("from $70,000 and 1 more range"));
        assert_eq!(
            short(&[one.clone(), one.clone(), one]).as_deref(),
            Some("from $70,000 and 2 more ranges")
        );
    }
}
