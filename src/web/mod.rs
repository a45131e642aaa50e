//! The site: routes and the layers around them.

pub mod age;
pub mod ask;
pub mod assets;
pub mod axis;
pub mod cache;
pub mod canonical;
pub mod card;
pub mod error;
pub mod extract;
pub mod filters;
pub mod headers;
pub mod heading;
pub mod layout;
pub mod lines;
pub mod number;
pub mod page;
pub mod pages;
pub mod pagination;
pub mod palette;
pub mod pictures;
pub mod place;
pub mod results;
pub mod routes;
pub mod sitemap;
pub mod state;
pub mod stated_pay;
pub mod structured;
pub mod suggestion;
pub mod summary;
pub mod trace;
pub mod urls;
pub mod views;
pub mod wage_table;
pub mod wanted;
pub mod xml;

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use error::Error;
use state::App;

/// The longest that a page may take; far more than any needs.
const LONGEST_REQUEST: Duration = Duration::from_secs(10);

/// The whole site. Layers stand in the order in which a request passes them; they lie around the
/// routing and not behind it, since some change what is routed.
pub fn app(state: App) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn(trace::layer))
        .layer(from_fn(headers::layer))
        .layer(from_fn(ask::layer))
        .layer(CompressionLayer::new())
        .layer(from_fn(cache::layer))
        .layer(from_fn_with_state(state.clone(), error::layer))
        .layer(from_fn(time_out))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(canonical::layer));
    Router::new().fallback_service(layers.service(routes::routes().with_state(state)))
}

async fn time_out(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST_REQUEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::TimedOut.into_response(),
    }
}
