//! The client: one document at a time, with manners and bounds.

use std::sync::Arc;

use anyhow::Context;
use reqwest::header::{
    ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode};
use tokio::sync::Semaphore;
use tokio::time::sleep;
use url::Url;

use super::body::{self, Broken};
use super::failure::{Failure, FetchError, left_alone, refused, shown, transfer};
use super::guard::Guard;
use super::hosts::Hosts;
use super::options::Options;
use super::retry::{backoff, is_of_the_host};
use crate::model::board::Validators;

/// Longest validator that is kept, in bytes; servers send hashes and dates.
const LONGEST_VALIDATOR: usize = 1000;

/// A successful answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// What was fetched with these validators still holds.
    Unchanged,
    Document {
        bytes: Vec<u8>,
        validators: Validators,
    },
}

/// What one request led to.
enum Step {
    Done(Fetched),
    Redirect(Url),
}

/// Fetches documents. Clones share their connections and their manners towards hosts.
#[derive(Debug, Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    http: reqwest::Client,
    guard: Guard,
    hosts: Hosts,
    at_once: Semaphore,
    options: Options,
}

impl Client {
    /// Fails where the machine lacks what TLS needs, or the contact can't stand in a header.
    pub fn new(options: Options) -> anyhow::Result<Self> {
        let guard = Guard { allow_private: options.allow_private };
        let user_agent = HeaderValue::from_str(&options.user_agent())
            .context("the contact address can't stand in a User-Agent; write it in ASCII")?;
        let http = reqwest::Client::builder()
            .user_agent(user_agent)
            .connect_timeout(options.connect_timeout)
            .read_timeout(options.read_timeout)
            .timeout(options.timeout)
            // Each step of a redirect waits for its host and is checked, so they are followed here.
            .redirect(Policy::none())
            .referer(false)
            // A proxy would look names up itself, unchecked.
            .no_proxy()
            .dns_resolver(guard)
            .pool_max_idle_per_host(1)
            .build()
            .context("cannot fetch over TLS; are the system's certificates installed (ca-certificates)?")?;
        let hosts = Hosts::new(options.pause, options.longest_wait);
        let at_once = Semaphore::new(options.hosts_at_once.clamp(1, Semaphore::MAX_PERMITS));
        Ok(Self { inner: Arc::new(Inner { http, guard, hosts, at_once, options }) })
    }

    /// Bounds and manners as they were given.
    pub fn options(&self) -> &Options {
        &self.inner.options
    }

    /// Fetches a document of at most `most` bytes, trying again where that may help. With the
    /// validators of an earlier answer it may be answered that nothing changed.
    pub async fn get(&self, url: &Url, validators: &Validators, most: usize) -> Result<Fetched, FetchError> {
        let options = &self.inner.options;
        let mut tries = 1;
        loop {
            let failure = match self.follow(url, validators, most).await {
                Ok(fetched) => return Ok(fetched),
                Err(failure) => failure,
            };
            let mut error = failure.error;
            let asked = error.leave_alone.unwrap_or_default();
            if !failure.passing || asked > options.longest_wait || tries >= options.tries {
                if tries > 1 {
                    error.what.push_str(&format!(" (tried {tries} times)"));
                }
                return Err(error);
            }
            let wait = backoff(options.first_wait, tries, options.longest_wait).max(asked);
            tracing::debug!(?wait, "{error}; trying again");
            sleep(wait).await;
            tries += 1;
        }
    }

    /// One try: a request, and one to each address that it is redirected to.
    async fn follow(&self, url: &Url, validators: &Validators, most: usize) -> Result<Fetched, Failure> {
        let mut here = url.clone();
        for _ in 0..=self.inner.options.redirects {
            match self.request(&here, validators, most).await? {
                Step::Done(fetched) => return Ok(fetched),
                Step::Redirect(next) => here = next,
            }
        }
        Err(Failure::new(url, "redirects without end; correct its address in the list of boards", false))
    }

    async fn request(&self, url: &Url, validators: &Validators, most: usize) -> Result<Step, Failure> {
        let inner = &*self.inner;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::new(url, "is no address of a web server", false));
        }
        inner.guard.check(url).map_err(|private| Failure::new(url, private, false))?;
        let mut turn = inner.hosts.turn(url).await.map_err(|wait| left_alone(url, wait))?;
        let _at_once = inner.at_once.acquire().await.map_err(|error| Failure::new(url, error, false))?;
        let request = inner.http.get(url.clone()).headers(conditions(validators));
        let answer = request.send().await.map_err(|error| transfer(url, error))?;
        match answer.status() {
            StatusCode::OK => document(url, answer, most).await.map(Step::Done),
            StatusCode::NOT_MODIFIED if *validators != Validators::default() => {
                Ok(Step::Done(Fetched::Unchanged))
            }
            status if status.is_redirection() && status != StatusCode::NOT_MODIFIED => {
                redirect(url, answer.headers()).map(Step::Redirect)
            }
            status => {
                let failure = refused(url, status, answer.headers());
                if is_of_the_host(status) {
                    turn.leave_alone(failure.error.leave_alone.unwrap_or(inner.options.first_wait));
                }
                Err(failure)
            }
        }
    }
}

/// The headers that ask whether anything changed.
fn conditions(validators: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let pairs = [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)];
    for (name, value) in pairs {
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

/// The body of a good answer, with its validators.
async fn document(url: &Url, answer: Response, most: usize) -> Result<Fetched, Failure> {
    let read = |name: HeaderName| {
        let value = answer.headers().get(name)?.to_str().ok()?;
        (!value.is_empty() && value.len() <= LONGEST_VALIDATOR).then(|| value.to_owned())
    };
    let validators = Validators { etag: read(ETAG), last_modified: read(LAST_MODIFIED) };
    match body::read(answer, most).await {
        Ok(bytes) => Ok(Fetched::Document { bytes, validators }),
        Err(Broken::TooLarge) => {
            Err(Failure::new(url, format_args!("the answer has more than {most} bytes"), false))
        }
        Err(Broken::Transfer(error)) => Err(transfer(url, error)),
        Err(Broken::Packing(error)) => {
            Err(Failure::new(url, format_args!("the packed file is damaged: {error}"), false))
        }
    }
}

/// Where a redirect leads. A step from https down to http would let anyone on the way change the feed.
fn redirect(url: &Url, headers: &HeaderMap) -> Result<Url, Failure> {
    let location = headers.get(LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| url.join(location).ok());
    match next {
        Some(next) if url.scheme() == "https" && next.scheme() == "http" => Err(Failure::new(
            url,
            format_args!("redirects to {}, which is not encrypted", shown(&next)),
            false,
        )),
        Some(mut next) => {
            // What an address says of users and passwords is not sent where a server wants it.
            let _ = (next.set_username(""), next.set_password(None));
            Ok(next)
        }
        None => Err(Failure::new(url, "redirects to nowhere", false)),
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderValue, LOCATION};
    use url::Url;

    use super::{Client, Validators, conditions, redirect};
    use crate::boards::options::Options;

    #[test]
    fn redirects_stay_on_the_web_and_encrypted() {
        let to = |from: &str, location: &'static str| {
            let headers = HeaderMap::from_iter([(LOCATION, HeaderValue::from_static(location))]);
            redirect(&Url::parse(from).unwrap(), &headers).map(String::from).map_err(|f| f.error.what)
        };
        let from = "https://jobs.example/a/b";
        assert_eq!(to(from, "../c?x=1").as_deref(), Ok("https://jobs.example/c?x=1"));
        assert_eq!(to(from, "https://me:it@other.example/").as_deref(), Ok("https://other.example/"));
        assert!(to(from, "http://jobs.example/").is_err() && to(from, "https://").is_err());
        assert!(to("http://jobs.example/", "http://other.example/").is_ok());
        assert!(redirect(&Url::parse(from).unwrap(), &HeaderMap::new()).is_err());
    }

    #[test]
    fn conditions_are_as_they_came_and_never_break_a_request() {
        let etag = Some("W/\"1\"".to_owned());
        let headers = conditions(&Validators { etag, last_modified: Some("bad\nheader".to_owned()) });
        assert_eq!(headers.len(), 1);
        assert_eq!(headers["if-none-match"], "W/\"1\"");
    }

    #[test]
    fn the_client_says_who_it_is() {
        let mut options = Options::default();
        assert!(options.user_agent().starts_with("career-paths/"));
        options.contact = Some("https://careers.example.org".to_owned());
        assert!(options.user_agent().ends_with(" (+https://careers.example.org)"));
        assert!(Client::new(options.clone()).is_ok());
        options.contact = Some("a\nb".to_owned());
        assert!(Client::new(options).is_err());
    }
}
