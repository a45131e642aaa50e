//! `/metrics` for Prometheus, on a listener of its own: what it tells is not for visitors. `/healthz` and `/readyz` are
//! there too, where no visitor takes their place.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::Bounds;
use super::stream::Progress;
use crate::web::answers::front::Front;
use crate::web::figures;
use crate::web::metrics::Connections;
use crate::web::state::Live;
use crate::web::urls;

/// Connections at once; one Prometheus needs one.
const CONNECTIONS: u32 = 16;

/// The form that Prometheus reads (OpenMetrics 1.0).
const FORM: HeaderValue =
    HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");

/// Answers until the site stops.
pub async fn serve(
    listener: TcpListener,
    (live, site): (Live, Front),
    bounds: Bounds,
    mut stopped: watch::Receiver<bool>,
) {
    let bounds = Bounds { connections: CONNECTIONS, ..bounds };
    let service = move |_, progress: Arc<Progress>| {
        let (live, site) = (live.clone(), site.clone());
        service_fn(move |request: Request<Incoming>| {
            let (live, site, progress) = (live.clone(), site.clone(), Arc::clone(&progress));
            async move {
                progress.ask();
                let answer = answer(&live, &site, request).await;
                progress.answer();
                Ok::<_, Infallible>(answer)
            }
        })
    };
    let stop = async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    super::serve(listener, bounds, Connections::default(), service, stop).await;
}

async fn answer(live: &Live, site: &Front, request: Request<Incoming>) -> Response {
    match request.uri().path() {
        urls::HEALTHZ | urls::READYZ => {
            let request = request.map(|_| Body::empty());
            site.answer(request).await.unwrap_or_else(|never| match never {})
        }
        "/metrics" => metrics(live).await,
        _ => (StatusCode::NOT_FOUND, "see /metrics\n").into_response(),
    }
}

async fn metrics(live: &Live) -> Response {
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
