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

/// Answers `/readyz`: the database answers, there is content to show, and positions can be searched; each by itself.
pub async fn ready(app: App) -> Response {
    let version = version(&app).await;
    if let Err(error) = &version {
        tracing::error!(%error, "not ready: the database does not answer");
    }
    let state = Readiness {
        database: version.ok(),
        content: !app.catalogue().paths.is_empty(),
        index: app.index().map(|index| index.total),
    };
    (state.status(), text(state.to_string())).into_response()
}

/// What can be used.
struct Readiness {
    /// The version of its content, where it answers.
    database: Option<i64>,
    content: bool,
    /// Positions in it, once it is there.
    index: Option<u32>,
}

impl Readiness {
    fn status(&self) -> StatusCode {
        match self.database.is_some() && self.content && self.index.is_some() {
            true => StatusCode::OK,
            false => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl fmt::Display for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", if self.status() == StatusCode::OK { "ready" } else { "not ready" })?;
        match self.database {
            Some(version) => writeln!(f, "database: ok, content version {version}")?,
            None => writeln!(f, "database: does not answer")?,
        }
        writeln!(f, "content: {}", if self.content { "ok" } else { "there is none" })?;
        match self.index {
            Some(positions) => writeln!(f, "index: ok, {positions} positions"),
            None => writeln!(f, "index: is being made"),
        }
    }
}

async fn version(app: &App) -> db::Result<i64> {
    meta::find_content_version(&mut *app.db().read().await?).await
}

fn text(body: String) -> Page {
    Page::document("text/plain; charset=utf-8", body).policy(CachePolicy::Never)
}
