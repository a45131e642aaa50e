//! What every request passes before the site: how often its client asks, and whether it brings a body.

use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use axum::response::Response;
use hyper::Request;
use hyper::body::{Body as _, Incoming};
use hyper::service::Service;

use super::client::Proxies;
use super::rate::Rates;
use super::stream::Progress;
use crate::web::answers::front::{Front, Reply};
use crate::web::refusal::Refusal;

/// Rules that hold for all connections.
#[derive(Debug, Default)]
pub struct Rules {
    pub proxies: Proxies,
    /// None where clients may ask as often as they like.
    pub rates: Option<Rates>,
}

impl Rules {
    /// Why a request is turned away, if it is.
    fn refuse(&self, request: &Request<Incoming>, peer: IpAddr) -> Option<Refusal> {
        if let Some(rates) = &self.rates
            && let Err(wait) = rates.take(self.proxies.client(peer, request.headers()))
        {
            return Some(Refusal::TooOften(wait));
        }
        (!request.body().is_end_stream()).then_some(Refusal::TooLarge)
    }
}

/// The site for one connection.
#[derive(Debug)]
pub struct Gate {
    pub site: Front,
    pub rules: Arc<Rules>,
    pub peer: IpAddr,
    pub progress: Arc<Progress>,
}

impl Service<Request<Incoming>> for Gate {
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        self.progress.ask();
        let reply = match self.rules.refuse(&request, self.peer) {
            Some(refusal) => {
                self.site.metrics().refused(refusal);
                Reply::Ready(Some(refusal.response(request.uri())))
            }
            None => self.site.answer(request.map(|_| Body::empty())),
        };
        Answering { reply, progress: Arc::clone(&self.progress) }
    }
}

/// An answer that is on its way.
#[expect(missing_debug_implementations, reason = "what is coming can't be shown")]
pub struct Answering {
    reply: Reply,
    progress: Arc<Progress>,
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.reply).poll(context));
        Poll::Ready(response)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.progress.answer();
    }
}
