//! What can go wrong on the way to a page: a status and a helpful page for the visitor, the cause
//! once in the log.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::pages;
use super::state::App;
use super::trace::RequestId;

/// After how many seconds to ask again for what can't be had at present.
const RETRY_AFTER: u64 = 5;

/// A query parameter that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadParameter {
    pub name: String,
    /// What is wrong with it, for the visitor.
    pub reason: String,
    /// Name and URL of what may have been meant.
    pub instead: Option<(String, String)>,
}

/// Why there is no page.
#[derive(Debug)]
pub enum Error {
    /// Nothing has this URL.
    NotFound,
    /// It was here, and is gone for good.
    Gone,
    /// The page exists, its parameters do not fit.
    BadParameters(Vec<BadParameter>),
    /// The page can only be read.
    MethodNotAllowed,
    /// It took longer than a page may take.
    TimedOut,
    /// It needs the index of positions, which is being made.
    NotReady,
    /// The database did not answer.
    Database(sqlx::Error),
    /// The page could not be written, with the cause.
    Render(String),
    /// A fault of ours, with the message of the panic.
    Panicked(String),
}

impl Error {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::BadParameters(_) => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TimedOut | Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(_) | Self::Render(_) | Self::Panicked(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the log says of it; nothing of a visitor's mistakes.
    fn cause(&self) -> Option<String> {
        match self {
            Self::NotFound
            | Self::Gone
            | Self::BadParameters(_)
            | Self::MethodNotAllowed
            | Self::NotReady => None,
            Self::TimedOut => Some("the page took too long".to_owned()),
            Self::Database(error) => Some(format!("the database failed: {error}")),
            Self::Render(cause) => Some(format!("the page could not be written: {cause}")),
            Self::Panicked(cause) => Some(format!("a handler panicked: {cause}")),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Render(error.to_string())
    }
}

impl IntoResponse for Error {
    /// Only the status; [`layer`] writes the page, since that needs the catalogue.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if matches!(self, Self::MethodNotAllowed) {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER));
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Writes the page of an error.
pub async fn layer(app: App, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let id = request.extensions().get::<RequestId>().cloned();
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<Arc<Error>>() else { return response };
    if let Error::Database(error) = &*error {
        app.db().note(error);
    }
    if let Some(cause) = error.cause() {
        tracing::error!("{cause}");
    }
    let (mut head, _) = response.into_parts();
    head.headers.remove(header::CONTENT_LENGTH);
    head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let body = pages::error::render(&app, &error, &path, id.as_ref());
    Response::from_parts(head, body.into())
}

/// The answer to a panic.
#[expect(clippy::needless_pass_by_value, reason = "this is how the layer hands it over")]
pub fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let message = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    Error::Panicked(message.to_owned()).into_response()
}
