//! `/site.webmanifest`: the site as something to put on a home screen.

use serde::Serialize;

use crate::web::assets::{self, Asset};
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::SITE;
use crate::web::page::Page;
use crate::web::palette::Palette;
use crate::web::urls;

#[derive(Debug, Serialize)]
struct Manifest {
    /// By which a browser knows the site again, whatever else changes.
    id: &'static str,
    name: &'static str,
    short_name: &'static str,
    description: &'static str,
    lang: &'static str,
    start_url: &'static str,
    scope: &'static str,
    /// With the browser's own way back: pages link to other sites, and nothing works offline.
    display: &'static str,
    theme_color: &'static str,
    background_color: &'static str,
    icons: Vec<Icon>,
}

#[derive(Debug, Serialize)]
struct Icon {
    src: String,
    sizes: &'static str,
    #[serde(rename = "type")]
    content_type: &'static str,
    purpose: &'static str,
}

impl Icon {
    fn new(asset: Asset, sizes: &'static str, purpose: &'static str) -> Self {
        Self { src: asset.url(), sizes, content_type: asset.content_type, purpose }
    }
}

impl Manifest {
    fn new() -> Self {
        let paper = Palette::get().paper.light;
        Self {
            id: urls::HOME,
            name: SITE,
            short_name: SITE,
            description: "See where a career can go: ladders with sourced pay, skills and open positions.",
            lang: "en",
            start_url: urls::HOME,
            scope: urls::HOME,
            display: "minimal-ui",
            theme_color: paper,
            background_color: paper,
            icons: vec![
                Icon::new(assets::ICON_SVG, "any", "any"),
                Icon::new(assets::ICON_192_PNG, "192x192", "any"),
                Icon::new(assets::ICON_512_PNG, "512x512", "any"),
                Icon::new(assets::ICON_MASKABLE_PNG, "512x512", "maskable"),
            ],
        }
    }
}

/// Answers `/site.webmanifest`.
pub async fn get(_: Query<Nothing>) -> Result<Page, Error> {
    Ok(Page::json(&Manifest::new())?.content_type("application/manifest+json"))
}
