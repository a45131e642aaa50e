//! `/pictures/{picture}`: what others show beside a link to a page.

use axum::response::{IntoResponse, Response};

use crate::web::cache::CachePolicy;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::headers::ForOtherSites;
use crate::web::page::Page;
use crate::web::pictures::Drawing;
use crate::web::state::App;
use crate::web::{canonical, urls};

/// Answers `/pictures/{picture}`; one that has changed since leads to what it is now.
pub async fn get(app: App, Segment(file): Segment, _: Query<Nothing>) -> Result<Response, Error> {
    let drawing = Drawing::find(app.catalogue(), &file).ok_or(Error::NotFound)?;
    let current = drawing.file();
    if current != file {
        return Ok(canonical::redirect_for_now(&urls::picture(&current)));
    }
    let png = app.studio().png(drawing).await?;
    let mut response = Page::document("image/png", png).policy(CachePolicy::Immutable).into_response();
    response.extensions_mut().insert(ForOtherSites);
    Ok(response)
}
