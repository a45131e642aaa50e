//! Words and numbers of texts about pay.

use super::currencies;
use super::words;
use crate::model::pay::Period;

/// Words for figures that are no pay.
#[rustfmt::skip]
pub const NOT_PAY: [&str; 64] = [
    "acciones", "allowance", "arr", "assets", "aum", "backed", "bono", "bonus", "bonuses", "budget", "clients",
    "comision", "comisiones", "commission", "commissions", "coverage", "customers", "deposit", "discount",
    "employees", "equity", "funded", "funding", "grant", "incentive", "incentives", "insurance", "invested",
    "investment", "investors", "match", "matching", "option", "options", "ote", "pramie", "prime", "provision",
    "raised", "referral", "reimbursement", "relocation", "revenue", "rsu", "rsus", "sales", "series", "shares",
    "sign", "signing", "stipend", "stock", "target", "tc", "tip", "tips", "total", "tuition", "turnover", "users",
    "valuation", "valued", "variable", "worth",
];

/// The letters at the start of a text, with the points of abbreviations such as "p.a.".
pub fn letters(text: &str) -> &str {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let point = c == '.' && at == 1 && next.is_some_and(char::is_alphabetic);
        if !(c.is_alphabetic() && currencies::of_sign(c).is_none() || point) {
            break;
        }
        end = at + c.len_utf8();
    }
    &text[..end]
}

/// The scale behind a number and how long it is: "K", " million". One letter must follow at once.
pub fn scale(text: &str) -> (usize, Option<f64>) {
    let space = text.len() - text.trim_start_matches([' ', '\u{a0}']).len();
    let word = letters(&text[space..]);
    let scale = match (word, space) {
        ("k" | "K", _) => 1e3,
        ("M" | "m" | "Mio" | "mio", 0) | ("Mio" | "mio", _) => 1e6,
        ("L", 0) => 1e5,
        _ => match words::key(word).as_str() {
            "tsd" | "tys" | "thousand" => 1e3,
            "million" | "millions" => 1e6,
            "lakh" | "lakhs" | "lac" | "lacs" | "lpa" => 1e5,
            "crore" | "crores" => 1e7,
            _ => return (0, None),
        },
    };
    (space + word.len(), Some(scale))
}

/// The number at the start of a text and how long it is. A point or comma separates thousands where
/// three digits follow each of them, and decimals elsewhere; where both occur the last one does.
pub fn number(text: &str) -> (usize, f64) {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut groups: Vec<(char, usize, usize)> = Vec::new();
    while let Some(mark) = text[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'))
    {
        let start = end + mark.len_utf8();
        let length = digits(start);
        let spaced = !matches!(mark, '.' | ',');
        // digits behind a space belong to the number only as three more of it
        if length == 0
            || spaced && (length != 3 || (end - groups.last().map_or(0, |(_, start, _)| *start)) > 3)
        {
            break;
        }
        groups.push((mark, start, length));
        end = start + length;
        if end > 40 {
            break;
        }
    }
    let last = groups.last().copied();
    let decimals = last.filter(|(mark, start, length)| {
        let again = groups.iter().filter(|(other, ..)| other == mark).count() > 1;
        let mixed = groups.iter().any(|(other, ..)| other != mark);
        let leading_zero = text.starts_with('0') && groups.len() == 1;
        matches!(mark, '.' | ',') && !again && (mixed || *length != 3 || leading_zero) && *start > 0
    });
    let mut plain: String =
        text[..decimals.map_or(end, |(_, start, _)| start)].chars().filter(char::is_ascii_digit).collect();
    if let Some((_, start, length)) = decimals {
        plain.push('.');
        plain.push_str(&text[start..start + length]);
    }
    (end, plain.parse().unwrap_or(f64::NAN))
}

/// The period that a noun names; its key.
pub fn unit(word: &str) -> Option<Period> {
    Some(match word {
        "hour" | "hours" | "hr" | "hrs" | "stunde" | "stunden" | "std" | "heure" | "hora" | "ora" | "uur"
        | "godz" | "godzine" => Period::Hour,
        "day" | "days" | "tag" | "tage" | "jour" | "jours" | "dia" | "dias" | "giorno" | "dag" | "shift" => {
            Period::Day
        }
        "week" | "weeks" | "wk" | "woche" | "wochen" | "semaine" | "semana" | "settimana" => Period::Week,
        "month" | "months" | "mo" | "mth" | "monat" | "mois" | "mes" | "mese" | "maand" | "miesiac"
        | "mies" => Period::Month,
        "year" | "years" | "yr" | "yrs" | "annum" | "annual" | "annee" | "ano" | "anno" | "jahr"
        | "jahre" | "jaar" | "rok" => Period::Year,
        _ => return None,
    })
}

/// The period for which a word says that money is paid; its key.
pub fn adverb(word: &str) -> Option<Period> {
    Some(match word {
        "hourly" | "stundlich" | "stundenlohn" | "horaire" | "ph" | "p h" => Period::Hour,
        "daily" | "tagessatz" | "tagesrate" => Period::Day,
        "weekly" | "wochentlich" => Period::Week,
        "monthly" | "monatlich" | "monatsgehalt" | "mensuel" | "mensual" | "mensile" | "pcm"
        | "miesiecznie" => Period::Month,
        "yearly" | "annually" | "annual" | "jahrlich" | "jahresgehalt" | "annuel" | "anual" | "annuale"
        | "rocznie" | "pa" | "p a" => Period::Year,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{NOT_PAY, number};

    #[test]
    fn words_are_in_order() {
        assert!(NOT_PAY.is_sorted());
    }

    #[test]
    fn points_and_commas_are_told_apart_by_their_place() {
        for (text, length, value) in [
            ("70,000-", 6, 70_000.0),
            ("60.000 –", 6, 60_000.0),
            ("52.50 h", 5, 52.5),
            ("52,5", 4, 52.5),
            ("1.234,56", 8, 1_234.56),
            ("1,234.56", 8, 1_234.56),
            ("1,234,567", 9, 1_234_567.0),
            ("12,00,000", 9, 1_200_000.0),
            ("70 000 - 85 000", 6, 70_000.0),
            ("100'000", 7, 100_000.0),
            ("70 5", 2, 70.0),
            ("2024 100", 4, 2_024.0),
            ("17.", 2, 17.0),
            ("0.125", 5, 0.125),
            ("70\u{a0}000", 7, 70_000.0),
        ] {
            assert_eq!(number(text), (length, value), "{text}");
        }
    }
}
