//! What every handler may use: catalogue, database, view counts, today's date.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use arc_swap::{ArcSwap, ArcSwapOption};
use jiff::civil::Date;
use tokio::sync::Mutex;

use super::pictures::studio::Studio;
use super::views::Views;
use crate::catalogue::{Catalogue, NEWEST_POSTINGS, Openings, POSTINGS_PER_STAGE, RungOpenings};
use crate::db::{Db, meta};
use crate::model::stage::Stage;
use crate::search::concepts::Concepts;
use crate::search::find::list_newest;
use crate::search::keeper::Keeper;
use crate::search::rungs::{OnRung, by_rung};
use crate::search::snapshot::Snapshot;

/// Tells the day; a parameter, so that pages can be tested and kept.
pub type Clock = Box<dyn Fn() -> Date + Send + Sync>;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    db: Db,
    catalogue: ArcSwap<Catalogue>,
    /// What can be searched; none while the index is made.
    index: ArcSwapOption<Snapshot>,
    /// What words mean to a search.
    concepts: ArcSwap<Concepts>,
    keeper: Mutex<Keeper>,
    /// Whether the index is to be looked at anew.
    doubted: AtomicBool,
    views: Views,
    studio: Arc<Studio>,
    clock: Clock,
    base_url: String,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

impl App {
    /// Reads the catalogue, and the index of positions unless that takes long, and is ready to answer.
    /// `base_url` is where visitors reach the site, without a slash at the end.
    pub async fn new(db: Db, base_url: String, clock: Clock) -> Result<Self> {
        let keeper = Keeper::beside(db.file());
        let quick = keeper.is_quick(&db).await?;
        let app = Self(Arc::new(Shared {
            db,
            catalogue: ArcSwap::default(),
            concepts: ArcSwap::default(),
            doubted: AtomicBool::new(false),
            index: ArcSwapOption::empty(),
            keeper: Mutex::new(keeper),
            views: Views::default(),
            studio: Arc::default(),
            clock,
            base_url,
        }));
        if quick && let Err(error) = app.follow().await {
            tracing::error!("{error:#}; the site goes on without its search");
        }
        if app.index().is_none() {
            app.load(None).await?;
        }
        Ok(app)
    }

    /// The catalogue as it is now; one request uses one.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.0.catalogue.load_full()
    }

    /// What can be searched; `None` while the index is made.
    pub fn index(&self) -> Option<Arc<Snapshot>> {
        self.0.index.load_full()
    }

    /// What words mean to a search.
    pub fn concepts(&self) -> Arc<Concepts> {
        self.0.concepts.load_full()
    }

    /// Notes that a search failed: until the index is looked at anew, nothing is searched.
    pub fn doubt_index(&self, failure: &str) {
        tracing::error!("a search failed, the index of positions is looked at anew: {failure}");
        self.0.doubted.store(true, Ordering::Relaxed);
        self.0.index.store(None);
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Views counted.
    pub fn views(&self) -> &Views {
        &self.0.views
    }

    /// Where pictures are drawn.
    pub fn studio(&self) -> &Arc<Studio> {
        &self.0.studio
    }

    /// The day, in UTC.
    pub fn today(&self) -> Date {
        (self.0.clock)()
    }

    /// A URL of ours as others must write it.
    pub fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.0.base_url)
    }

    /// Takes up new content, if there is any. Requests under way keep the catalogue with which they began.
    /// Answers whether there was any.
    pub async fn refresh(&self) -> Result<bool> {
        let generation = meta::find_generation(&mut *self.0.db.read().await?).await?;
        if generation == self.catalogue().generation {
            return Ok(false);
        }
        self.load(self.index()).await?;
        Ok(true)
    }

    /// Reads the catalogue with the positions of an index, and takes up both.
    async fn load(&self, index: Option<Arc<Snapshot>>) -> Result<()> {
        let openings = index.as_deref().map(openings);
        let catalogue = Catalogue::load(&self.0.db, openings.as_ref()).await?;
        // The first one has no other before it, whose generation is 0.
        if catalogue.generation != self.catalogue().generation {
            self.0.concepts.store(Arc::new(concepts(&catalogue)));
        }
        self.0.catalogue.store(Arc::new(catalogue));
        self.0.index.store(index);
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
        if let Some(snapshot) = keeper.read(self.index()).await? {
            self.load(Some(Arc::new(snapshot))).await?;
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
