//! `/paths/{path}`: a career from its entry to its top, with pay for a place.

use askama::Template;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::{Change, PathEntry, Rung};
use crate::catalogue::wages::{Dip, Holds, dip};
use crate::model::level::Level;
use crate::model::pay::{self, Pay};
use crate::model::skill::Need;
use crate::model::source::Source;
use crate::model::stage::Stage;
use crate::model::wage::{Area, Percentile};
use crate::search::facet::Facet;
use crate::web::axis::{Axis, Bar, Strip, Tick};
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::pictures::Picture;
use crate::web::place::Place;
use crate::web::state::App;
use crate::web::structured::Thing;
use crate::web::structured::occupation::{ItemList, Occupation};
use crate::web::structured::questions::FaqPage;
use crate::web::wage_table::WageTable;
use crate::web::wanted::{Wanted, stage_word};
use crate::web::{age, assets, number, urls};

/// Related paths whose shared skills are named; of more skills only so many are.
const SHARED_SKILLS: usize = 8;

#[derive(Template)]
#[template(path = "pages/path.html")]
struct PathPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    entry: &'a PathEntry,
    /// For which pay is shown; `None` where the site knows no wages by place.
    place: Option<&'a Area>,
    rungs: Vec<RungView<'a>>,
    /// Marks of the common pay axis; none where the bands can't be compared.
    ticks: Vec<Tick>,
    /// Wages beside which an estimate can be held.
    evidence: Option<Evidence>,
    wages: Vec<WageTable<'a>>,
    /// Positions that stand on this path, rung by rung; those of unknown stage last.
    standing: Vec<Standing>,
    /// Positions listed under it that are another job by their title.
    listed: Vec<PostingCard>,
    /// The search for all positions that stand on this path.
    search: String,
    reviewed: String,
}

/// A rung with what is drawn and said of it.
struct RungView<'a> {
    level: &'a Level,
    rung: &'a Rung,
    /// In the place for which the page is shown, where that can be.
    pay: Pay,
    holds: Holds,
    /// Where the pay comes from, in words.
    citation: String,
    /// Why the band has an end below that of the rung under it, where it does.
    dip: Option<Dip<'a>>,
    bar: Option<Bar>,
    /// Title of the rung above.
    next: Option<String>,
}

/// The positions that stand on one rung.
struct Standing {
    /// "Senior Level"
    heading: String,
    /// Number and anchor of the rung; `None` for positions of which the level is not known.
    rung: Option<(usize, String)>,
    open: u64,
    /// The newest of them.
    cards: Vec<PostingCard>,
    /// Where all are listed.
    all: String,
}

impl Standing {
    fn all(app: &App, catalogue: &Catalogue, entry: &PathEntry) -> Vec<Self> {
        let group = |stage: Option<Stage>| {
            let standing = entry.standing.iter().filter(|stored| stored.standing.stage == stage);
            let rung = stage.and_then(|stage| entry.rung(stage));
            let heading = match (rung, stage) {
                (Some(rung), _) => rung.heading.clone(),
                (None, Some(stage)) => format!("{} level", stage.name()),
                (None, None) => "Level not stated".to_owned(),
            };
            Self {
                heading,
                rung: rung.map(|rung| (rung.number, rung.anchor.clone())),
                open: entry.open_at(stage),
                cards: standing.map(|stored| PostingCard::new(app, catalogue, stored)).collect(),
                all: Wanted::of(Facet::Path, entry.path.slug.as_str())
                    .and(Facet::Stage, stage_word(stage))
                    .url(),
            }
        };
        Stage::OR_UNKNOWN.into_iter().map(group).filter(|group| !group.cards.is_empty()).collect()
    }

    fn more(&self) -> bool {
        self.open > self.cards.len() as u64
    }
}

/// What is measured of an occupation, beside what the site estimates.
struct Evidence {
    occupation: String,
    /// "$67K at the 10th percentile, … in the United States"
    figures: String,
    citation: String,
    strip: Option<Strip>,
}

impl<'a> PathPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, entry: &'a PathEntry, place: Option<&'a Area>) -> Self {
        let path = &entry.path;
        let pays: Vec<(Pay, Holds)> = path
            .levels
            .iter()
            .map(|level| match place {
                Some(place) => catalogue.pay_in(level, place),
                None => (level.pay.clone(), Holds::AsStated),
            })
            .collect();
        let axis = Axis::of(&pays.iter().map(|(pay, _)| pay).collect::<Vec<_>>());
        let rungs = rungs(catalogue, entry, pays, axis.as_ref());
        let listed = |stored| PostingCard::listed_only(app, catalogue, stored, entry);
        let table = |of| WageTable::new(&path.slug, of, catalogue.wages.as_ref()?, place?);
        Self {
            layout: layout(app, catalogue, entry, place, &rungs),
            ticks: axis.as_ref().map(Axis::ticks).unwrap_or_default(),
            evidence: place.and_then(|place| Evidence::new(catalogue, entry, place, axis.as_ref())),
            wages: entry.occupations.iter().filter_map(table).collect(),
            rungs,
            search: Wanted::of(Facet::Path, path.slug.as_str()).url(),
            standing: Standing::all(app, catalogue, entry),
            listed: entry.listed.iter().map(listed).collect(),
            reviewed: age::day(path.reviewed),
            place,
            catalogue,
            entry,
        }
    }

    /// "$70K-$100K → $220K-$350K+" in the place for which the page is shown.
    fn pay_span(&self) -> String {
        let ends = self.rungs.first().zip(self.rungs.last());
        ends.map(|(first, last)| pay::span(&first.pay, &last.pay)).unwrap_or_default()
    }

    /// "8+": years in the trade after which people stand on the top rung.
    fn years_to_top(&self) -> u8 {
        self.entry.path.levels.last().map_or(0, |level| level.years.min)
    }

    /// Whether any band follows the place for which the page is shown.
    fn by_place(&self) -> bool {
        self.entry.path.levels.iter().any(|level| level.pay.wage.is_some())
    }

    fn has_authorities(&self) -> bool {
        self.entry.sources.iter().any(Source::is_authority)
    }

    /// Whether a rung shows national pay though another place was asked for.
    fn elsewhere(&self) -> bool {
        self.rungs.iter().any(|view| view.holds == Holds::NationInstead)
    }
}

fn layout(
    app: &App,
    catalogue: &Catalogue,
    entry: &PathEntry,
    place: Option<&Area>,
    rungs: &[RungView<'_>],
) -> Layout {
    let path = &entry.path;
    let span = rungs.first().zip(rungs.last()).map(|(first, last)| pay::span(&first.pay, &last.pay));
    let elsewhere = place.filter(|place| catalogue.areas().first() != Some(place));
    let title = format!("{} Career Path", path.name);
    let (title, place) = match elsewhere {
        Some(place) => (format!("{title}, {}", place.name), format!(" ({})", place.name)),
        None => (title, String::new()),
    };
    let span = span.unwrap_or_default();
    let layout = Layout::new(app, &urls::path(&path.slug), Section::Paths, title)
        .describe(&format!("{} levels, {span}{place}. {}", path.levels.len(), path.tagline))
        .under("Career paths", urls::PATHS)
        .under(&entry.category.name, urls::category(&entry.category.slug))
        .named(&path.name)
        .line(entry.category.line)
        .picture(Picture::ladder(app, entry))
        .feed(&Wanted::of(Facet::Path, path.slug.as_str()).feed_url())
        .about(ladder(app, catalogue, entry, rungs));
    // The page for another place holds the same questions, which are to be marked up once.
    if elsewhere.is_some() { layout } else { layout.about(Thing::Questions(FaqPage::new(&entry.faqs))) }
}

/// The rungs as machines read them.
fn ladder(app: &App, catalogue: &Catalogue, entry: &PathEntry, rungs: &[RungView<'_>]) -> Thing {
    let rung = |view: &RungView<'_>| {
        let pay = (&view.pay, view.citation.as_str());
        Occupation::new((app, catalogue), entry, (view.level, view.rung), pay)
    };
    Thing::Rungs(ItemList::new(entry, rungs.iter().map(rung).collect()))
}

fn rungs<'a>(
    catalogue: &Catalogue,
    entry: &'a PathEntry,
    pays: Vec<(Pay, Holds)>,
    axis: Option<&Axis>,
) -> Vec<RungView<'a>> {
    let levels = &entry.path.levels;
    let above = levels.iter().skip(1).zip(pays.windows(2));
    let dips = above.map(|(level, pays)| dip(level, &pays[0].0, &pays[1].0));
    let dips: Vec<Option<Dip<'_>>> = std::iter::once(None).chain(dips).collect();
    let rungs = levels.iter().zip(&entry.rungs).zip(pays).enumerate();
    rungs
        .map(|(at, ((level, rung), (pay, holds)))| RungView {
            level,
            rung,
            bar: axis.map(|axis| axis.bar(&pay)),
            citation: citation(catalogue, &pay),
            dip: dips[at],
            pay,
            holds,
            next: levels.get(at + 1).map(Level::title),
        })
        .collect()
}

/// "US Bureau of Labor Statistics, OEWS May 2025, Software Developers, median and above, Ohio".
fn citation(catalogue: &Catalogue, pay: &Pay) -> String {
    let source = catalogue.source(&pay.source).map(|source| format!("{}, ", source.citation()));
    format!("{}{}, {}", source.unwrap_or_default(), pay.basis, pay.place)
}

impl Evidence {
    /// What is known of a path's own occupation, if an estimate needs company.
    fn new(catalogue: &Catalogue, entry: &PathEntry, place: &Area, axis: Option<&Axis>) -> Option<Self> {
        let wages = catalogue.wages.as_ref().filter(|_| entry.is_estimate())?;
        let occupation = &entry.occupations.first()?.occupation;
        let known = |area: &Area| wages.find(&occupation.soc, &area.code).filter(|wage| wage.is_known());
        let here = known(place).map(|wage| (place, wage));
        let (area, wage) =
            here.or_else(|| wages.nation().and_then(|nation| Some((nation, known(nation)?))))?;
        let figures: Vec<String> = Percentile::ALL
            .into_iter()
            .filter_map(|p| {
                Some(format!("{} ({})", pay::amount(&wages.release.currency, wage.at(p)?), p.name()))
            })
            .collect();
        Some(Self {
            occupation: occupation.title.clone(),
            figures: figures.join(", "),
            citation: format!("{}, {}", catalogue.wage_citation().unwrap_or_default(), area.name),
            strip: axis.and_then(|axis| axis.strip(wage)),
        })
    }
}

/// Answers `/paths/{path}`.
pub async fn get(app: App, Segment(slug): Segment, Query(place): Query<Place>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let entry = catalogue.path(&slug).ok_or(Error::NotFound)?;
    let place = place.find(catalogue, &entry.path.slug)?;
    Page::html(&PathPage::new(&app, catalogue, entry, place))
}
