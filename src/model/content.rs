//! Everything that the content files say, checked.

use super::path::{Category, Path};
use super::skill::Skill;
use super::source::Source;
use super::wage::Wages;

/// A whole set of content: every reference in it resolves.
#[derive(Debug, Clone, Default)]
pub struct Content {
    pub sources: Vec<Source>,
    /// In the order in which the site shows them.
    pub categories: Vec<Category>,
    pub skills: Vec<Skill>,
    pub paths: Vec<Path>,
    /// `None` where the content brings no wages.
    pub wages: Option<Wages>,
}
