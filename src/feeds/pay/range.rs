//! Ranges of pay among the pieces of a text, with what stands around them.

use crate::feeds::pay;
use crate::feeds::pay::currencies::Currency;
use crate::feeds::pay::tokens::{Figure, Token};
use crate::model::pay::Period;
use crate::model::stated_pay::StatedPay;

impl Figure {
    /// The amount meant.
    pub fn value(self) -> f64 {
        self.number * self.scale.unwrap_or(1.0)
    }

    /// The figure with the scale of the other end where it has none itself: "120-150K".
    fn scaled_as(self, other: Self) -> Self {
        match (self.scale, other.scale) {
            (None, Some(_)) if self.number < 1_000.0 => Self { scale: other.scale, ..self },
            _ => self,
        }
    }
}

/// One figure or two, and where they stand among the tokens.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    start: usize,
    /// Behind the last token that belongs to it.
    pub end: usize,
    first: Figure,
    second: Option<Figure>,
    currency: Option<Currency>,
    /// Whether two currencies are named that contradict each other.
    contradicts: bool,
    period: Option<Period>,
    open_top: bool,
}

impl Range {
    /// The range whose first figure stands at `at`, the currency before it included.
    pub fn at(tokens: &[Token], at: usize) -> Option<Self> {
        let Token::Figure(first) = *tokens.get(at)? else { return None };
        let mut range = Self {
            start: at,
            end: at,
            first,
            second: None,
            currency: None,
            contradicts: false,
            period: None,
            open_top: false,
        };
        while let Some(Token::Currency(currency)) = range.start.checked_sub(1).and_then(|at| tokens.get(at)) {
            range.names(*currency);
            range.start -= 1;
        }
        range.end = range.tail(tokens, at + 1);
        if let Some(Token::Between | Token::UpTo) = tokens.get(range.end) {
            range.add_second(tokens);
        }
        Some(range)
    }

    /// Takes a currency into account.
    fn names(&mut self, currency: Currency) {
        match self.currency.map(|own| own.and(currency)) {
            None => self.currency = Some(currency),
            Some(Some(both)) => self.currency = Some(both),
            Some(None) => self.contradicts = true,
        }
    }

    /// Goes over what stands at once behind a figure, and says where it ends. A currency that belongs
    /// to the next figure is left to it.
    fn tail(&mut self, tokens: &[Token], mut at: usize) -> usize {
        loop {
            match tokens.get(at) {
                Some(Token::Currency(currency)) => {
                    let next = matches!(tokens.get(at + 1), Some(Token::Figure(_)));
                    let own = self.currency.is_none_or(|own| own.and(*currency).is_some());
                    if !own || next && self.currency.is_some() {
                        return at;
                    }
                    self.names(*currency);
                }
                Some(Token::Per(period)) if self.period.is_none() => self.period = Some(*period),
                Some(Token::Per(period)) if self.period == Some(*period) => {}
                Some(Token::Unit(period)) if self.period.is_none() && self.currency.is_some() => {
                    self.period = Some(*period);
                }
                Some(Token::OrMore) => self.open_top = true,
                _ => return at,
            }
            at += 1;
        }
    }

    /// Adds the second end that stands behind a dash.
    fn add_second(&mut self, tokens: &[Token]) {
        let mut at = self.end + 1;
        let mut currencies = Vec::new();
        loop {
            match tokens.get(at) {
                Some(Token::Currency(currency)) => currencies.push(*currency),
                Some(Token::UpTo) => {}
                Some(Token::Figure(second)) => {
                    for currency in currencies {
                        self.names(currency);
                    }
                    self.first = self.first.scaled_as(*second);
                    self.second = Some(second.scaled_as(self.first));
                    self.end = self.tail(tokens, at + 1);
                    return;
                }
                _ => return,
            }
            at += 1;
        }
    }

    /// The pay that the range states in its surroundings.
    pub fn pay(mut self, tokens: &[Token], other_dollar: bool) -> Option<StatedPay> {
        let before = tokens[..self.start].iter().rev();
        let thought = |token: &&Token| !matches!(token, Token::Break | Token::Figure(_));
        let part = |token: &&Token| thought(token) && **token != Token::Pause;
        let after = tokens[self.end..].iter();
        if before
            .clone()
            .take_while(part)
            .chain(after.clone().take_while(part))
            .any(|token| *token == Token::NotPay)
        {
            return None;
        }
        let stated = |token: &Token| match token {
            Token::Per(period) => Some(*period),
            _ => None,
        };
        let alone = matches!(tokens.get(self.end), None | Some(Token::Pause | Token::Break));
        if self.currency.is_none() && self.period.is_none() && !alone {
            // hours, people, items
            return None;
        }
        self.period = self
            .period
            .or_else(|| {
                after.clone().skip_while(|token| **token == Token::Pause).take_while(part).find_map(stated)
            })
            .or_else(|| before.clone().take_while(thought).find_map(stated));
        let currency = match self.currency {
            _ if self.contradicts => None,
            Some(Currency::Code(code)) => Some(code),
            Some(Currency::Dollar) if !other_dollar => Some("USD"),
            _ => None,
        };
        if self.currency.is_none() && self.period.is_none() {
            return None;
        }
        let (min, max) = self.ends(before.clone().take_while(part));
        pay::range(min, max, currency, self.period, None)
    }

    /// Lower and upper end, as the words before say.
    fn ends<'a>(self, before: impl Iterator<Item = &'a Token>) -> (Option<f64>, Option<f64>) {
        let first = self.first.value();
        if let Some(second) = self.second {
            return (Some(first), Some(second.value()));
        }
        if self.open_top {
            return (Some(first), None);
        }
        for token in before {
            match token {
                Token::UpTo => return (None, Some(first)),
                Token::From => return (Some(first), None),
                _ => {}
            }
        }
        (Some(first), Some(first))
    }
}
