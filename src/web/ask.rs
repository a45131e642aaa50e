//! Requests as the rest of the site wants them: only `GET`, only encodings that can be had.

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

/// Marks a request that came as `HEAD`.
#[derive(Debug, Clone, Copy)]
pub struct AskedForHead;

/// Answers `HEAD` like `GET`, headers and all, without the body.
pub async fn layer(mut request: Request, next: Next) -> Response {
    drop_refusals(&mut request);
    if request.method() != Method::HEAD {
        return next.run(request).await;
    }
    *request.method_mut() = Method::GET;
    request.extensions_mut().insert(AskedForHead);
    let (mut head, body) = next.run(request).await.into_parts();
    if let Some(length) = body.size_hint().exact() {
        head.headers.entry(header::CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    Response::from_parts(head, Body::empty())
}

/// Who refuses every encoding that we have gets the page all the same (RFC 9110, 12.5.3, allows
/// that), rather than an error that helps no one.
fn drop_refusals(request: &mut Request) {
    let Some(text) = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok())
    else {
        return;
    };
    let refused = |part: &&str| {
        let weight = part.split_once(';').and_then(|(_, weight)| weight.trim().strip_prefix("q="));
        weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
    };
    if !text.split(',').any(|part| refused(&part)) {
        return;
    }
    let kept: Vec<&str> = text.split(',').filter(|part| !refused(part)).collect();
    let kept = HeaderValue::from_str(&kept.join(",")).ok();
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    if let Some(kept) = kept.filter(|kept| !kept.is_empty()) {
        request.headers_mut().insert(header::ACCEPT_ENCODING, kept);
    }
}
