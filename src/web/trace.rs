//! An id for every request, and what the log tells of it.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tracing::Span;

/// Header in which the id comes from a proxy and goes back to the client.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What takes longer than this is told in the log.
const SLOW: Duration = Duration::from_millis(500);

/// By this a visitor's report is found in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// A proxy's id where it is a plain one, else a new one.
    pub fn of(headers: &HeaderMap) -> Self {
        let plain = |value: &&HeaderValue| {
            let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
            (1..=64).contains(&value.len()) && value.as_bytes().iter().all(plain)
        };
        headers.get(REQUEST_ID).filter(plain).cloned().map_or_else(Self::fresh, Self)
    }

    /// Distinct within a process by its count, between processes by the time of their first request.
    fn fresh() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        static START: LazyLock<String> = LazyLock::new(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            format!("{:x}", now.as_micros())
        });
        let text = format!("{}-{:x}", *START, COUNT.fetch_add(1, Ordering::Relaxed));
        Self(HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("none")))
    }

    /// As a header.
    pub fn header(&self) -> HeaderValue {
        self.0.clone()
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

/// Around everything that is told while a request is answered. Of the highest level, so that it is there
/// whatever is logged.
pub fn span(parts: &Parts, id: &RequestId) -> Span {
    tracing::error_span!("request", id = id.as_str(), method = %parts.method, path = parts.uri.path())
}

/// Tells of an answer that was made; in the usual log only of slow ones. Why one failed is told where it did.
pub fn answered(status: StatusCode, took: Duration) {
    let (status, micros) = (status.as_u16(), took.as_micros());
    if took >= SLOW {
        tracing::warn!(status, micros, "answered slowly");
    } else {
        tracing::debug!(status, micros, "answered");
    }
}
