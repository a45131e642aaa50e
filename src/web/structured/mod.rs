//! What a page says of itself to machines: JSON-LD in the words of schema.org 30.0, one file a kind. Whatever
//! is written here stands on the page, too, for whoever reads it.

pub mod address;
pub mod breadcrumbs;
pub mod job_posting;
pub mod job_title;
pub mod money;
pub mod occupation;
pub mod questions;
pub mod term;
pub mod web_site;

use askama::filters::Safe;
use serde::Serialize;

use breadcrumbs::BreadcrumbList;
use job_posting::JobPosting;
use occupation::ItemList;
use questions::FaqPage;
use term::{DefinedTerm, DefinedTermSet};
use web_site::WebSite;

/// The vocabulary.
const CONTEXT: &str = "https://schema.org";

/// One thing that a page is, or is about.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Thing {
    Breadcrumbs(BreadcrumbList),
    Site(WebSite),
    Rungs(ItemList),
    Questions(FaqPage),
    Term(DefinedTerm),
    Terms(DefinedTermSet),
    Posting(Box<JobPosting>),
}

/// A thing as it stands in the head of a page.
#[derive(Debug, Clone, Serialize)]
pub struct JsonLd {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    thing: Thing,
}

impl JsonLd {
    /// The thing with the vocabulary in which it is told.
    pub fn new(thing: Thing) -> Self {
        Self { context: CONTEXT, thing }
    }

    /// Written for the inside of a `script` element, where no entity is read: with no `<`, what an employer typed
    /// can neither end it nor open a comment in it (HTML, 4.12.1.3).
    pub fn script(&self) -> askama::Result<Safe<String>> {
        let json = serde_json::to_string(self).map_err(askama::Error::custom)?;
        Ok(Safe(if json.contains('<') { json.replace('<', "\\u003c") } else { json }))
    }
}

#[cfg(test)]
mod tests {
    use super::web_site::WebSite;
    use super::{JsonLd, Thing};

    #[test]
    fn nothing_ends_the_script() {
        let name = "</script><!--<script> & \"quotes\" \u{2028}";
        let thing = Thing::Site(WebSite { name: name.to_owned(), url: String::new() });
        let text = JsonLd::new(thing).script().unwrap().0;
        assert!(!text.contains('<'), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["name"], name);
        assert_eq!((&read["@context"], &read["@type"]), (&"https://schema.org".into(), &"WebSite".into()));
    }
}
