//! What the picture of a path tells.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::model::pay::Pay;
use crate::model::slug::Slug;
use crate::model::source::SourceKind;
use crate::web::axis::{Axis, Bar, Tick};
use crate::web::number;
use crate::web::palette::Palette;

/// The longest alternative text, in characters; the shortest of what those who show pictures take.
const LONGEST_ALT: usize = 420;

/// A path as it is drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Ladder {
    pub slug: Slug,
    pub name: String,
    pub category: String,
    /// Of the category's line.
    pub color: &'static str,
    /// Lowest first.
    pub rungs: Vec<RungSign>,
    /// Marks of the common pay axis; none where the bands can't be compared.
    pub ticks: Vec<Tick>,
    /// In what, where and on whose word pay is stated.
    pub source: String,
}

/// A rung as it is drawn.
#[derive(Debug, Clone, Serialize)]
pub struct RungSign {
    pub number: usize,
    pub title: String,
    /// "Senior Level, 5-8 years"
    pub about: String,
    /// "$160K-$220K"
    pub pay: String,
    /// Whether the band is an estimate rather than a statistic.
    pub estimate: bool,
    pub bar: Option<Bar>,
}

impl Ladder {
    /// The ladder of a path, with pay as the content states it.
    pub fn new(catalogue: &Catalogue, entry: &PathEntry) -> Self {
        let levels = &entry.path.levels;
        let pays: Vec<&Pay> = levels.iter().map(|level| &level.pay).collect();
        let axis = Axis::of(&pays);
        let rungs = levels.iter().zip(&entry.rungs).map(|(level, rung)| RungSign {
            number: rung.number,
            title: level.titles.first().cloned().unwrap_or_default(),
            about: format!("{}, {}", rung.heading, level.years),
            pay: level.pay.band(),
            estimate: rung.estimate,
            bar: axis.as_ref().map(|axis| axis.bar(&level.pay)),
        });
        Self {
            slug: entry.path.slug.clone(),
            name: entry.path.name.clone(),
            category: entry.category.name.clone(),
            color: Palette::get().line(entry.category.line).light,
            rungs: rungs.collect(),
            ticks: axis.as_ref().map(Axis::ticks).unwrap_or_default(),
            source: source(catalogue, &pays),
        }
    }

    /// What the picture shows, in words.
    pub fn alt(&self) -> String {
        let levels = number::counted(self.rungs.len(), "level");
        let mut alt = format!("Career ladder of {} in {levels}: ", self.name);
        for rung in &self.rungs {
            let mark = if rung.number == self.rungs.len() { "." } else { "; " };
            alt.push_str(&format!("{} {}, {}{mark}", rung.number, rung.title, rung.pay));
        }
        alt.push_str(&format!(" {}.", self.source));
        if alt.chars().count() <= LONGEST_ALT {
            return alt;
        }
        let kept: String = alt.chars().take(LONGEST_ALT - 1).collect();
        format!("{}…", kept.trim_end())
    }
}

/// "Pay in USD a year, United States: US Bureau of Labor Statistics, OEWS May 2025".
fn source(catalogue: &Catalogue, pays: &[&Pay]) -> String {
    let word = |pay: &Pay| {
        let source = catalogue.source(&pay.source)?;
        Some(match source.kind {
            SourceKind::Estimate => format!("this site’s own estimate (hatched), {}", source.release),
            SourceKind::Statistics | SourceKind::Reference | SourceKind::Authority => source.citation(),
        })
    };
    let units = distinct(pays.iter().map(|pay| format!("{} {}", pay.currency, pay.period.each())));
    let places = distinct(pays.iter().map(|pay| pay.place.clone()));
    let words = distinct(pays.iter().filter_map(|pay| word(pay)));
    format!("Pay in {}, {}: {}", units.join(" / "), places.join(" / "), words.join("; "))
}

/// Each text once, in the order in which they come.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}
