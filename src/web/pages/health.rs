//! `/healthz` and `/readyz`: for the operator's monitoring.

use std::fmt;

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

/// Answers `/readyz`: the database answers and its file is as it should be, there is content to show, and positions can
/// be searched; each by itself.
pub async fn ready(app: App) -> Response {
    let readiness = Readiness {
        database: database(&app).await,
        content: !app.catalogue().paths.is_empty(),
        index: match app.index() {
            Some(index) => format!("ok, {} positions", index.total),
            None if app.db().is_read_only() => "there is none, and none can be written".to_owned(),
            None => "is being made".to_owned(),
        },
        searchable: app.index().is_some() || app.db().is_read_only(),
    };
    (readiness.status(), text(readiness.to_string())).into_response()
}

/// What can be used.
struct Readiness {
    /// How the database is; the error says what is wrong with it.
    database: Result<String, String>,
    content: bool,
    index: String,
    /// Whether positions can be searched, or never will be.
    searchable: bool,
}

impl Readiness {
    fn status(&self) -> StatusCode {
        match self.database.is_ok() && self.content && self.searchable {
            true => StatusCode::OK,
            false => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl fmt::Display for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Ok(database) | Err(database)) = &self.database;
        writeln!(f, "{}", if self.status() == StatusCode::OK { "ready" } else { "not ready" })?;
        writeln!(f, "database: {database}")?;
        writeln!(f, "content: {}", if self.content { "ok" } else { "there is none" })?;
        writeln!(f, "index: {}", self.index)
    }
}

async fn database(app: &App) -> Result<String, String> {
    if let Some(fault) = app.db().fault() {
        return Err(fault.to_string());
    }
    let version = version(app).await.map_err(|error| {
        tracing::error!(%error, "not ready: the database does not answer");
        "does not answer".to_owned()
    })?;
    let state = if app.db().is_read_only() { "read-only, nothing is written" } else { "ok" };
    Ok(format!("{state}, content version {version}"))
}

async fn version(app: &App) -> db::Result<i64> {
    meta::find_content_version(&mut *app.db().read().await?).await
}

fn text(body: String) -> Page {
    Page::document("text/plain; charset=utf-8", body).policy(CachePolicy::Never)
}
