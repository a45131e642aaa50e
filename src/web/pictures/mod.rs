//! Pictures that others show beside a link to a page: the ladder of a path, and a sign for all other
//! pages. What is drawn is plain facts, of which the name of a picture holds a fingerprint; so a
//! picture never changes under its URL.

mod ladder;
mod ladder_plan;
mod lettering;
pub mod raster;
mod sign;
mod sign_plan;
pub mod studio;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use askama::Template;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::error::Error;
use super::state::App;
use super::urls;
use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::model::slug::Slug;
use ladder::Ladder;
use ladder_plan::LadderPlan;
use lettering::Lettering;
use sign::Sign;
use sign_plan::SignPlan;

/// Width of every picture in pixels; with its height the size that all who show them ask for.
pub const WIDTH: u32 = 1200;

/// Height of every picture in pixels.
pub const HEIGHT: u32 = 630;

/// A digest of how pictures are drawn: code, templates and fonts. Made by the build.
const HAND: &str = env!("PICTURES_DIGEST");

/// Pictures as pages name them, each made out once for one state of the site.
#[derive(Debug, Default)]
pub struct Pictures {
    sign: OnceLock<Arc<Picture>>,
    ladders: HashMap<Slug, OnceLock<Arc<Picture>>>,
}

impl Pictures {
    /// Those of a catalogue, none of which is made out yet.
    pub fn of(catalogue: &Catalogue) -> Self {
        let paths = catalogue.paths.iter().map(|entry| entry.path.slug.clone());
        Self { sign: OnceLock::new(), ladders: paths.map(|slug| (slug, OnceLock::new())).collect() }
    }
}

/// A picture as pages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Absolute, since others read it.
    pub url: String,
    /// What it shows, in words and figures.
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

impl Picture {
    /// The ladder of a path.
    pub fn ladder(app: &App, entry: &PathEntry) -> Arc<Self> {
        let made = || Arc::new(Self::new(app, &Drawing::ladder(app.catalogue(), entry)));
        app.pictures()
            .ladders
            .get(&entry.path.slug)
            .map_or_else(made, |known| Arc::clone(known.get_or_init(made)))
    }

    /// The sign of the site.
    pub fn sign(app: &App) -> Arc<Self> {
        let made = || Arc::new(Self::new(app, &Drawing::sign(app.catalogue())));
        Arc::clone(app.pictures().sign.get_or_init(made))
    }

    fn new(app: &App, drawing: &Drawing) -> Self {
        let alt = match drawing {
            Drawing::Ladder(ladder) => ladder.alt(),
            Drawing::Sign(sign) => sign.alt(),
        };
        let url = app.absolute(&urls::picture(&drawing.file()));
        Self { url, alt, width: WIDTH, height: HEIGHT }
    }
}

/// The facts that a picture is drawn from.
#[derive(Debug, Clone, Serialize)]
pub enum Drawing {
    Ladder(Ladder),
    Sign(Sign),
}

impl Drawing {
    /// The ladder of a path.
    pub fn ladder(catalogue: &Catalogue, entry: &PathEntry) -> Self {
        Self::Ladder(Ladder::new(catalogue, entry))
    }

    /// The sign of the site.
    pub fn sign(catalogue: &Catalogue) -> Self {
        Self::Sign(Sign::new(catalogue))
    }

    /// The picture that a file name means, whatever fingerprint is in it: `{path}.{fingerprint}.png`
    /// or, for the sign, `{fingerprint}.png`.
    pub fn find(catalogue: &Catalogue, file: &str) -> Option<Self> {
        let stem = file.strip_suffix(".png")?;
        match stem.split_once('.') {
            Some((path, _)) => Some(Self::ladder(catalogue, catalogue.path(path)?)),
            None => is_fingerprint(stem).then(|| Self::sign(catalogue)),
        }
    }

    /// The file name of the picture.
    pub fn file(&self) -> String {
        let digest = self.fingerprint();
        match self.path() {
            Some(path) => format!("{path}.{digest}.png"),
            None => format!("{digest}.png"),
        }
    }

    fn path(&self) -> Option<&Slug> {
        match self {
            Self::Ladder(ladder) => Some(&ladder.slug),
            Self::Sign(_) => None,
        }
    }

    fn fingerprint(&self) -> String {
        let facts = serde_json::to_vec(self).unwrap_or_default();
        let digest = Sha256::new().chain_update(HAND).chain_update(facts).finalize();
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The picture as SVG.
    fn svg(&self, lettering: &Lettering) -> Result<String, Error> {
        Ok(match self {
            Self::Ladder(ladder) => LadderPlan::new(ladder, lettering)?.render()?,
            Self::Sign(sign) => SignPlan::new(sign, lettering)?.render()?,
        })
    }
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// To hundredths of a pixel, so that no picture holds the noise of binary fractions.
fn pixels(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}
