//! Why nothing was fetched, and whether another try may help.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use url::Url;

use super::guard::private_cause;
use super::retry::{is_passing, retry_after};

/// Why there is no answer, for an operator: what happened where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError {
    pub what: String,
    /// True where the server says that there is no such board or posting (404 or 410).
    pub gone: bool,
    /// How long the host asks to be left alone, where it does.
    pub leave_alone: Option<Duration>,
}

impl FetchError {
    /// One after which nobody is to be left alone.
    pub(super) fn new(what: String) -> Self {
        Self { what, gone: false, leave_alone: None }
    }

    /// An answer that came and is of no use.
    pub(super) fn of_answer(url: &Url, what: &str) -> Self {
        Self::new(format!("{}: {what}", shown(url)))
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for FetchError {}

/// A try that failed.
pub(super) struct Failure {
    pub(super) error: FetchError,
    /// Whether another try may succeed.
    pub(super) passing: bool,
}

impl Failure {
    pub(super) fn new(url: &Url, what: impl fmt::Display, passing: bool) -> Self {
        Self { error: FetchError::of_answer(url, &what.to_string()), passing }
    }
}

/// An address as it may stand in a log: without its query, which may hold a key.
pub fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    format!("{}://{host}{port}{}", url.scheme(), url.path())
}

/// A connection that failed, or an answer that broke off.
pub(super) fn transfer(url: &Url, error: reqwest::Error) -> Failure {
    if let Some(private) = private_cause(&error) {
        return Failure::new(url, private, false);
    }
    let what = if error.is_timeout() {
        "no whole answer in time".to_owned()
    } else {
        let error = error.without_url();
        let mut cause: &dyn std::error::Error = &error;
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        if error.is_connect() {
            format!("no connection: {cause}")
        } else {
            format!("the answer broke off: {cause}")
        }
    };
    Failure::new(url, what, true)
}

/// A host that is not asked now, since it said so.
pub(super) fn left_alone(url: &Url, wait: Duration) -> Failure {
    let what = format_args!("its host asks to be left alone for another {} s", wait.as_secs());
    let mut failure = Failure::new(url, what, false);
    failure.error.leave_alone = Some(wait);
    failure
}

/// Any other status.
pub(super) fn refused(url: &Url, status: StatusCode, headers: &HeaderMap) -> Failure {
    let gone = matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE);
    let passing = is_passing(status);
    let help = match status {
        _ if gone => "; is its id in the list of boards still right?",
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => "; the board is not public, or not for programs",
        _ if passing => "",
        _ => "; look at the address in a browser",
    };
    let mut failure = Failure::new(url, format_args!("answered {status}{help}"), passing);
    failure.error.gone = gone;
    let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let asked = asked.filter(|_| passing).and_then(|text| retry_after(text, Timestamp::now()));
    failure.error.leave_alone = asked;
    failure
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};
    use url::Url;

    use super::{refused, shown};

    #[test]
    fn logs_show_no_keys() {
        let url = Url::parse("https://me:it@jobs.example:8443/feed?key=secret#x").unwrap();
        assert_eq!(shown(&url), "https://jobs.example:8443/feed");
    }

    #[test]
    fn only_what_may_pass_asks_to_be_left_alone() {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("7"))]);
        let url = Url::parse("https://jobs.example/feed").unwrap();
        let late = refused(&url, StatusCode::SERVICE_UNAVAILABLE, &headers);
        assert_eq!((late.passing, late.error.leave_alone), (true, Some(Duration::from_secs(7))));
        let gone = refused(&url, StatusCode::GONE, &headers);
        assert_eq!((gone.passing, gone.error.gone, gone.error.leave_alone), (false, true, None));
        assert!(gone.error.what.starts_with("https://jobs.example/feed: answered 410 Gone"));
    }
}
