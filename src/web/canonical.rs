//! One spelling for every URL: all others lead to it with 308.

use axum::Extension;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::cache::CachePolicy;
use super::error::Error;

/// Parameters that others hang on links to follow people about; dropped, so that such a link still
/// leads to its page.
const TRACKING: &[&str] = &["fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid"];

/// Redirects to the one spelling of a URL.
pub async fn layer(request: Request, next: Next) -> Response {
    match canonical(request.uri()) {
        Some(url) => redirect(&url),
        None => next.run(request).await,
    }
}

/// The answer that leads to the right URL for good.
pub fn redirect(url: &str) -> Response {
    redirect_with(StatusCode::PERMANENT_REDIRECT, url)
}

/// The answer that leads to the URL that is right at present.
pub fn redirect_for_now(url: &str) -> Response {
    redirect_with(StatusCode::TEMPORARY_REDIRECT, url)
}

fn redirect_with(status: StatusCode, url: &str) -> Response {
    match HeaderValue::from_str(url) {
        Ok(location) => {
            let headers = [(header::LOCATION, location)];
            (status, headers, Extension(CachePolicy::Page)).into_response()
        }
        Err(_) => Error::NotFound.into_response(),
    }
}

/// The one spelling, if the URL has another: lower case, single slashes, none at the end, no
/// tracking. Always begins with one slash, so that it can't lead to another site.
fn canonical(uri: &Uri) -> Option<String> {
    let path = uri.path();
    // Browsers read a backslash as a slash; nothing of ours has one. And `OPTIONS *` and `CONNECT`
    // name no page at all.
    if path.contains('\\') || !path.starts_with('/') {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let clean = format!("/{}", parts.join("/").to_ascii_lowercase());
    let query = uri.query().map(|query| {
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !tracks(pair)).collect();
        kept.join("&")
    });
    let same_query = query.as_deref().is_none_or(|kept| !kept.is_empty() && Some(kept) == uri.query());
    if clean == path && same_query {
        return None;
    }
    Some(match query.filter(|kept| !kept.is_empty()) {
        Some(kept) => format!("{clean}?{kept}"),
        None => clean,
    })
}

fn tracks(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || TRACKING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn one_spelling() {
        for (given, expected) in [
            ("/", None),
            ("/paths/nurse", None),
            ("/jobs?page=2", None),
            ("/paths/", Some("/paths")),
            ("/Paths/Nurse?page=2", Some("/paths/nurse?page=2")),
            ("//evil.example/", Some("/evil.example")),
            ("/paths?", Some("/paths")),
            ("/paths?utm_source=x&q=Go&fbclid=1", Some("/paths?q=Go")),
            ("/\\Evil.example", None),
            ("*", None),
            ("host.example:443", None),
        ] {
            let uri = given.parse().unwrap_or_default();
            assert_eq!(canonical(&uri).as_deref(), expected, "{given}");
        }
    }
}
