//! `DefinedTerm` and `DefinedTermSet`: the vocabulary of skills.

use serde::Serialize;

use crate::model::skill::Skill;
use crate::web::state::App;
use crate::web::urls;

/// What the vocabulary is called, as the navigation calls it.
const NAME: &str = "Skills";

/// One skill.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct DefinedTerm {
    name: String,
    /// Its own page.
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_defined_term_set: Option<DefinedTermSet>,
}

/// The vocabulary.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct DefinedTermSet {
    name: &'static str,
    url: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_defined_term: Vec<DefinedTerm>,
}

impl DefinedTerm {
    /// A skill as others name it: by its name, which leads to its page.
    pub fn named(name: &str, url: String) -> Self {
        let name = name.to_owned();
        Self { name, url, description: None, alternate_name: Vec::new(), in_defined_term_set: None }
    }

    /// A skill as its own page tells it.
    pub fn whole(app: &App, skill: &Skill) -> Self {
        Self {
            description: Some(skill.description.clone()),
            alternate_name: skill.aliases.clone(),
            in_defined_term_set: Some(DefinedTermSet::new(app, Vec::new())),
            ..Self::named(&skill.name, app.absolute(&urls::skill(&skill.slug)))
        }
    }
}

impl DefinedTermSet {
    /// The vocabulary with these terms; with none where it is only referred to.
    pub fn new(app: &App, has_defined_term: Vec<DefinedTerm>) -> Self {
        Self { name: NAME, url: app.absolute(urls::SKILLS), has_defined_term }
    }
}
