//! Numbers before a unit of time: "5+", "3-5", "two (2)", "at least six".

/// Bytes before the unit in which the number is looked for.
const REACH: usize = 48;

/// Numbers as words.
const WORDS: [(&str, u16); 34] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("fifteen", 15),
    ("eighteen", 18),
    ("twenty", 20),
    ("a", 1),
    ("ein", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("un", 1),
    ("uno", 1),
    ("couple", 2),
    ("several", 3),
    ("half", 0),
    ("zero", 0),
];

/// What stands between the ends of a span.
const BETWEEN: [&str; 10] = ["-", "/", "–", "—", "‑", "to", "or", "bis", "à", "and"];

/// What says that more is fine too.
const MORE: [&str; 6] = ["+", "plus", "or more", "or greater", "and more", "and above"];

/// A number of years or months, and where it begins in the text. Numbers are in tenths: 15 is "1.5".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    pub least: u16,
    pub most: Option<u16>,
    pub open: bool,
    /// Whether a hyphen ties it to its unit: "4-year".
    pub tied: bool,
    /// Byte at which the number begins.
    pub start: usize,
}

impl Quantity {
    /// The number that ends right before byte `unit` of the text.
    pub fn before(text: &str, unit: usize) -> Option<Self> {
        let window = &text[floor(text, unit.saturating_sub(REACH))..unit];
        let offset = unit - window.len();
        let tied = window.ends_with(['-', '‑', '–']);
        let rest = blank(window).trim_end_matches(['-', '‑', '–']);
        let (rest, mut open) = more(blank(rest));
        let (rest, last) = number(rest)?;
        let mut quantity = Self { least: last, most: None, open, tied, start: offset + rest.len() };
        if let Some(between) = BETWEEN.iter().find_map(|word| strip(blank(rest), word)) {
            let (between, first_open) = more(blank(between));
            open |= first_open;
            if let Some((rest, first)) = number(between)
                && first < last
            {
                quantity = Self {
                    least: first,
                    most: (!open).then_some(last),
                    open,
                    tied,
                    start: offset + rest.len(),
                };
            }
        }
        let before = text[..quantity.start].chars().next_back();
        let torn =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '$' | '€' | '£' | '/'));
        (!torn).then_some(quantity)
    }
}

/// The text without blanks at its end.
fn blank(text: &str) -> &str {
    text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '\t', '~', '*'])
}

/// The text before a word that says that more is fine, and whether there is one.
fn more(text: &str) -> (&str, bool) {
    match MORE.iter().find_map(|word| strip(text, word)) {
        Some(rest) => (blank(rest), true),
        None => (text, false),
    }
}

/// The text before its last number, and the number in tenths. "two (2)" is one number.
fn number(text: &str) -> Option<(&str, u16)> {
    if let Some(inner) = text.strip_suffix(')') {
        let (outer, inner) = inner.rsplit_once('(')?;
        let (inner, _) = more(blank(inner));
        let (rest, value) = plain(inner)?;
        if !rest.trim().is_empty() {
            return None;
        }
        return Some(plain(blank(outer)).map_or((outer, value), |(rest, _)| (rest, value)));
    }
    plain(text)
}

/// The same for a number without brackets.
fn plain(text: &str) -> Option<(&str, u16)> {
    let whole = before_digits(text);
    if whole.len() == text.len() {
        return WORDS.iter().find_map(|(word, value)| strip(text, word).map(|rest| (rest, value * 10)));
    }
    let digits = &text[whole.len()..];
    if let Some(point) = whole.strip_suffix('.') {
        let rest = before_digits(point);
        let whole: u16 = point[rest.len()..].parse().ok()?;
        let tenth: u16 = digits[..1].parse().ok()?;
        return Some((rest, whole.checked_mul(10)?.checked_add(tenth)?));
    }
    Some((whole, digits.parse::<u16>().ok()?.checked_mul(10)?))
}

/// The text without the digits at its end.
fn before_digits(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The text before a word at its end; letters before it make it another word.
fn strip<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(word.len())?;
    if !text.is_char_boundary(at) || !text[at..].eq_ignore_ascii_case(word) {
        return None;
    }
    let rest = &text[..at];
    let letters = word.starts_with(char::is_alphabetic) && rest.ends_with(char::is_alphabetic);
    (!letters).then_some(rest)
}

/// The nearest character boundary at or before a byte.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Quantity;

    /// Least, most, open and tied of the number before the unit that ends the text.
    fn read(text: &str) -> Option<(u16, Option<u16>, bool, bool)> {
        Quantity::before(text, text.len()).map(|q| (q.least, q.most, q.open, q.tied))
    }

    #[test]
    fn numbers_are_read_in_all_their_forms() {
        for (text, want) in [
            ("3 ", (30, None, false, false)),
            ("5+ ", (50, None, true, false)),
            ("five or more ", (50, None, true, false)),
            ("3-5 ", (30, Some(50), false, false)),
            ("3 – 5\u{a0}", (30, Some(50), false, false)),
            ("3 to 5 ", (30, Some(50), false, false)),
            ("8/10+ ", (80, None, true, false)),
            ("6–8+ ", (60, None, true, false)),
            ("at least two (2) ", (20, None, false, false)),
            ("(3) ", (30, None, false, false)),
            ("1.5 ", (15, None, false, false)),
            ("2.5-4 ", (25, Some(40), false, false)),
            ("4-", (40, None, false, true)),
        ] {
            assert_eq!(read(text), Some(want), "{text}");
        }
    }

    #[test]
    fn parts_of_other_words_and_amounts_are_no_numbers() {
        for text in
            ["", "many ", "v3 ", "$5 ", "2,500 ", "someone ", "99999999 ", "1.2.3 ", "(see above) ", ")("]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn it_is_known_where_the_number_begins() {
        let text = "at least 3 to 5 ";
        assert_eq!(Quantity::before(text, text.len()).unwrap().start, 9);
    }
}
