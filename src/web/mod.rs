//! The site: routes and the layers around them.

pub mod age;
pub mod answers;
pub mod assets;
pub mod axis;
pub mod cache;
pub mod canonical;
pub mod card;
pub mod error;
pub mod escape;
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
pub mod share;
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

use answers::front::Front;
use error::Error;
use state::Live;

/// The longest that a page may take; far more than any needs.
const LONGEST_REQUEST: Duration = Duration::from_secs(10);

/// The whole site: answers from memory, before the pages. Their layers stand in the order in which a request
/// passes them; they lie around the routing and not behind it, since some change what is routed.
pub fn site(live: Live) -> Front {
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(live.clone(), error::layer))
        .layer(from_fn(time_out))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(canonical::layer));
    let pages = routes::routes().with_state(live.clone());
    Front::new(live, Router::new().fallback_service(layers.service(pages)))
}

async fn time_out(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST_REQUEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::TimedOut.into_response(),
    }
}
