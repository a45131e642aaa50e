//! What every handler may use: catalogue, database, view counts, today's date.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::Result;
use arc_swap::ArcSwap;
use axum::extract::FromRequestParts;
use axum::http::request;
use jiff::civil::Date;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::answers::Answers;
use super::answers::answer::Stamp;
use super::metrics::Metrics;
use super::pictures::Pictures;
use super::pictures::studio::Studio;
use super::views::Views;
use crate::catalogue::{Catalogue, NEWEST_POSTINGS, Openings, POSTINGS_PER_STAGE, Parts, RungOpenings};
use crate::db::{Db, meta};
use crate::model::stage::Stage;
use crate::search::concepts::Concepts;
use crate::search::find::list_newest;
use crate::search::keeper::Keeper;
use crate::search::rungs::{OnRung, by_rung};
use crate::search::snapshot::Snapshot;

/// Tells the day; a parameter, so that pages can be tested and kept.
pub type Clock = Box<dyn Fn() -> Date + Send + Sync>;

/// The site as it runs; cheap to clone.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

struct Shared {
    db: Db,
    current: ArcSwap<State>,
    /// States there have been.
    states: AtomicU64,
    /// Held while another state is taken up, so that none is lost.
    taking_up: Mutex<()>,
    keeper: Mutex<Keeper>,
    /// Whether the index is to be looked at anew.
    doubted: AtomicBool,
    views: Views,
    answers: Arc<Answers>,
    metrics: Metrics,
    studio: Arc<Studio>,
    clock: Clock,
    base_url: String,
}

impl Shared {
    fn next_number(&self) -> u64 {
        self.states.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// What is shown at one time, taken up together.
#[derive(Default, Clone)]
struct State {
    /// Different for each state.
    number: u64,
    catalogue: Arc<Catalogue>,
    /// What can be searched; none while the index is made.
    index: Option<Arc<Snapshot>>,
    /// What words mean to a search.
    concepts: Arc<Concepts>,
    /// What pages call the pictures of this catalogue.
    pictures: Arc<Pictures>,
}

impl State {
    /// What follows from these parts, with what `before` has of the same content.
    fn new(number: u64, parts: Parts, index: Option<Arc<Snapshot>>, before: &Self) -> Self {
        let catalogue = Catalogue::new(parts);
        // The first one has no other before it, whose generation is 0.
        let concepts = match catalogue.generation == before.catalogue.generation {
            true => Arc::clone(&before.concepts),
            false => Arc::new(concepts(&catalogue)),
        };
        let pictures = Arc::new(Pictures::of(&catalogue));
        Self { number, catalogue: Arc::new(catalogue), index, concepts, pictures }
    }
}

/// The site as one request sees it: one state on one day, whatever is taken up meanwhile.
#[derive(Clone)]
pub struct App {
    live: Live,
    state: Arc<State>,
    today: Date,
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("live", &self.live).field("today", &self.today).finish_non_exhaustive()
    }
}

impl FromRequestParts<Live> for App {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut request::Parts, live: &Live) -> Result<Self, Infallible> {
        Ok(live.app())
    }
}

impl App {
    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.state.catalogue
    }

    /// What can be searched; `None` while the index is made.
    pub fn index(&self) -> Option<&Arc<Snapshot>> {
        self.state.index.as_ref()
    }

    /// What words mean to a search.
    pub fn concepts(&self) -> &Arc<Concepts> {
        &self.state.concepts
    }

    /// Pictures as pages name them.
    pub fn pictures(&self) -> &Pictures {
        &self.state.pictures
    }

    /// Notes that a search failed: until the index is looked at anew, nothing is searched.
    pub fn doubt_index(&self, failure: &str) {
        tracing::error!("a search failed, the index of positions is looked at anew: {failure}");
        self.live.0.doubted.store(true, Ordering::Relaxed);
        let number = self.live.0.next_number();
        self.live.0.current.rcu(|state| State { number, index: None, ..State::clone(state) });
    }

    /// The database.
    pub fn db(&self) -> &Db {
        self.live.db()
    }

    /// Views counted.
    pub fn views(&self) -> &Views {
        self.live.views()
    }

    /// Where pictures are drawn.
    pub fn studio(&self) -> &Arc<Studio> {
        self.live.studio()
    }

    /// The day, in UTC.
    pub fn today(&self) -> Date {
        self.today
    }

    /// A URL of ours as others must write it.
    pub fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.live.0.base_url)
    }
}

impl Live {
    /// Reads the catalogue, and the index of positions unless that takes long, and is ready to answer.
    /// `base_url` is where visitors reach the site, without a slash at the end; `memory` bounds the answers that
    /// are kept, in bytes.
    pub async fn new(db: Db, base_url: String, clock: Clock, memory: u64) -> Result<Self> {
        let keeper = Keeper::beside(db.file());
        let quick = keeper.is_quick(&db).await?;
        let live = Self(Arc::new(Shared {
            db,
            current: ArcSwap::default(),
            states: AtomicU64::new(0),
            taking_up: Mutex::default(),
            doubted: AtomicBool::new(false),
            keeper: Mutex::new(keeper),
            views: Views::default(),
            answers: Arc::new(Answers::new(memory)),
            metrics: Metrics::default(),
            studio: Arc::default(),
            clock,
            base_url,
        }));
        if quick && let Err(error) = live.follow().await {
            tracing::error!("{error:#}; the site goes on without its search");
        }
        if live.app().index().is_none() {
            live.refresh().await?;
        }
        Ok(live)
    }

    /// The site as it is now.
    pub fn app(&self) -> App {
        App { live: self.clone(), state: self.0.current.load_full(), today: (self.0.clock)() }
    }

    /// What tells an answer of now from one of before.
    pub fn stamp(&self) -> Stamp {
        Stamp { state: self.0.current.load().number, day: (self.0.clock)() }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Views counted.
    pub fn views(&self) -> &Views {
        &self.0.views
    }

    /// What is counted.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Answers in memory.
    pub fn answers(&self) -> &Arc<Answers> {
        &self.0.answers
    }

    /// Where pictures are drawn.
    pub fn studio(&self) -> &Arc<Studio> {
        &self.0.studio
    }

    /// Takes up new content, if there is any. Requests under way keep the catalogue with which they began.
    /// Answers whether there was any.
    pub async fn refresh(&self) -> Result<bool> {
        let generation = meta::find_generation(&mut *self.0.db.read().await?).await?;
        if generation == self.0.current.load().catalogue.generation {
            return Ok(false);
        }
        let _one = self.0.taking_up.lock().await;
        self.take_up(self.0.current.load().index.clone()).await?;
        Ok(true)
    }

    /// Reads the catalogue with the positions of an index, and takes up both.
    async fn take_up(&self, index: Option<Arc<Snapshot>>) -> Result<()> {
        let openings = index.as_deref().map(openings);
        let parts = Parts::read(&self.0.db, openings.as_ref()).await?;
        let (before, number) = (self.0.current.load_full(), self.0.next_number());
        let state = spawn_blocking(move || State::new(number, parts, index, &before)).await?;
        self.0.current.store(Arc::new(state));
        Ok(())
    }

    /// Brings into the index what changed in the database, and takes it up.
    pub async fn follow(&self) -> Result<()> {
        let mut keeper = self.0.keeper.lock().await;
        if self.0.doubted.swap(false, Ordering::Relaxed) {
            *keeper = Keeper::beside(self.0.db.file());
        }
        let followed = keeper.follow(&self.0.db).await;
        // Whatever went wrong with writing, another process may have written.
        let before = self.0.current.load().index.clone();
        if let Some(snapshot) = keeper.read(before).await? {
            let _one = self.0.taking_up.lock().await;
            self.take_up(Some(Arc::new(snapshot))).await?;
        }
        followed
    }
}

fn concepts(catalogue: &Catalogue) -> Concepts {
    let paths = catalogue.paths.iter().map(|entry| &entry.path);
    Concepts::new(paths, catalogue.skills.iter().map(|entry| &entry.skill))
}

/// Which postings the pages of the catalogue show.
fn openings(index: &Snapshot) -> Openings {
    let rungs = by_rung(index, POSTINGS_PER_STAGE as usize).into_iter();
    let rung = |(path, stage, on_rung): (&str, &str, OnRung)| {
        let stage = Stage::ALL.into_iter().find(|known| known.word() == stage);
        Some(RungOpenings { path: path.parse().ok()?, stage, count: on_rung.count, newest: on_rung.newest })
    };
    let mut rungs: Vec<RungOpenings> = rungs.filter_map(rung).collect();
    // Lowest stage first, the unknown one last.
    rungs.sort_by_key(|rung| (rung.path.clone(), rung.stage.is_none(), rung.stage));
    Openings { total: u64::from(index.total), newest: list_newest(index, NEWEST_POSTINGS), rungs }
}
