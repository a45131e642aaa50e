//! `/favicon.ico`: the icon for whoever asks for one without having read a page.

use crate::web::assets;
use crate::web::extract::{Nothing, Query};
use crate::web::page::Page;

/// Answers `/favicon.ico`.
pub async fn get(_: Query<Nothing>) -> Page {
    assets::FAVICON_ICO.page()
}
