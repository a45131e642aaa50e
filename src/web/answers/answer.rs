//! One answer, whole: status, all headers, and the body in one encoding.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_128;

use super::asked::Asked;
use super::encoding::{Effort, Encoding};
use crate::web::cache::{CachePolicy, FRESH, REPEATED, STALE};
use crate::web::headers::{self, X_ROBOTS_TAG};
use crate::web::metrics::{Route, Tally};
use crate::web::trace::{REQUEST_ID, RequestId};
use crate::web::views::Viewed;

/// Largest body in bytes. Pages are far smaller; this only bounds memory.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// Smaller bodies in bytes are not worth packing.
const WORTH_PACKING: usize = 256;

/// How old a page that tells how often it was seen may be: a second, after which views are written too.
const COUNTED: Duration = Duration::from_secs(1);

/// What an answer was made from: another state of the site, or another day, makes another answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub state: u64,
    pub day: Date,
}

/// Whether a kept answer can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// It is what would be made now.
    Current,
    /// It can be given while a new one is made.
    Old,
    /// It can't.
    Past,
}

/// An answer that is ready to go out.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    /// All of them, with a place for the request's id.
    headers: HeaderMap,
    /// Those of a 304 in its stead.
    unchanged: HeaderMap,
    body: Bytes,
    encoding: Encoding,
    effort: Effort,
    policy: CachePolicy,
    stamp: Stamp,
    /// When it was last found to be what would be made.
    checked: Instant,
    /// Since when its body has been what it is.
    since: Instant,
    /// The posting whose views it tells.
    viewed: Option<Viewed>,
    route: Route,
    tally: Tally,
}

impl Answer {
    /// Reads a response to the end and adds what every answer has. `stamp` and `now` are of before it was made.
    pub async fn of(uri: &Uri, response: Response, (stamp, now): (Stamp, Instant)) -> Self {
        let (mut head, body) = response.into_parts();
        let body = to_bytes(body, MAX_BODY).await.unwrap_or_else(|error| {
            tracing::error!("an answer could not be read whole: {error}");
            (head, _) = StatusCode::INTERNAL_SERVER_ERROR.into_response().into_parts();
            Bytes::new()
        });
        let policy = match head.extensions.get::<CachePolicy>() {
            Some(policy) if head.status.is_success() || head.status.is_redirection() => *policy,
            _ => CachePolicy::Never,
        };
        headers::complete(&mut head, uri);
        let mut headers = head.headers;
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        policy.tell(&mut headers);
        headers.insert(REQUEST_ID, HeaderValue::from_static(""));
        let mut unchanged = HeaderMap::new();
        if is_packable(&headers, &body) {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        if head.status == StatusCode::OK && policy != CachePolicy::Never {
            headers.insert(header::ETAG, tag(&body));
            for name in REPEATED.into_iter().chain([X_ROBOTS_TAG, REQUEST_ID]) {
                if let Some(value) = headers.get(&name) {
                    unchanged.insert(name, value.clone());
                }
            }
        }
        let viewed = head.extensions.get().copied();
        let (route, tally) = (head.extensions.remove().unwrap_or_default(), Tally::default());
        let (status, encoding, effort) = (head.status, Encoding::Identity, Effort::Best);
        let (checked, since) = (now, now);
        Self {
            status,
            headers,
            unchanged,
            body,
            encoding,
            effort,
            policy,
            stamp,
            checked,
            since,
            viewed,
            route,
            tally,
        }
    }

    /// The same, counted so when it is given from memory.
    #[must_use]
    pub fn tallied(self, tally: Tally) -> Self {
        Self { tally, ..self }
    }

    /// What counts it when it is given from memory.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Which route made it.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// Whether it may be given again.
    pub fn may_be_kept(&self) -> bool {
        self.status == StatusCode::OK && self.policy != CachePolicy::Never
    }

    /// Whether it says that the site failed, now and not for good.
    pub fn is_failure(&self) -> bool {
        self.status.is_server_error()
    }

    /// How it stands at `now`, when answers are made with `stamp`.
    pub fn age(&self, stamp: Stamp, now: Instant) -> Age {
        let age = now.saturating_duration_since(self.checked);
        match self.policy {
            CachePolicy::Never => Age::Past,
            CachePolicy::Immutable => Age::Current,
            CachePolicy::Page if self.viewed.is_some() => {
                if self.stamp == stamp && age < COUNTED {
                    Age::Current
                } else {
                    Age::Past
                }
            }
            CachePolicy::Page if self.stamp == stamp && age < FRESH => Age::Current,
            CachePolicy::Page if age < FRESH + STALE => Age::Old,
            CachePolicy::Page => Age::Past,
        }
    }

    /// Whether it goes out in other encodings too.
    pub fn is_packable(&self) -> bool {
        is_packable(&self.headers, &self.body)
    }

    /// Whether its body has to be made for an encoding.
    pub fn goes_packed(&self, encoding: Encoding) -> bool {
        encoding != self.encoding && self.is_packable()
    }

    /// The same with its plain body in an encoding. Takes as long as [`Effort`] says.
    pub fn packed(&self, encoding: Encoding, effort: Effort) -> std::io::Result<Self> {
        let body = Bytes::from(encoding.pack(&self.body, effort)?);
        let mut headers = self.headers.clone();
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        if let Some(value) = encoding.header() {
            headers.insert(header::CONTENT_ENCODING, value);
        }
        Ok(Self { headers, body, encoding, effort, ..self.clone() })
    }

    /// Whether its body could be smaller than it is, and has been the same for `time`.
    pub fn is_worth_improving(&self, time: Duration, now: Instant) -> bool {
        self.effort == Effort::Quick && now.saturating_duration_since(self.since) >= time
    }

    /// The same as of when `plain` was made, if that says the same.
    pub fn renewed(&self, plain: &Self) -> Option<Self> {
        let same = self.headers.get(header::ETAG) == plain.headers.get(header::ETAG);
        let (stamp, checked) = (plain.stamp, plain.checked);
        same.then(|| Self { stamp, checked, ..self.clone() })
    }

    /// How its body goes out.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The posting whose views it tells.
    pub fn viewed(&self) -> Option<Viewed> {
        self.viewed
    }

    /// Bytes that it takes, about.
    pub fn weight(&self) -> usize {
        /// Two maps of headers and their values.
        const HEADERS: usize = 4096;
        self.body.len() + HEADERS
    }

    /// Itself as the answer to one request: whole, without its body to a `HEAD`, and as 304 to who has the same
    /// already.
    pub fn respond(&self, asked: &Asked, id: &RequestId) -> Response {
        let unchanged = asked.known.as_ref().is_some_and(|known| self.is_known(known));
        let (status, headers) = match unchanged {
            true => (StatusCode::NOT_MODIFIED, &self.unchanged),
            false => (self.status, &self.headers),
        };
        let body = if unchanged || asked.head { Body::empty() } else { Body::from(self.body.clone()) };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers.clone();
        response.headers_mut().insert(REQUEST_ID, id.header());
        response
    }

    /// Whether an `If-None-Match` header names it, by weak comparison (RFC 9110, 13.1.2).
    fn is_known(&self, header: &HeaderValue) -> bool {
        let tag = self.unchanged.get(header::ETAG).and_then(|tag| tag.to_str().ok());
        tag.zip(header.to_str().ok()).is_some_and(|(tag, header)| names(header, tag))
    }
}

/// Whether a body in another encoding is smaller: texts are, pictures and icons are packed already.
fn is_packable(headers: &HeaderMap, body: &Bytes) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default();
    let text = kind.starts_with("text/") || ["json", "xml"].iter().any(|end| kind.ends_with(end));
    text && body.len() >= WORTH_PACKING
}

/// A fingerprint of a body; weak, since the same page goes out in several encodings.
fn tag(body: &[u8]) -> HeaderValue {
    let text = format!("W/\"{:032x}\"", xxh3_128(body));
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("W/\"\""))
}

fn names(header: &str, tag: &str) -> bool {
    let opaque = |text: &str| text.trim().trim_start_matches("W/") == tag.trim_start_matches("W/");
    header.trim() == "*" || header.split(',').any(opaque)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use axum::http::Uri;
    use axum::response::IntoResponse;
    use jiff::civil::date;

    use super::{Age, Answer, Stamp, names};
    use crate::web::cache::CachePolicy;
    use crate::web::page::Page;
    use crate::web::views::Viewed;

    const STAMP: Stamp = Stamp { state: 3, day: date(2026, 11, 22) };

    async fn answer(policy: CachePolicy, viewed: bool, now: Instant) -> Answer {
        let mut response = Page::document("text/plain", "text").policy(policy).into_response();
        if viewed {
            response.extensions_mut().insert(Viewed(1));
        }
        Answer::of(&Uri::from_static("/"), response, (STAMP, now)).await
    }

    #[test]
    fn tags_are_compared_weakly_and_in_lists() {
        assert!(names("W/\"a\"", "W/\"a\""));
        assert!(names("\"x\", \"a\"", "W/\"a\""));
        assert!(names("*", "W/\"a\""));
        assert!(!names("\"ab\"", "W/\"a\""));
        assert!(!names("", "W/\"a\""));
    }

    #[tokio::test]
    async fn answers_grow_old_as_their_policy_says() {
        let now = Instant::now();
        let after = |seconds| now + Duration::from_secs(seconds);
        let other = Stamp { state: 4, ..STAMP };
        let morrow = Stamp { day: date(2026, 11, 23), ..STAMP };
        let page = answer(CachePolicy::Page, false, now).await;
        assert_eq!(page.age(STAMP, after(59)), Age::Current);
        assert_eq!(page.age(STAMP, after(61)), Age::Old);
        assert_eq!(page.age(other, after(1)), Age::Old);
        assert_eq!(page.age(morrow, after(1)), Age::Old);
        assert_eq!(page.age(STAMP, after(660)), Age::Past);
        let file = answer(CachePolicy::Immutable, false, now).await;
        assert_eq!(file.age(morrow, after(1_000_000)), Age::Current);
        let posting = answer(CachePolicy::Page, true, now).await;
        assert_eq!(posting.age(STAMP, now), Age::Current);
        assert_eq!(posting.age(other, now), Age::Past);
        assert_eq!(posting.age(STAMP, after(1)), Age::Past);
        assert!(!answer(CachePolicy::Never, false, now).await.may_be_kept());
    }
}
