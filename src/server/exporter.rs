//! `/metrics` for Prometheus, on a listener of its own: what it tells is not for visitors.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::Bounds;
use crate::web::figures;
use crate::web::metrics::Connections;
use crate::web::state::Live;

/// Connections at once; one Prometheus needs one.
const CONNECTIONS: u32 = 16;

/// The form that Prometheus reads (OpenMetrics 1.0).
const FORM: HeaderValue =
    HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");

/// Answers until the site stops.
pub async fn serve(listener: TcpListener, live: Live, bounds: Bounds, mut stopped: watch::Receiver<bool>) {
    let bounds = Bounds { connections: CONNECTIONS, ..bounds };
    let site = move |_, _| {
        let live = live.clone();
        service_fn(move |request| {
            let live = live.clone();
            async move { Ok::<_, Infallible>(answer(&live, &request).await) }
        })
    };
    let stop = async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    super::serve(listener, bounds, Connections::default(), site, stop).await;
}

async fn answer(live: &Live, request: &Request<Incoming>) -> Response {
    if request.uri().path() != "/metrics" {
        return (StatusCode::NOT_FOUND, "see /metrics\n").into_response();
    }
    let text = match figures::read(live).await {
        Ok(figures) => live.metrics().text(&figures).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match text {
        Ok(text) => ([(header::CONTENT_TYPE, FORM)], Body::from(text)).into_response(),
        Err(error) => {
            tracing::error!("the metrics can't be told: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}
