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

    /// As a page names it.
    pub fn picture(&self, app: &App) -> Picture {
        let alt = match self {
            Self::Ladder(ladder) => ladder.alt(),
            Self::Sign(sign) => sign.alt(),
        };
        let url = app.absolute(&urls::picture(&self.file()));
        Picture { url, alt, width: WIDTH, height: HEIGHT }
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
