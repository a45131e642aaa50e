//! What of a request decides how an answer goes out, beside its URL.

use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, header};

use super::encoding::Encoding;

/// What of a request decides how an answer goes out.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Without the body.
    pub head: bool,
    pub encoding: Encoding,
    /// The answers that the client has already.
    pub known: Option<HeaderValue>,
}

impl Asked {
    /// What a request asks for.
    pub fn by(parts: &Parts) -> Self {
        Self {
            head: parts.method == Method::HEAD,
            encoding: Encoding::wanted(&parts.headers),
            known: parts.headers.get(header::IF_NONE_MATCH).cloned(),
        }
    }
}
