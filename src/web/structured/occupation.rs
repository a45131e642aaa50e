//! `Occupation`, one for each rung of a path, and the `ItemList` of them.

use serde::Serialize;

use super::money::Salary;
use super::term::DefinedTerm;
use crate::catalogue::Catalogue;
use crate::catalogue::entry::{PathEntry, Rung, RungSkill};
use crate::model::level::Level;
use crate::model::pay::Pay;
use crate::web::state::App;
use crate::web::urls;

/// The rungs of a path, lowest first.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ItemList {
    name: String,
    number_of_items: usize,
    item_list_order: &'static str,
    item_list_element: Vec<ListItem>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
struct ListItem {
    position: usize,
    item: Occupation,
}

/// One rung.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct Occupation {
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<String>,
    url: String,
    description: String,
    responsibilities: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skills: Vec<Skill>,
    /// In words, as the page has them: they are the years at which people usually come to the rung, not the
    /// fewest that are required, which is what `monthsOfExperience` means.
    experience_requirements: String,
    occupation_location: Area,
    #[serde(skip_serializing_if = "Option::is_none")]
    occupational_category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    estimated_salary: Option<Salary>,
}

/// A skill of the vocabulary, or words for several of which any one will do.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Skill {
    Term(DefinedTerm),
    Words(String),
}

/// Where what is said of a rung holds.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
enum Area {
    Country {
        name: String,
    },
    State {
        name: String,
    },
    #[serde(rename = "AdministrativeArea")]
    Elsewhere {
        name: String,
    },
}

impl ItemList {
    /// The rungs of a path.
    pub fn new(path: &PathEntry, rungs: Vec<Occupation>) -> Self {
        let item = |(position, item)| ListItem { position, item };
        Self {
            name: path.path.name.clone(),
            number_of_items: rungs.len(),
            item_list_order: "https://schema.org/ItemListOrderAscending",
            item_list_element: (1..).zip(rungs).map(item).collect(),
        }
    }
}

impl Occupation {
    /// A rung with its pay in the place for which the page is shown, and with whose word that is.
    pub fn new(
        (app, catalogue): (&App, &Catalogue),
        path: &PathEntry,
        (level, rung): (&Level, &Rung),
        (pay, citation): (&Pay, &str),
    ) -> Self {
        let mut titles = level.titles.iter().cloned();
        Self {
            name: titles.next().unwrap_or_else(|| rung.heading.clone()),
            alternate_name: titles.collect(),
            url: app.absolute(&urls::rung(&path.path.slug, &rung.anchor)),
            description: level.summary.clone(),
            responsibilities: level.responsibilities.clone(),
            skills: rung.skills.iter().map(|skill| Skill::new(app, skill)).collect(),
            experience_requirements: level.years.to_string(),
            occupation_location: Area::new(catalogue, &pay.place),
            // That of the wages on which the rung's pay stands, else that of the path.
            occupational_category: pay.wage.as_ref().map(|band| &band.soc).or(path.path.soc.first()).cloned(),
            estimated_salary: catalogue.source(&pay.source).map(|_| Salary::of(pay, citation)),
        }
    }
}

impl Skill {
    fn new(app: &App, needed: &RungSkill) -> Self {
        match needed.skills.as_slice() {
            [(slug, name)] if !needed.labelled => {
                Self::Term(DefinedTerm::named(name, app.absolute(&urls::skill(slug))))
            }
            _ => Self::Words(needed.name.clone()),
        }
    }
}

impl Area {
    fn new(catalogue: &Catalogue, name: &str) -> Self {
        let known = catalogue.areas().iter().find(|area| area.name == name);
        let name = name.to_owned();
        match known {
            // ISO 3166: a country, or a part of one.
            Some(area) if area.code.contains('-') => Self::State { name },
            Some(_) => Self::Country { name },
            None => Self::Elsewhere { name },
        }
    }
}
