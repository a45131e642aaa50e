//! What a URL says: the part that names a thing, and query parameters, read strictly. What is unknown
//! or ill-formed is named to the visitor, all of it at once.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use super::error::{BadParameter, Error};

/// The longest text that a visitor may type, in characters.
pub const MAX_TEXT: usize = 200;

/// The parameters of a page.
pub trait Parameters: Sized {
    /// Takes the known parameters; whatever is left is unknown.
    fn take(pairs: &mut Pairs) -> Self;
}

/// A page without parameters.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Parameters for Nothing {
    fn take(_: &mut Pairs) -> Self {
        Self
    }
}

/// The parameter of the one search box: `q`, any words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// What was typed, if anything.
    pub words: Option<String>,
}

impl Parameters for Search {
    fn take(pairs: &mut Pairs) -> Self {
        Self { words: pairs.words("q") }
    }
}

/// Parameters of a request, by name.
#[derive(Debug)]
pub struct Pairs {
    left: Vec<(String, String)>,
    known: Vec<&'static str>,
    bad: Vec<BadParameter>,
}

impl Pairs {
    fn parse(query: &str) -> Self {
        Self {
            left: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            known: vec![],
            bad: vec![],
        }
    }

    fn take(&mut self, name: &'static str) -> Option<String> {
        self.known.push(name);
        let at = self.left.iter().position(|(given, _)| given == name)?;
        Some(self.left.remove(at).1)
    }

    /// Every value of a parameter that can be given several times; empty ones count as not given, as forms
    /// send them.
    pub fn all(&mut self, name: &'static str) -> Vec<String> {
        self.known.push(name);
        let (given, left) = std::mem::take(&mut self.left).into_iter().partition(|(given, _)| given == name);
        self.left = left;
        let given: Vec<(String, String)> = given;
        given.into_iter().map(|(_, value)| value).filter(|value| !value.is_empty()).collect()
    }

    /// A text of at most [`MAX_TEXT`] characters, without white space around it; an empty one counts
    /// as not given, as forms send it.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let value = self.take(name)?;
        let text = value.trim();
        if text.chars().count() > MAX_TEXT {
            self.reject(name, format!("is longer than {MAX_TEXT} characters"));
            return None;
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// What someone looks for: any text at all, since no one types a search wrongly. Control characters
    /// and marks of direction are dropped, white space is folded; the first [`MAX_TEXT`] characters
    /// count. Where nothing is left it counts as not given.
    pub fn words(&mut self, name: &'static str) -> Option<String> {
        let value = self.take(name)?;
        let plain: String = value.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
        let folded = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let start: String = folded.chars().take(MAX_TEXT).collect();
        let text = start.trim_end();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A value in a form of its own, told to the visitor as `wanted`.
    pub fn value<T: FromStr>(&mut self, name: &'static str, wanted: &str) -> Option<T> {
        let text = self.take(name)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.reject(name, format!("must be {wanted}"));
        }
        value
    }

    /// One of a closed list, by the word that stands for it; an empty one counts as not given, as forms
    /// send it.
    pub fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.take(name).filter(|text| !text.is_empty())?;
        let choice = all.iter().copied().find(|one| word(*one) == text);
        if choice.is_none() {
            let words: Vec<&str> = all.iter().map(|one| word(*one)).collect();
            self.reject(name, format!("must be one of {}", words.join(", ")));
        }
        choice
    }

    /// Notes what is wrong with a parameter.
    pub fn reject(&mut self, name: &str, reason: String) {
        self.bad.push(BadParameter { name: name.to_owned(), reason, instead: None });
    }

    fn finish(mut self) -> Result<(), Error> {
        for (name, _) in std::mem::take(&mut self.left) {
            let reason = if self.known.iter().any(|known| *known == name) {
                "is given more than once"
            } else {
                "is not known to this page"
            };
            self.reject(&name, reason.to_owned());
        }
        if self.bad.is_empty() { Ok(()) } else { Err(Error::BadParameters(self.bad)) }
    }
}

/// Whether a character shows nothing itself, and may turn around what stands beside it.
fn is_unseen(c: char) -> bool {
    let directs =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || directs || c == '\u{feff}'
}

/// The part of a URL that names what the page is about. One that is not even text names nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(text)| Self(text)).map_err(|_| Error::NotFound)
    }
}

/// The parameters of a page from a query string; fails with all that is wrong with them.
pub fn read<T: Parameters>(query: &str) -> Result<T, Error> {
    let mut pairs = Pairs::parse(query);
    let parameters = T::take(&mut pairs);
    pairs.finish()?;
    Ok(parameters)
}

/// The parameters of a page, all of them in order.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: Parameters, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        read(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Nothing, Pairs, Parameters};
    use crate::web::error::Error;

    #[test]
    fn everything_wrong_is_named_at_once() {
        let mut pairs = Pairs::parse("page=x&q=%20&what=1&q=again");
        assert_eq!(pairs.text("q"), None);
        assert_eq!(pairs.value::<u32>("page", "a number"), None);
        let Err(Error::BadParameters(bad)) = pairs.finish() else { panic!("accepted") };
        let told: Vec<String> = bad.iter().map(|bad| format!("{} {}", bad.name, bad.reason)).collect();
        assert_eq!(
            told,
            ["page must be a number", "what is not known to this page", "q is given more than once"]
        );
    }

    #[test]
    fn any_text_is_a_search() {
        let long = format!("q={}", "é".repeat(10_000));
        for (query, words) in [
            ("", None),
            ("q=", None),
            ("q=+%00%09%0a+%e2%80%ae", None),
            ("q=+machine%0a%0alearning%00+", Some("machine learning")),
            ("q=%f0%9f%9a%80+%3f%3f", Some("🚀 ??")),
            ("q=%d7%a9%d7%9c%d7%95%d7%9d", Some("שלום")),
            ("q=%ff", Some("\u{fffd}")),
            (&long, Some(&*"é".repeat(200))),
        ] {
            let mut pairs = Pairs::parse(query);
            assert_eq!(pairs.words("q").as_deref(), words, "{query:.40}");
            assert!(pairs.finish().is_ok());
        }
    }

    #[test]
    fn nothing_is_nothing() {
        let mut pairs = Pairs::parse("");
        Nothing::take(&mut pairs);
        assert!(pairs.finish().is_ok());
    }
}
