//! Currencies as feeds name them.

use crate::feeds::words;

/// Codes of ISO 4217 that money is paid in. Left out are those that are English words ("ALL", "TOP"),
/// metals, funds and test codes.
#[rustfmt::skip]
const CODES: [&str; 151] = [
    "AED", "AFN", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND",
    "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE",
    "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD",
    "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY",
    "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD",
    "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO",
    "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF",
    "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SYP", "SZL", "THB", "TJS",
    "TMT", "TND", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF",
    "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
];

/// Codes whose currency has the sign "$".
#[rustfmt::skip]
const DOLLARS: [&str; 24] = [
    "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "FJD", "HKD", "JMD", "KYD", "LRD", "MXN",
    "NAD", "NZD", "SGD", "TTD", "TWD", "USD", "UYU", "XCD",
];

/// What stands before "$" where it says whose dollar is meant.
const BEFORE_DOLLAR: [(&str, &str); 14] = [
    ("A", "AUD"),
    ("AU", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("CAD", "CAD"),
    ("CDN", "CAD"),
    ("HK", "HKD"),
    ("MX", "MXN"),
    ("NT", "TWD"),
    ("NZ", "NZD"),
    ("R", "BRL"),
    ("S", "SGD"),
    ("SG", "SGD"),
    ("US", "USD"),
];

/// Names that mean one currency.
const NAMES: [(&str, &str); 12] = [
    ("czk", "CZK"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("kc", "CZK"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("rm", "MYR"),
    ("rmb", "CNY"),
    ("sterling", "GBP"),
    ("stg", "GBP"),
    ("zl", "PLN"),
    ("zloty", "PLN"),
];

/// Which currency a text names, as far as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    Code(&'static str),
    /// A dollar or peso.
    Dollar,
    /// A sign that several currencies share, such as "kr" or "¥".
    Shared,
}

impl Currency {
    /// What both name together: "$" and "CAD" name Canadian dollars. `None` where they contradict.
    pub fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Dollar, Self::Code(code)) | (Self::Code(code), Self::Dollar) => {
                DOLLARS.contains(&code).then_some(Self::Code(code))
            }
            (Self::Shared, code) | (code, Self::Shared) => Some(code),
            (one, other) => (one == other).then_some(one),
        }
    }

    /// Whether it is a dollar, other than that of the United States or one not named.
    pub fn is_other_dollar(self) -> bool {
        matches!(self, Self::Code(code) if code != "USD" && DOLLARS.contains(&code))
    }
}

/// The currency that a sign stands for.
pub fn of_sign(sign: char) -> Option<Currency> {
    Some(match sign {
        '$' | '＄' => Currency::Dollar,
        '¥' | '￥' => Currency::Shared,
        '€' => Currency::Code("EUR"),
        '£' => Currency::Code("GBP"),
        '₹' => Currency::Code("INR"),
        '₩' => Currency::Code("KRW"),
        '₪' => Currency::Code("ILS"),
        '₴' => Currency::Code("UAH"),
        '₺' => Currency::Code("TRY"),
        '₽' => Currency::Code("RUB"),
        '฿' => Currency::Code("THB"),
        '₫' => Currency::Code("VND"),
        '₱' => Currency::Code("PHP"),
        '₦' => Currency::Code("NGN"),
        '円' => Currency::Code("JPY"),
        _ => return None,
    })
}

/// The currency of the dollar before which a word such as "CA" stands.
pub fn of_dollar(word: &str) -> Option<Currency> {
    BEFORE_DOLLAR
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, code)| Currency::Code(code))
}

/// The currency that a word names: "EUR", "usd", "euros", "zł", "kr".
pub fn of_word(word: &str) -> Option<Currency> {
    if let Some(code) = code(word) {
        return Some(Currency::Code(code));
    }
    match words::key(word).as_str() {
        "dollar" | "dollars" | "peso" | "pesos" => Some(Currency::Dollar),
        "kr" | "kronor" | "kroner" | "rs" | "rupees" | "yen" => Some(Currency::Shared),
        word => NAMES.iter().find(|(known, _)| *known == word).map(|(_, code)| Currency::Code(code)),
    }
}

/// The code of ISO 4217 that a text is; in small letters only the usual ones, since "try" and "mad"
/// are words.
fn code(text: &str) -> Option<&'static str> {
    let capitals = text.to_ascii_uppercase();
    let usual = matches!(
        capitals.as_str(),
        "AED"
            | "AUD"
            | "BRL"
            | "CAD"
            | "CHF"
            | "CNY"
            | "CZK"
            | "DKK"
            | "EUR"
            | "GBP"
            | "HKD"
            | "HUF"
            | "IDR"
            | "ILS"
            | "INR"
            | "JPY"
            | "KRW"
            | "MXN"
            | "MYR"
            | "NOK"
            | "NZD"
            | "PHP"
            | "PLN"
            | "RON"
            | "SEK"
            | "SGD"
            | "THB"
            | "TWD"
            | "USD"
            | "VND"
            | "ZAR"
    );
    let at = CODES.binary_search(&capitals.as_str()).ok()?;
    (usual || capitals == text).then_some(CODES[at])
}

/// The code for a field that holds a currency and nothing else: "eur", "€", "US$". A bare "$" is the
/// dollar of the United States.
pub fn of_field(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let mut chars = text.chars();
    let currency = match (chars.next()?, chars.next()) {
        (sign, None) => of_sign(sign)?,
        _ => match text.strip_suffix('$') {
            Some(word) => of_dollar(word)?,
            None => code(&text.to_ascii_uppercase()).map(Currency::Code).or_else(|| of_word(text))?,
        },
    };
    match currency {
        Currency::Code(code) => Some(code),
        Currency::Dollar => Some("USD"),
        Currency::Shared => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{CODES, Currency, DOLLARS, of_field, of_word};

    #[test]
    fn codes_are_in_order() {
        assert!(CODES.is_sorted());
        assert!(DOLLARS.iter().all(|code| CODES.contains(code)));
    }

    #[test]
    fn fields_name_currencies_by_code_sign_or_name() {
        for (text, code) in [
            ("usd", Some("USD")),
            (" EUR ", Some("EUR")),
            ("try", Some("TRY")),
            ("€", Some("EUR")),
            ("$", Some("USD")),
            ("CA$", Some("CAD")),
            ("zł", Some("PLN")),
            ("¥", None),
            ("kr", None),
            ("XXX", None),
            ("dollars a year", None),
            ("", None),
        ] {
            assert_eq!(of_field(text), code, "{text}");
        }
    }

    #[test]
    fn signs_and_codes_name_currencies_together() {
        let (dollar, cad) = (Currency::Dollar, Currency::Code("CAD"));
        assert_eq!(dollar.and(cad), Some(cad));
        assert_eq!(dollar.and(Currency::Code("EUR")), None);
        assert_eq!(Currency::Shared.and(Currency::Code("SEK")), Some(Currency::Code("SEK")));
        assert_eq!(of_word("mad"), None);
        assert_eq!(of_word("MAD"), Some(Currency::Code("MAD")));
    }
}
