//! What every handler may use: catalogue, database, view counts, today's date.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use jiff::civil::Date;

use super::views::Views;
use crate::catalogue::Catalogue;
use crate::db::{self, Db, meta};

/// Tells the day; a parameter, so that pages can be tested and kept.
pub type Clock = Box<dyn Fn() -> Date + Send + Sync>;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    db: Db,
    catalogue: ArcSwap<Catalogue>,
    views: Views,
    clock: Clock,
    base_url: String,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

impl App {
    /// Reads the catalogue and is ready to answer. `base_url` is where visitors reach the site,
    /// without a slash at the end.
    pub async fn new(db: Db, base_url: String, clock: Clock) -> db::Result<Self> {
        let catalogue = ArcSwap::from_pointee(Catalogue::load(&db).await?);
        Ok(Self(Arc::new(Shared { db, catalogue, views: Views::default(), clock, base_url })))
    }

    /// The catalogue as it is now; one request uses one.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.0.catalogue.load_full()
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Views counted.
    pub fn views(&self) -> &Views {
        &self.0.views
    }

    /// The day, in UTC.
    pub fn today(&self) -> Date {
        (self.0.clock)()
    }

    /// A URL of ours as others must write it.
    pub fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.0.base_url)
    }

    /// Takes up a new content version, if there is one. Requests under way keep the catalogue with
    /// which they began. Answers whether there was one.
    pub async fn refresh(&self) -> db::Result<bool> {
        let version = meta::find_content_version(&mut *self.0.db.read().await?).await?;
        if version == self.catalogue().version {
            return Ok(false);
        }
        self.0.catalogue.store(Arc::new(Catalogue::load(&self.0.db).await?));
        Ok(true)
    }
}
