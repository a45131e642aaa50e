//! Where every request comes in and every answer goes out: from memory where it is there, from the pages
//! where not.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use tokio::sync::Semaphore;
use tower::{Service, ServiceExt};
use tracing::Instrument;

use super::answer::{Age, Answer, Stamp};
use super::asked::Asked;
use super::encoding::Encoding;
use super::{Answers, Plain};
use crate::web::metrics::Metrics;
use crate::web::refusal::Refusal;
use crate::web::state::Live;
use crate::web::trace::{self, RequestId};
use crate::web::urls;
use crate::web::views::{Unseen, is_view};

/// Longest path and query in bytes whose answer is kept. The links of the site are shorter, but for a search with
/// many filters.
const LONGEST_KEPT: usize = 512;

/// The site as a service.
#[derive(Debug, Clone)]
pub struct Front {
    live: Live,
    /// The pages, with the layers that only they need.
    pages: Router,
    /// Leave to ask them.
    making: Arc<Semaphore>,
}

/// The answer to a request.
#[expect(missing_debug_implementations, reason = "what is coming can't be shown")]
pub enum Reply {
    /// From memory; taken when it is asked for.
    Ready(Option<Response>),
    /// Being made.
    Coming(Pin<Box<dyn Future<Output = Response> + Send>>),
}

impl Future for Reply {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(response) => {
                response.take().map_or(Poll::Pending, |response| Poll::Ready(Ok(response)))
            }
            Self::Coming(making) => making.as_mut().poll(context).map(Ok),
        }
    }
}

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Reply;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Reply {
        self.answer(request)
    }
}

/// What is known of a request when it comes in.
struct Arrival {
    asked: Asked,
    id: RequestId,
    /// The state of the site then, and the time.
    at: (Stamp, Instant),
}

impl Arrival {
    fn of(parts: &Parts, stamp: Stamp) -> Self {
        Self { asked: Asked::by(parts), id: RequestId::of(&parts.headers), at: (stamp, Instant::now()) }
    }
}

impl Front {
    /// The site, whose pages answer what is not in memory, no more than `at_once` at the same time.
    pub fn new(live: Live, pages: Router, at_once: usize) -> Self {
        Self { live, pages, making: Arc::new(Semaphore::new(at_once.min(Semaphore::MAX_PERMITS))) }
    }

    /// The answer to a request.
    pub fn answer(&self, request: Request) -> Reply {
        let (parts, _) = request.into_parts();
        let arrival = Arrival::of(&parts, self.live.stamp());
        if let Some(response) = self.remembered(&parts, &arrival) {
            tracing::debug!(
                status = response.status().as_u16(),
                path = parts.uri.path(),
                "answered from memory"
            );
            return Reply::Ready(Some(response));
        }
        Reply::Coming(Box::pin(self.clone().respond(parts, arrival)))
    }

    /// What is counted.
    pub fn metrics(&self) -> &Metrics {
        self.live.metrics()
    }

    /// The answer that is kept, if it can be given; an old one is made anew aside.
    fn remembered(&self, parts: &Parts, arrival: &Arrival) -> Option<Response> {
        let Arrival { asked, id, at } = arrival;
        let answers = self.live.answers();
        let url = url_to_keep(parts)?;
        let (answer, age) = answers.find(url, asked.encoding, *at)?;
        match age {
            Age::Current => answers.improve(url, (&answer, at.1)),
            Age::Old | Age::Past => self.renew(&parts.uri, url, asked.encoding),
        }
        self.count(&answer, asked, &parts.headers);
        let response = answer.respond(asked, id);
        answer.tally().count(response.status());
        Some(response)
    }

    /// Counts a look at a posting that its page itself knows nothing of.
    fn count(&self, answer: &Answer, asked: &Asked, headers: &HeaderMap) {
        if let Some(viewed) = answer.viewed().filter(|_| !asked.head && is_view(headers)) {
            self.live.views().count(viewed.0);
        }
    }

    /// Makes an answer anew, aside, unless that is being done.
    fn renew(&self, uri: &Uri, url: &str, encoding: Encoding) {
        let Some(permit) = self.live.answers().may_renew(url) else { return };
        let (front, url) = (self.clone(), url.to_owned());
        // No one looks at it, as with any request for a head.
        let (mut parts, _) = Request::new(Body::empty()).into_parts();
        (parts.method, parts.uri) = (Method::HEAD, uri.clone());
        let mut arrival = Arrival::of(&parts, self.live.stamp());
        arrival.asked.encoding = encoding;
        let span = trace::span(&parts, &arrival.id);
        let renewing = async move {
            front.shared(&url, &parts, &arrival).await;
            drop(permit);
        };
        tokio::spawn(renewing.instrument(span));
    }

    /// The answer to a request that is made for it, or for another that wants the same.
    async fn respond(self, parts: Parts, arrival: Arrival) -> Response {
        let making = async {
            let shared = match url_to_keep(&parts) {
                Some(url) => self.shared(url, &parts, &arrival).await,
                None => None,
            };
            let answer = match shared {
                Some(answer) => answer,
                None => {
                    Answers::packed_once(self.ask_pages(&parts, &arrival).await, arrival.asked.encoding).await
                }
            };
            let response = answer.respond(&arrival.asked, &arrival.id);
            let took = arrival.at.1.elapsed();
            trace::answered(response.status(), took);
            self.metrics().made(answer.route(), response.status(), took);
            response
        };
        making.instrument(trace::span(&parts, &arrival.id)).await
    }

    /// The answer that others get too, if it may be kept, or that was made for this very request; `None` where
    /// someone else found that there is none for all.
    async fn shared(&self, url: &str, parts: &Parts, arrival: &Arrival) -> Option<Arc<Answer>> {
        let Arrival { asked, at, .. } = arrival;
        let answers = self.live.answers();
        match answers.plain(url, *at, self.ask_pages(parts, arrival)).await {
            Plain::Kept { answer, made } => {
                if !made {
                    self.count(&answer, asked, &parts.headers);
                }
                Some(answers.packed(url, answer, asked.encoding).await)
            }
            Plain::Own(answer) => Some(Answers::packed_once(*answer, asked.encoding).await),
            Plain::None => None,
        }
    }

    /// Asks the pages, whatever is in memory, unless too many others do.
    async fn ask_pages(&self, parts: &Parts, arrival: &Arrival) -> Answer {
        let leave = self.making.try_acquire();
        if leave.is_err() && !is_probe(&parts.uri) {
            self.metrics().refused(Refusal::Busy);
            return Answer::of(&parts.uri, Refusal::Busy.response(&parts.uri), arrival.at).await;
        }
        let mut request = Request::from_parts(parts.clone(), Body::empty());
        request.extensions_mut().insert(arrival.id.clone());
        if arrival.asked.head {
            *request.method_mut() = Method::GET;
            request.extensions_mut().insert(Unseen);
        }
        let response = self.pages.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        let answer = Answer::of(&parts.uri, response, arrival.at).await;
        let tally = self.metrics().tally(answer.route());
        answer.tallied(tally)
    }
}

/// Whether a URL tells whether the site is well. Who watches it must not take one with much to do for a dead one.
fn is_probe(uri: &Uri) -> bool {
    [urls::HEALTHZ, urls::READYZ].contains(&uri.path())
}

/// The path and query of a request whose answer may be kept.
fn url_to_keep(parts: &Parts) -> Option<&str> {
    let read = matches!(parts.method, Method::GET | Method::HEAD);
    let url = parts.uri.path_and_query()?.as_str();
    (read && url.len() <= LONGEST_KEPT).then_some(url)
}
