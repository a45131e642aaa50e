//! Pay as feeds write it.

use super::currencies;
use super::pay_range::Range;
use super::pay_tokens::{self, Token};
use super::pay_words;
use super::words;
use crate::model::pay::Period;
use crate::model::stated_pay::{Amount, StatedPay};

/// How much of a text on pay is read, in characters; what is kept of it is less.
const LONGEST: usize = 2_000;
const LONGEST_RAW: usize = 500;

/// Most ranges in one text.
const MOST: usize = 20;

/// Every range of pay in a text such as "$70,000-$85,000/year"; none where it states no figure.
/// Equity, bonus and commission are no pay, nor is a figure with neither currency nor period. A single
/// figure is both ends of its range, unless the text says "up to" or "from". A bare "$" is the dollar of
/// the United States unless the text names another.
pub fn parse(text: &str) -> Vec<StatedPay> {
    let text = words::start(text.trim(), LONGEST);
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = pay_tokens::tokens(text);
    let other_dollar =
        tokens.iter().any(|token| matches!(token, Token::Currency(currency) if currency.is_other_dollar()));
    let mut ranges: Vec<StatedPay> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && ranges.len() < MOST {
        let Some(found) = Range::at(&tokens, at) else {
            at += 1;
            continue;
        };
        at = found.end;
        if let Some(mut range) = found.pay(&tokens, other_dollar) {
            range.raw = Some(words::start(text, LONGEST_RAW).to_owned());
            if !ranges.contains(&range) {
                ranges.push(range);
            }
        }
    }
    ranges
}

/// A range of which the feed states the parts; `None` where neither end is an amount. Ends in the
/// wrong order are swapped. The currency is a code or a sign.
pub fn range(
    min: Option<f64>,
    max: Option<f64>,
    currency: Option<&str>,
    period: Option<Period>,
    raw: Option<&str>,
) -> Option<StatedPay> {
    let (min, max) = (min.and_then(Amount::new), max.and_then(Amount::new));
    let (min, max) = match (min, max) {
        (None, None) => return None,
        (Some(min), Some(max)) if min > max => (Some(max), Some(min)),
        ends => ends,
    };
    let raw = raw.map(str::trim).filter(|raw| !raw.is_empty());
    Some(StatedPay {
        min,
        max,
        currency: currency.and_then(currencies::of_field).map(str::to_owned),
        period,
        raw: raw.map(|raw| words::start(raw, LONGEST_RAW).to_owned()),
    })
}

/// What "per-year-salary", "1 YEAR", "hourly", "HOUR" mean; `None` for several at a time ("2 WEEKS",
/// "bi-weekly") and for anything else.
pub fn period(text: &str) -> Option<Period> {
    if text.len() > 100 {
        return None;
    }
    let mut found = None;
    for word in words::key(text).split(' ') {
        let other = match word {
            "bi" | "semi" | "half" | "quarter" | "twice" => return None,
            "1" => continue,
            word if word.bytes().all(|byte| byte.is_ascii_digit()) => return None,
            word => pay_words::unit(word).or_else(|| pay_words::adverb(word)),
        };
        match (found, other) {
            (Some(period), Some(other)) if period != other => return None,
            (_, Some(_)) => found = other,
            _ => {}
        }
    }
    found
}

/// The figure that a field holds alone, with or without its currency: "$90K", "100,000", "1.234,56 €".
pub fn figure(text: &str) -> Option<f64> {
    let tokens = pay_tokens::tokens(words::start(text.trim(), 100));
    let mut figure = None;
    for token in tokens {
        match token {
            Token::Figure(found) if figure.is_none() => figure = Some(found.value()),
            Token::Currency(_) | Token::Per(_) | Token::OrMore => {}
            _ => return None,
        }
    }
    figure
}

#[cfg(test)]
mod tests {
    use super::{figure, parse, period, range};
    use crate::model::pay::Period;
    use crate::model::stated_pay::StatedPay;

    fn show(pay: &StatedPay) -> String {
        let end = |end: Option<crate::model::stated_pay::Amount>| {
            end.map_or_else(|| "?".to_owned(), |amount| amount.units().to_string())
        };
        let period = pay.period.map_or("?", |period| match period {
            Period::Hour => "hour",
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Year => "year",
        });
        format!("{}..{} {} {period}", end(pay.min), end(pay.max), pay.currency.as_deref().unwrap_or("?"))
    }

    #[track_caller]
    fn states(text: &str, expected: &str) {
        let found = parse(text);
        assert_eq!(found.iter().map(show).collect::<Vec<_>>().join("; "), expected, "{text}");
        assert!(found.iter().all(|pay| pay.raw.as_deref() == Some(text.trim())), "{text}");
    }

    #[test]
    fn ranges_come_with_currency_and_period() {
        for (text, expected) in [
            ("$70,000-$85,000/year", "70000..85000 USD year"),
            ("$17-$19/hour", "17..19 USD hour"),
            ("$45.67-$50.48/hour", "45.67..50.48 USD hour"),
            ("$17/hr - $19/hr", "17..19 USD hour"),
            ("De 500€ à 1700€ par mois", "500..1700 EUR month"),
            ("£45k-£55k per annum", "45000..55000 GBP year"),
            ("£45-55k pa", "45000..55000 GBP year"),
            ("€45–€55K", "45000..55000 EUR ?"),
            ("EUR 60.000 – 75.000", "60000..75000 EUR ?"),
            ("60.000 bis 75.000 € pro Jahr", "60000..75000 EUR year"),
            ("70 000 - 85 000 PLN", "70000..85000 PLN ?"),
            ("12 000–15 000 zł / mies", "12000..15000 PLN month"),
            ("$80,000 — $100,000 CAD", "80000..100000 CAD ?"),
            ("US$100,000 to US$120,000 a year", "100000..120000 USD year"),
            ("USD120k-150k", "120000..150000 USD ?"),
            ("between $90,000 and $110,000 annually", "90000..110000 USD year"),
            ("Annual salary: $90,000 - $110,000", "90000..110000 USD year"),
            ("$120,000 - $150,000 base salary per year", "120000..150000 USD year"),
            ("kr 450 000 - 500 000 per year", "450000..500000 ? year"),
            ("¥5,000,000 – ¥7,000,000", "5000000..7000000 ? ?"),
            ("₹12 - 18 LPA", "1200000..1800000 INR year"),
            ("R$ 5.000,00 a R$ 7.500,50 por mês", "5000..7500.5 BRL month"),
            ("$90 - $85K", "85000..90000 USD ?"),
            ("20 - 25 per hour", "20..25 ? hour"),
            ("Hourly rate: 20 - 25", "20..25 ? hour"),
        ] {
            states(text, expected);
        }
    }

    #[test]
    fn single_figures_are_both_ends_or_the_one_that_is_named() {
        for (text, expected) in [
            ("$28/hour", "28..28 USD hour"),
            ("100,000 USD", "100000..100000 USD ?"),
            ("USD 52.50 hourly", "52.5..52.5 USD hour"),
            ("CA$90,000", "90000..90000 CAD ?"),
            ("A$90k + super", "90000..90000 AUD ?"),
            ("HK$50,000 per month", "50000..50000 HKD month"),
            ("US$1.2M", "1200000..1200000 USD ?"),
            ("CHF 100'000.- p.a.", "100000..100000 CHF year"),
            ("45 k€", "45000..45000 EUR ?"),
            ("Up to $36/hour", "?..36 USD hour"),
            ("bis zu 60.000 €", "?..60000 EUR ?"),
            ("Starting at $75,000/year", "75000..? USD year"),
            ("ab 3.500€ monatlich", "3500..? EUR month"),
            ("$75,000+", "75000..? USD ?"),
            ("$0 - $50,000", "?..50000 USD ?"),
        ] {
            states(text, expected);
        }
    }

    #[test]
    fn several_ranges_are_all_kept() {
        states("$120K - $140K (Austin); $150K - $170K (NYC)", "120000..140000 USD ?; 150000..170000 USD ?");
        states("£30k per year or €36k per year", "30000..30000 GBP year; 36000..36000 EUR year");
        states("$100K USD / $130K CAD", "100000..100000 USD ?; 130000..130000 CAD ?");
        states("$20/hour, $41,600 per year", "20..20 USD hour; 41600..41600 USD year");
    }

    #[test]
    fn what_is_no_salary_is_not_taken_for_one() {
        for (text, expected) in [
            ("$200K – $1M • 0.5% – 3%", "200000..1000000 USD ?"),
            ("$120K - $150K + bonus", "120000..150000 USD ?"),
            ("€90K – €110K • Offers Equity • Offers Bonus", "90000..110000 EUR ?"),
            ("Salary $60,000 plus $10,000 signing bonus", "60000..60000 USD ?"),
            ("$60,000, 10% bonus, 401(k)", "60000..60000 USD ?"),
            ("$20/hour, 40 hours per week", "20..20 USD hour"),
            ("$80,000, paid weekly", "80000..80000 USD ?"),
        ] {
            states(text, expected);
        }
        for text in [
            "",
            "Competitive Salary",
            "DOE",
            "401(k)",
            "401k match",
            "5 days",
            "40 hours per week",
            "5 days a week",
            "2 years",
            "30 students, 5 classes per year",
            "10% bonus",
            "10% per year",
            "0.5% – 3%",
            "70000 - 85000",
            "+1 (555) 010-1234",
            "$25M raised",
            "We raised $25M",
            "Sign-on bonus: $5,000",
            "OTE $150,000",
            "On Target Earnings $200K – $240K",
            "$10K in stock options",
            "$-1",
            "-$1",
            "-1 USD",
            "$0",
            "B2B",
            "5 pm",
        ] {
            states(text, "");
        }
    }

    #[test]
    fn a_dollar_is_american_only_where_nothing_contradicts() {
        states("$100,000", "100000..100000 USD ?");
        states("$100K - $120K / 130K CAD", "100000..120000 ? ?; 130000..130000 CAD ?");
        states("$100 - €120", "100..120 ? ?");
    }

    #[test]
    fn stated_parts_become_a_range() {
        let of = |min, max, currency| range(min, max, currency, Some(Period::Year), None).as_ref().map(show);
        assert_eq!(of(Some(1.0), Some(2.0), Some("usd")).as_deref(), Some("1..2 USD year"));
        assert_eq!(of(Some(2.0), Some(1.0), Some("€")).as_deref(), Some("1..2 EUR year"));
        assert_eq!(of(Some(0.0), Some(1.0), Some("gold")).as_deref(), Some("?..1 ? year"));
        assert_eq!(of(Some(-1.0), None, Some("USD")), None);
        assert_eq!(of(Some(f64::NAN), Some(f64::INFINITY), None), None);
    }

    #[test]
    fn periods_are_read_from_codes_and_words() {
        for (text, expected) in [
            ("per-year-salary", Some(Period::Year)),
            ("1 YEAR", Some(Period::Year)),
            ("annually", Some(Period::Year)),
            ("hourly", Some(Period::Hour)),
            ("HOUR", Some(Period::Hour)),
            ("per-hour-wage", Some(Period::Hour)),
            ("1 MONTH", Some(Period::Month)),
            ("1 WEEK", Some(Period::Week)),
            ("DAY", Some(Period::Day)),
            ("1 TIME", None),
            ("NONE", None),
            ("2 WEEKS", None),
            ("bi-weekly", None),
            ("", None),
        ] {
            assert_eq!(period(text), expected, "{text}");
        }
    }

    #[test]
    fn fields_hold_figures_alone() {
        for (text, expected) in [
            ("$90K", Some(90_000.0)),
            ("100,000", Some(100_000.0)),
            ("1.234,56 €", Some(1_234.56)),
            ("$90K - $100K", None),
            ("ninety", None),
            ("", None),
        ] {
            assert_eq!(figure(text), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_in_part_and_kept_in_part() {
        let found = parse(&"$1/hour; $2/hour; $3/hour, ".repeat(10_000));
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].raw.as_ref().map(String::len), Some(500));
        assert!(parse(&"1".repeat(100_000)).is_empty());
        assert!(parse(&"$1,".repeat(100_000)).len() <= 20);
    }
}
