//! Headers of every answer, each with its reason.

use axum::http::response::Parts;
use axum::http::{HeaderName, HeaderValue, Uri, header};

use super::urls;

/// A constant: pages have no inline script or style, and nothing from elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     script-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// Who may embed an answer.
const EMBEDDING: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

static HEADERS: [(HeaderName, &str); 7] = [
    // Injected markup can neither run nor load anything.
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    // A file is what its type says; browsers must not guess a script out of it.
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Employers' sites learn where a visitor came from, not which page with which search.
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    // For browsers that don't know frame-ancestors: no one may frame the site to steal clicks.
    (header::X_FRAME_OPTIONS, "DENY"),
    // A page opened from here, or that opens us, can't reach into our window.
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    // Other sites can't embed our files.
    (EMBEDDING, "same-origin"),
    // The site needs none of these, so injected code must not get them either.
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// For search engines.
pub const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Whether a URL is that of a search: the same postings in endless combinations, as a page or as a feed.
fn is_search(uri: &Uri) -> bool {
    [urls::JOBS, urls::JOBS_FEED].contains(&uri.path()) && uri.query().is_some()
}

/// Marks an answer that is made to be shown by other sites.
#[derive(Debug, Clone, Copy)]
pub struct ForOtherSites;

/// Adds to an answer at `uri` the headers that every one has.
pub fn complete(answer: &mut Parts, uri: &Uri) {
    if is_search(uri) {
        // A feed has no other place to say it, and a page says the same.
        answer.headers.insert(X_ROBOTS_TAG, HeaderValue::from_static("noindex"));
    }
    for (name, value) in &HEADERS {
        answer.headers.insert(name.clone(), HeaderValue::from_static(value));
    }
    if answer.extensions.get::<ForOtherSites>().is_some() {
        answer.headers.insert(EMBEDDING, HeaderValue::from_static("cross-origin"));
    }
}
