//! A page that is ready to go out.

use askama::Template;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use serde::Serialize;

use super::cache::CachePolicy;
use super::error::Error;

/// Bytes of which most pages have less.
const USUAL: usize = 64 * 1024;

/// A text or file and how it may be kept.
#[derive(Debug)]
pub struct Page {
    body: Body,
    content_type: &'static str,
    policy: CachePolicy,
}

impl Page {
    /// An HTML page.
    pub fn html(view: &impl Template) -> Result<Self, Error> {
        let mut html = String::with_capacity(USUAL);
        view.render_into(&mut html)?;
        Ok(Self::document("text/html; charset=utf-8", html))
    }

    /// A document of any type.
    pub fn document(content_type: &'static str, body: impl Into<Body>) -> Self {
        Self { body: body.into(), content_type, policy: CachePolicy::Page }
    }

    /// A value for scripts.
    pub fn json(value: &impl Serialize) -> Result<Self, Error> {
        let body = serde_json::to_string(value).map_err(|error| Error::Render(error.to_string()))?;
        Ok(Self::document("application/json", body))
    }

    /// The same as another type.
    #[must_use]
    pub fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = content_type;
        self
    }

    /// The same under another policy.
    #[must_use]
    pub fn policy(mut self, policy: CachePolicy) -> Self {
        self.policy = policy;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = ([(header::CONTENT_TYPE, self.content_type)], self.body).into_response();
        response.extensions_mut().insert(self.policy);
        response
    }
}
