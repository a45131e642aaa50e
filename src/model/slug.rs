//! Identifiers as they stand in URLs and file names.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Longest slug in bytes; longer ones make URLs that no one can read.
pub const MAX_SLUG: usize = 80;

/// The form of a slug, as the JSON Schemas state it.
pub const SLUG_PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// One to 80 characters of `a-z`, `0-9` and single inner hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is not a slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotASlug(pub String);

impl fmt::Display for NotASlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a slug: use 1 to {MAX_SLUG} of a-z, 0-9 and single hyphens between them",
            self.0
        )
    }
}

impl std::error::Error for NotASlug {}

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A slug for any name, transliterated; `fallback` where nothing of the name is left.
    pub fn from_name(name: &str, fallback: &str) -> Self {
        let mut text = slug::slugify(name);
        text.truncate(MAX_SLUG);
        let text = text.trim_end_matches('-');
        Self(if text.is_empty() { fallback } else { text }.to_owned())
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let well_formed = text.len() <= MAX_SLUG
            && text.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if well_formed { Ok(Self(text.to_owned())) } else { Err(NotASlug(text.to_owned())) }
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Slug {
    fn schema_name() -> Cow<'static, str> {
        "Slug".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": SLUG_PATTERN,
            "maxLength": MAX_SLUG,
            "description": "Lower-case letters and digits, words joined by single hyphens",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn accepts_words_joined_by_single_hyphens_only() {
        for good in ["a", "machine-learning-engineer", "k8s", "llm-genai"] {
            assert!(good.parse::<Slug>().is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a b", "ä", "a/b", &"a".repeat(81)] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
    }

    #[test]
    fn makes_a_slug_of_any_name() {
        assert_eq!(Slug::from_name("Société Générale & Co.", "company").as_str(), "societe-generale-co");
        assert_eq!(Slug::from_name("???", "company").as_str(), "company");
        assert!(Slug::from_name(&"ab ".repeat(200), "x").to_string().parse::<Slug>().is_ok());
    }
}
