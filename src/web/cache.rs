//! How long an answer may be kept: pages state a policy, one layer writes it as headers.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::error::Error;

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachePolicy {
    /// A page: shared caches may keep it a minute, and show it for ten more while they ask again.
    Page,
    /// A file whose name changes with its content.
    Immutable,
    /// Errors, and what tells the state of this moment.
    Never,
}

impl CachePolicy {
    fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Page => "public, max-age=60, stale-while-revalidate=600",
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Never => "no-store",
        })
    }
}

/// Largest answer in bytes that is given an `ETag`. Pages are far smaller; this only bounds memory.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// Writes `Cache-Control`, `Vary` and `ETag`, and answers 304 to who has the same already.
pub async fn layer(request: Request, next: Next) -> Response {
    let wanted = request.headers().get(header::IF_NONE_MATCH).cloned();
    let mut response = next.run(request).await;
    let policy = match response.extensions().get::<CachePolicy>() {
        Some(policy) if response.status().is_success() || response.status().is_redirection() => *policy,
        _ => CachePolicy::Never,
    };
    response.headers_mut().insert(header::CACHE_CONTROL, policy.header());
    if policy == CachePolicy::Never || response.status() != StatusCode::OK {
        return response;
    }
    // One URL is answered in several encodings.
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    with_etag(response, wanted.as_ref()).await
}

async fn with_etag(response: Response, wanted: Option<&HeaderValue>) -> Response {
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_BODY).await else {
        return Error::Render("an answer larger than any page".to_owned()).into_response();
    };
    // Weak, since the same page goes out in several encodings.
    let digest = Sha256::digest(&bytes);
    let tag: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("W/\"{tag}\"");
    let known = wanted.and_then(|value| value.to_str().ok()).is_some_and(|value| names(value, &tag));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        head.headers.insert(header::ETAG, value);
    }
    if known {
        head.status = StatusCode::NOT_MODIFIED;
        remove_body_headers(&mut head.headers);
        return Response::from_parts(head, Body::empty());
    }
    Response::from_parts(head, Body::from(bytes))
}

/// Whether an `If-None-Match` header names this tag, by weak comparison (RFC 9110, 13.1.2).
fn names(header: &str, tag: &str) -> bool {
    let opaque = |text: &str| text.trim().trim_start_matches("W/").to_owned();
    header.trim() == "*" || header.split(',').any(|candidate| opaque(candidate) == opaque(tag))
}

fn remove_body_headers(headers: &mut HeaderMap) {
    headers.remove(header::CONTENT_TYPE);
    headers.remove(header::CONTENT_LENGTH);
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn tags_are_compared_weakly_and_in_lists() {
        assert!(names("W/\"a\"", "W/\"a\""));
        assert!(names("\"x\", \"a\"", "W/\"a\""));
        assert!(names("*", "W/\"a\""));
        assert!(!names("\"ab\"", "W/\"a\""));
        assert!(!names("", "W/\"a\""));
    }
}
