//! `/paths/{path}`: a career from its entry to its top.

use askama::Template;
use axum::extract::State;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::{Change, PathEntry, Rung};
use crate::model::level::Level;
use crate::model::skill::Need;
use crate::web::axis::{Axis, Bar, Tick};
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{age, assets, number, urls};

/// Related paths whose shared skills are named; of more skills only so many are.
const SHARED_SKILLS: usize = 8;

#[derive(Template)]
#[template(path = "pages/path.html")]
struct PathPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    entry: &'a PathEntry,
    rungs: Vec<RungView<'a>>,
    /// Marks of the common pay axis; none where the bands can't be compared.
    ticks: Vec<Tick>,
    /// Positions that stand on this path.
    standing: Vec<PostingCard>,
    /// Positions listed under it that are another job by their title.
    listed: Vec<PostingCard>,
    reviewed: String,
}

/// A rung with what is drawn and said of it.
struct RungView<'a> {
    level: &'a Level,
    rung: &'a Rung,
    bar: Option<Bar>,
    /// Title of the rung above.
    next: Option<String>,
}

impl<'a> PathPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, entry: &'a PathEntry) -> Self {
        let path = &entry.path;
        let axis = Axis::of(path);
        let levels = &path.levels;
        let rungs = levels.iter().zip(&entry.rungs).enumerate().map(|(at, (level, rung))| RungView {
            level,
            rung,
            bar: axis.as_ref().map(|axis| axis.bar(&level.pay)),
            next: levels.get(at + 1).map(Level::title),
        });
        let layout =
            Layout::new(app, &urls::path(&path.slug), Section::Paths, format!("{} Career Path", path.name))
                .describe(format!("{} {} levels, {}.", path.tagline, levels.len(), path.pay_span()))
                .under("Career paths", urls::PATHS)
                .under(&entry.category.name, urls::category(&entry.category.slug))
                .line(entry.category.line);
        let card = |stored| PostingCard::new(app, catalogue, stored);
        let listed = |stored| PostingCard::listed_only(app, catalogue, stored, entry);
        Self {
            layout,
            rungs: rungs.collect(),
            ticks: axis.as_ref().map(Axis::ticks).unwrap_or_default(),
            standing: entry.standing.iter().map(card).collect(),
            listed: entry.listed.iter().map(listed).collect(),
            reviewed: age::day(path.reviewed),
            catalogue,
            entry,
        }
    }

    /// "8+": years in the trade after which people stand on the top rung.
    fn years_to_top(&self) -> u8 {
        self.entry.path.levels.last().map_or(0, |level| level.years.min)
    }

    /// Whether any band is an estimate, which the chart marks by hatching.
    fn estimates(&self) -> bool {
        self.entry.rungs.iter().any(|rung| rung.estimate)
    }
}

/// Answers `/paths/{path}`.
pub async fn get(State(app): State<App>, Segment(slug): Segment, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let entry = catalogue.path(&slug).ok_or(Error::NotFound)?;
    Page::html(&PathPage::new(&app, &catalogue, entry))
}
