//! `/favicon.ico`: the icon for whoever asks for one without having read a page.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::web::assets;
use crate::web::cache::CachePolicy;
use crate::web::extract::{Nothing, Query};

/// Answers `/favicon.ico`.
pub async fn get(_: Query<Nothing>) -> Response {
    let icon = assets::FAVICON_ICO;
    let mut response = ([(header::CONTENT_TYPE, icon.content_type)], icon.bytes).into_response();
    response.extensions_mut().insert(CachePolicy::Page);
    response
}
