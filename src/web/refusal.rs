//! Requests that are turned away before any page is asked: a constant answer each, which costs next to nothing when
//! there is too much to do.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;

use super::cache::CachePolicy;
use super::headers;

/// A small page without anything that would have to be fetched.
macro_rules! page {
    ($heading:literal, $text:literal) => {
        concat!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            "<title>",
            $heading,
            "</title><h1>",
            $heading,
            "</h1><p>",
            $text,
            "</p>\n"
        )
    };
}

/// Why a request is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// More is asked for than can be made.
    Busy,
    /// This client asks too often; it may again after this time.
    TooOften(Duration),
    /// It brings a body, which no page reads.
    TooLarge,
}

impl Refusal {
    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }

    /// The word for it in figures.
    pub fn word(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::TooOften(_) => "too often",
            Self::TooLarge => "too large",
        }
    }

    /// After how long to ask again, in whole seconds.
    fn retry_after(self) -> Option<u64> {
        match self {
            Self::Busy => Some(1),
            Self::TooOften(wait) => Some(wait.as_secs() + 1),
            Self::TooLarge => None,
        }
    }

    /// The page.
    pub fn page(self) -> &'static str {
        match self {
            Self::Busy => page!(
                "The site is busy",
                "More people ask for pages than can be answered. Try again in a moment."
            ),
            Self::TooOften(_) => page!(
                "Too many requests",
                "Someone at your address asks for very much at once. Try again in a moment."
            ),
            Self::TooLarge => page!("This page can only be read", "It takes nothing that is sent along."),
        }
    }

    /// The answer to a request for `uri`.
    pub fn response(self, uri: &Uri) -> Response {
        let (mut head, ()) = Response::new(()).into_parts();
        head.status = self.status();
        let page = self.page();
        head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        if let Some(seconds) = self.retry_after() {
            head.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self == Self::TooLarge {
            // What was sent along is not read, so that nothing in it is taken for a request.
            head.headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        CachePolicy::Never.tell(&mut head.headers);
        headers::complete(&mut head, uri);
        Response::from_parts(head, Body::from(page))
    }
}
