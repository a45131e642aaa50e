//! Texts about pay taken apart: figures, currencies, periods, and the words that tell what a figure is.

use crate::feeds::pay::currencies::{self, Currency};
use crate::feeds::pay::vocabulary::{NOT_PAY, adverb, letters, number, scale, unit};
use crate::feeds::words;
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
