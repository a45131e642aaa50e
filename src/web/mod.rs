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
pub mod figures;
pub mod filters;
pub mod headers;
pub mod heading;
pub mod layout;
pub mod lines;
pub mod metrics;
pub mod number;
pub mod page;
pub mod pages;
pub mod pagination;
pub mod palette;
pub mod pictures;
pub mod place;
pub mod refusal;
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
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use answers::front::Front;
use error::Error;
use state::Live;

/// Bounds of what the site does at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Answers that are made at the same time; who asks for more is told that the site is busy. Answers from memory
    /// are given all the same.
    pub making: usize,
    /// How long one may take.
    pub time: Duration,
}

/// The whole site: answers from memory, before the pages. Their layers stand in the order in which a request
/// passes them; they lie around the routing and not behind it, since some change what is routed.
pub fn site(live: Live, bounds: Bounds) -> Front {
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(live.clone(), error::layer))
        .layer(from_fn_with_state(bounds.time, time_out))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(canonical::layer));
    let pages = routes::routes().route_layer(from_fn(metrics::note_route)).with_state(live.clone());
    Front::new(live, Router::new().fallback_service(layers.service(pages)), bounds.making)
}

async fn time_out(State(time): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::TimedOut.into_response(),
    }
}
