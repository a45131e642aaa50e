//! Where pictures are drawn and kept.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::lettering::Lettering;
use super::raster::png;
use super::{Drawing, HEIGHT, WIDTH};
use crate::web::error::Error;

/// Bytes of pictures that are kept at the most.
const KEPT_BYTES: u64 = 16 * 1024 * 1024;

/// About as many pictures are so many bytes.
const KEPT_PICTURES: usize = 300;

/// Pictures drawn at once. One takes some megabytes, and a whole core for a moment.
const AT_ONCE: usize = 2;

/// Draws pictures, each once, and keeps them. Nothing is read or set up before the first is asked for.
#[derive(Debug)]
pub struct Studio {
    kept: Cache<String, Bytes, BySize>,
    lettering: OnceLock<Lettering>,
    desks: Arc<Semaphore>,
    drawn: AtomicU64,
}

/// A picture weighs what it takes in memory.
#[derive(Debug, Clone, Copy)]
struct BySize;

impl Weighter<String, Bytes> for BySize {
    fn weight(&self, file: &String, png: &Bytes) -> u64 {
        (file.len() + png.len()) as u64
    }
}

impl Default for Studio {
    fn default() -> Self {
        Self {
            kept: Cache::with_weighter(KEPT_PICTURES, KEPT_BYTES, BySize),
            lettering: OnceLock::new(),
            desks: Arc::new(Semaphore::new(AT_ONCE)),
            drawn: AtomicU64::new(0),
        }
    }
}

impl Studio {
    /// The picture as PNG; who asks for one that is being drawn waits for it.
    pub async fn png(self: &Arc<Self>, drawing: Drawing) -> Result<Bytes, Error> {
        let file = drawing.file();
        self.kept.get_or_insert_async(&file, self.draw(drawing)).await
    }

    /// How many pictures were drawn since the start.
    pub fn drawn(&self) -> u64 {
        self.drawn.load(Ordering::Relaxed)
    }

    async fn draw(self: &Arc<Self>, drawing: Drawing) -> Result<Bytes, Error> {
        let desk = Arc::clone(&self.desks).acquire_owned().await;
        let studio = Arc::clone(self);
        let drawn = spawn_blocking(move || {
            // Held until it is drawn, also when no one waits for it any more.
            let _desk = desk;
            let lettering = studio.lettering.get_or_init(Lettering::new);
            let svg = drawing.svg(lettering)?;
            studio.drawn.fetch_add(1, Ordering::Relaxed);
            png(&svg, &lettering.options(), (WIDTH, HEIGHT)).map(Bytes::from)
        });
        drawn.await.map_err(|error| Error::Render(error.to_string()))?
    }
}
