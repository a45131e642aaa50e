//! What the picture of the site tells.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::web::layout::SITE;
use crate::web::number;
use crate::web::palette::Palette;

/// Lines that are drawn; more would lie too close.
const LINES_SHOWN: usize = 6;

/// The site as it is drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Sign {
    pub paths: usize,
    pub categories: usize,
    /// The first categories: name and color.
    pub lines: Vec<(String, &'static str)>,
}

impl Sign {
    /// The sign of the site with this catalogue.
    pub fn new(catalogue: &Catalogue) -> Self {
        let shown = catalogue.categories.iter().filter(|entry| !entry.paths.is_empty()).take(LINES_SHOWN);
        let line = |line: u8| Palette::get().line(line).light;
        Self {
            paths: catalogue.paths.len(),
            categories: catalogue.categories.len(),
            lines: shown.map(|entry| (entry.category.name.clone(), line(entry.category.line))).collect(),
        }
    }

    /// "72 career paths in 16 fields".
    pub fn figures(&self) -> String {
        let fields = number::counted(self.categories, "field");
        format!("{} in {fields}", number::counted(self.paths, "career path"))
    }

    /// What the picture shows, in words.
    pub fn alt(&self) -> String {
        format!("{SITE}: see where a career can go. {}, drawn as the lines of a map.", self.figures())
    }
}
