//! Texts about pay taken apart: figures, currencies, periods, and the words that tell what a figure is.

use super::currencies::{self, Currency};
use super::words;
use crate::model::pay::Period;

/// A number with its scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// As written, without the scale.
    pub number: f64,
    /// 1,000 for "K"; `None` where none is written.
    pub scale: Option<f64>,
}

/// What a piece of a text about pay means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token {
    Figure(Figure),
    Currency(Currency),
    /// "per year", "/hour", "hourly".
    Per(Period),
    /// A period by itself: "year", "hours".
    Unit(Period),
    /// "-", "to": between the ends of a range.
    Between,
    /// "up to".
    UpTo,
    /// "from", "starting at".
    From,
    /// The "+" of "75,000+".
    OrMore,
    /// What a figure beside it is, where that is no pay: "bonus", "equity", "raised".
    NotPay,
    /// The end of a thought: a semicolon, a new line.
    Break,
    /// The end of a part of it: a comma, "plus".
    Pause,
    Word,
}

/// Most tokens that are looked at.
const MOST: usize = 400;

/// Words for figures that are no pay.
#[rustfmt::skip]
const NOT_PAY: [&str; 63] = [
    "acciones", "allowance", "arr", "assets", "aum", "backed", "bono", "bonus", "bonuses", "budget", "clients",
    "comision", "comisiones", "commission", "commissions", "coverage", "customers", "deposit", "discount",
    "employees", "equity", "funded", "funding", "grant", "incentive", "incentives", "insurance", "invested",
    "investment", "investors", "match", "matching", "option", "options", "ote", "pramie", "prime", "provision",
    "raised", "referral", "reimbursement", "relocation", "revenue", "rsu", "rsus", "sales", "series", "shares",
    "sign", "signing", "stipend", "stock", "tc", "tip", "tips", "total", "tuition", "turnover", "users",
    "valuation", "valued", "variable", "worth",
];

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader { text, at: 0, tokens: Vec::new(), between: false };
    while reader.tokens.len() < MOST && reader.step() {}
    reader.tokens
}

/// A text as it is read.
#[derive(Debug)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    /// Whether "between" stands before, so that "and" is a dash.
    between: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn push(&mut self, token: Token) {
        self.tokens.push(token);
    }

    /// Reads one token; false at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return false };
        if c.is_ascii_digit() {
            self.figure();
            return true;
        }
        if c.is_alphabetic() && currencies::of_sign(c).is_none() {
            self.word();
            return true;
        }
        self.at += c.len_utf8();
        match c {
            '\n' | ';' | '|' | '•' | '·' => self.stop(),
            '.' if self.rest().starts_with(char::is_whitespace) => self.stop(),
            ',' | '(' | ')' | '[' | ']' | '&' => self.push(Token::Pause),
            '+' => self.plus(),
            '-' | '–' | '—' | '−' | '‐' | '‑' | '~' | '～' => self.dash(c),
            '/' => self.slash(),
            '%' => self.push(Token::NotPay),
            _ => {
                if let Some(currency) = currencies::of_sign(c) {
                    self.sign(currency);
                }
            }
        }
        true
    }

    fn stop(&mut self) {
        self.between = false;
        self.push(Token::Break);
    }

    /// A "+": behind a figure it opens the top, elsewhere it adds something.
    fn plus(&mut self) {
        let attached = !self.text[..self.at - 1].ends_with(char::is_whitespace);
        let behind =
            matches!(self.tokens.last(), Some(Token::Figure(_) | Token::Currency(_) | Token::Per(_)));
        self.push(if attached && behind { Token::OrMore } else { Token::Pause });
    }

    /// A dash: between two ends, or the sign of a negative number, which is no pay.
    fn dash(&mut self, c: char) {
        let follows = self.tokens.iter().any(|token| matches!(token, Token::Figure(_)));
        let minus = matches!(c, '-' | '−') && !follows && !self.rest().starts_with(char::is_whitespace);
        let before = self.text[..self.at - c.len_utf8()].chars().next_back();
        if minus && before.is_none_or(|before| !before.is_alphanumeric()) {
            // its number is skipped with it
            let end = self.rest().find(|c: char| c.is_whitespace() || c == '/').unwrap_or(self.rest().len());
            self.at += end;
            self.push(Token::Word);
        } else {
            self.push(Token::Between);
        }
    }

    /// "/year", "/ hr"; elsewhere a pause.
    fn slash(&mut self) {
        let rest = self.rest().trim_start();
        let word = letters(rest);
        let short = match words::key(word).as_str() {
            "h" => Some(Period::Hour),
            "d" => Some(Period::Day),
            "w" => Some(Period::Week),
            "m" => Some(Period::Month),
            "y" | "a" | "an" => Some(Period::Year),
            word => unit(word),
        };
        match short {
            Some(period) => {
                self.at = self.text.len() - rest.len() + word.len();
                self.push(Token::Per(period));
            }
            None => self.push(Token::Pause),
        }
    }

    /// A sign, with the word that may stand behind "$".
    fn sign(&mut self, currency: Currency) {
        let word = letters(self.rest());
        match currencies::of_dollar(word) {
            Some(named) if currency == Currency::Dollar && word.len() > 1 => {
                self.at += word.len();
                self.push(Token::Currency(named));
            }
            _ => self.push(Token::Currency(currency)),
        }
    }

    fn word(&mut self) {
        let rest = self.rest();
        let word = letters(rest);
        let after = &rest[word.len()..];
        self.at += word.len();
        if after.starts_with('$')
            && let Some(currency) = currencies::of_dollar(word)
        {
            self.at += 1;
            return self.push(Token::Currency(currency));
        }
        if let Some(currency) = currencies::of_word(word) {
            return self.push(Token::Currency(currency));
        }
        let key = words::key(word);
        let last_is_word = matches!(self.tokens.last(), Some(Token::Word));
        let token = match key.as_str() {
            // "per year", "par an", "al mes"; "a" is also the Spanish "to"
            "per" | "par" | "pro" | "por" | "al" | "je" | "im" | "each" | "every" | "a" | "an" | "la" => {
                return self.per(&key);
            }
            "up" | "upto" | "maximum" | "max" | "hasta" | "jusqu" | "zu" | "under" => Token::UpTo,
            "to" | "bis" | "tot" | "do" | "till" | "until" | "through" => match self.tokens.last() {
                Some(Token::UpTo) => return,
                _ => Token::Between,
            },
            "from" | "starting" | "starts" | "ab" | "de" | "desde" | "von" | "od" | "min" | "minimum"
            | "partir" | "over" | "least" => Token::From,
            "between" | "zwischen" | "entre" => {
                self.between = true;
                return;
            }
            "and" | "und" | "et" | "y" | "en" if self.between => {
                self.between = false;
                Token::Between
            }
            "and" | "und" | "et" | "y" | "plus" | "with" | "including" | "inkl" | "or" | "oder" | "ou" => {
                Token::Pause
            }
            // how often money is handed over, not what it is for
            "paid" | "bi" | "semi" => {
                self.at += letters(self.rest().trim_start_matches([' ', '-'])).len();
                self.at += self.rest().len() - self.rest().trim_start_matches([' ', '-']).len();
                Token::Word
            }
            key if NOT_PAY.binary_search(&key).is_ok() => Token::NotPay,
            key => adverb(key).map(Token::Per).or_else(|| unit(key).map(Token::Unit)).unwrap_or(Token::Word),
        };
        if !(last_is_word && token == Token::Word) {
            self.push(token);
        }
    }

    /// A period behind the word for "per", or what else that word means.
    fn per(&mut self, key: &str) {
        let rest = self.rest().trim_start();
        let word = letters(rest);
        let name = words::key(word);
        let period = match name.as_str() {
            "an" if key == "par" => Some(Period::Year),
            name => unit(name),
        };
        match period {
            Some(period) => {
                self.at = self.text.len() - rest.len() + word.len();
                self.push(Token::Per(period));
            }
            None if key == "a" => self.push(Token::Between),
            None => self.push(Token::Word),
        }
    }

    /// A number; a word where it is part of one ("B2B", "3rd"), a share ("10%"), or the name of the plan
    /// "401(k)".
    fn figure(&mut self) {
        let (length, number) = number(self.rest());
        let part_of_word = self.before().is_some_and(char::is_alphabetic)
            && !matches!(self.tokens.last(), Some(Token::Currency(_)));
        let after = &self.rest()[length..];
        let plan = matches!(&self.rest()[..length], "401" | "403" | "457")
            && ["k", "K", "(k)", "(K)", "(b)", "-k"].iter().any(|plan| after.starts_with(plan));
        self.at += length;
        let (skip, scale) = scale(after);
        let behind = &after[skip..];
        let behind_word = letters(behind);
        let known = |word: &str| {
            let key = words::key(word);
            word.is_empty()
                || key == "p"
                || currencies::of_word(word).is_some()
                || adverb(&key).is_some()
                || currencies::of_dollar(word).is_some() && behind[word.len()..].starts_with('$')
        };
        let attached = skip > 0 || known(behind_word);
        if part_of_word || plan || !attached || behind.trim_start().starts_with('%') || !number.is_finite() {
            let share = behind.trim_start().starts_with('%');
            self.at += if plan || !attached { skip + behind_word.len() } else { 0 };
            return self.push(if share { Token::NotPay } else { Token::Word });
        }
        self.at += skip;
        self.push(Token::Figure(Figure { number, scale }));
        if after[..skip].trim().eq_ignore_ascii_case("lpa") {
            self.push(Token::Per(Period::Year));
        }
    }
}

/// The letters at the start of a text, with the points of abbreviations such as "p.a.".
fn letters(text: &str) -> &str {
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
fn scale(text: &str) -> (usize, Option<f64>) {
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
