//! `/healthz` and `/readyz`: for the operator's monitoring.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::db::{self, meta};
use crate::web::cache::CachePolicy;
use crate::web::page::Page;
use crate::web::state::App;

/// Answers `/healthz`: the process is up.
pub async fn alive() -> Page {
    text("ok\n".to_owned())
}

/// Answers `/readyz`: the database answers, nothing is wrong with its file, and there is content to show.
pub async fn ready(app: App) -> Response {
    if let Some(fault) = app.db().fault() {
        return not_ready(&fault.to_string());
    }
    match version(&app).await {
        Ok(version) if !app.catalogue().paths.is_empty() => {
            let database = if app.db().is_read_only() { "read-only, nothing is written" } else { "ok" };
            text(format!("ready\ndatabase: {database}\ncontent version: {version}\n")).into_response()
        }
        Ok(_) => not_ready("there is no content"),
        Err(error) => {
            tracing::error!(%error, "not ready: the database does not answer");
            not_ready("the database does not answer")
        }
    }
}

async fn version(app: &App) -> db::Result<i64> {
    meta::find_content_version(&mut *app.db().read().await?).await
}

fn not_ready(why: &str) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, text(format!("not ready: {why}\n"))).into_response()
}

fn text(body: String) -> Page {
    Page::document("text/plain; charset=utf-8", body).policy(CachePolicy::Never)
}
