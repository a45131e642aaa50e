//! Where pictures are drawn.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::lettering::Lettering;
use super::raster::png;
use super::{Drawing, HEIGHT, WIDTH};
use crate::web::error::Error;

/// Pictures drawn at once. One takes some megabytes, and a whole core for a moment.
const AT_ONCE: usize = 2;

/// Draws pictures. Nothing is read or set up before the first is asked for.
#[derive(Debug)]
pub struct Studio {
    lettering: OnceLock<Lettering>,
    desks: Arc<Semaphore>,
    drawn: AtomicU64,
}

impl Default for Studio {
    fn default() -> Self {
        Self {
            lettering: OnceLock::new(),
            desks: Arc::new(Semaphore::new(AT_ONCE)),
            drawn: AtomicU64::new(0),
        }
    }
}

impl Studio {
    /// How many pictures were drawn since the start.
    pub fn drawn(&self) -> u64 {
        self.drawn.load(Ordering::Relaxed)
    }

    /// The picture as PNG.
    pub async fn png(self: &Arc<Self>, drawing: Drawing) -> Result<Bytes, Error> {
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
