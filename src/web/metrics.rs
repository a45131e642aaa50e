//! What the site counts of itself, for Prometheus.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use super::refusal::Refusal;

/// The shortest of the times that are told apart, in seconds, and how many there are, each twice the one before:
/// to eight seconds, near the longest that a page may take.
const TIMES: (f64, u16) = (0.000_5, 15);

/// The route of an answer, as in the table of routes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Route(Arc<str>);

impl Default for Route {
    /// What no route matches.
    fn default() -> Self {
        Self("none".into())
    }
}

/// Notes on an answer which route made it.
pub async fn note_route(route: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(Route(route.as_str().into()));
    }
    response
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabel {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AnswerLabels {
    route: String,
    status: u16,
    /// `memory`, or `made` for this request or one like it.
    from: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReasonLabel {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabel {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StateLabel {
    state: &'static str,
}

/// Connections.
#[derive(Debug, Default, Clone)]
pub struct Connections {
    pub open: Gauge,
    /// For want of room.
    pub turned_away: Counter,
}

/// Counts answers from memory of one kept answer: what its route needs is looked up once.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    whole: Counter,
    unchanged: Counter,
}

impl Tally {
    /// Counts one with this status.
    pub fn count(&self, status: StatusCode) {
        match status {
            StatusCode::NOT_MODIFIED => self.unchanged.inc(),
            _ => self.whole.inc(),
        };
    }
}

/// What became of entries of boards that this process fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub closed: u64,
    pub rejected: u64,
}

/// What can be read at any time, and need not be counted.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Postings by state.
    pub postings: Vec<(&'static str, u64)>,
    /// Imports into the database, whichever process made them.
    pub imports: u64,
    pub boards: u64,
    /// Boards whose last fetch failed.
    pub boards_failing: u64,
    /// Bytes of the database with its log.
    pub database: u64,
    /// Bytes of the index of positions.
    pub index: u64,
    /// Whether positions can be searched.
    pub searchable: bool,
    /// Bytes of the answers in memory.
    pub memory: u64,
}

/// What is counted since the start of the process.
#[derive(Debug)]
pub struct Metrics {
    answers: Family<AnswerLabels, Counter>,
    seconds: Family<RouteLabel, Histogram, fn() -> Histogram>,
    refused: Family<ReasonLabel, Counter>,
    imported: Family<OutcomeLabel, Counter>,
    pub connections: Connections,
}

impl Default for Metrics {
    fn default() -> Self {
        let times: fn() -> Histogram = || Histogram::new(exponential_buckets(TIMES.0, 2.0, TIMES.1));
        Self {
            answers: Family::default(),
            seconds: Family::new_with_constructor(times),
            refused: Family::default(),
            imported: Family::default(),
            connections: Connections::default(),
        }
    }
}

impl Metrics {
    /// Counts an answer that was made, for this request or for others as well.
    pub fn made(&self, route: &Route, status: StatusCode, took: Duration) {
        let (route, status) = (route.0.to_string(), status.as_u16());
        self.seconds.get_or_create(&RouteLabel { route: route.clone() }).observe(took.as_secs_f64());
        self.answers.get_or_create(&AnswerLabels { route, status, from: "made" }).inc();
    }

    /// What counts answers from memory by a route.
    pub fn tally(&self, route: &Route) -> Tally {
        let counter = |status: StatusCode| {
            let (route, status) = (route.0.to_string(), status.as_u16());
            self.answers.get_or_create_owned(&AnswerLabels { route, status, from: "memory" })
        };
        Tally { whole: counter(StatusCode::OK), unchanged: counter(StatusCode::NOT_MODIFIED) }
    }

    /// Counts a request that was turned away.
    pub fn refused(&self, refusal: Refusal) {
        self.refused.get_or_create(&ReasonLabel { reason: refusal.word() }).inc();
    }

    /// Counts what became of the entries of a board.
    pub fn imported(&self, imported: Imported) {
        let Imported { new, changed, unchanged, closed, rejected } = imported;
        let outcomes = [
            ("new", new),
            ("changed", changed),
            ("unchanged", unchanged),
            ("closed", closed),
            ("rejected", rejected),
        ];
        for (outcome, count) in outcomes {
            self.imported.get_or_create(&OutcomeLabel { outcome }).inc_by(count);
        }
    }

    /// Everything in the text format of OpenMetrics.
    pub fn text(&self, figures: &Figures) -> Result<String, fmt::Error> {
        let mut registry = Registry::with_prefix("career_paths");
        let Connections { open, turned_away } = &self.connections;
        registry.register(
            "answers",
            "Answers by route, status and where they came from",
            self.answers.clone(),
        );
        let help = "Time to make an answer, without those from memory";
        registry.register_with_unit("making", help, Unit::Seconds, self.seconds.clone());
        registry.register("refused", "Requests turned away before any page was asked", self.refused.clone());
        registry.register("connections", "Open connections", open.clone());
        registry.register(
            "connections_turned_away",
            "Connections for which there was no room",
            turned_away.clone(),
        );
        let help = "Entries of boards that this process fetched, by what became of them";
        registry.register("imported", help, self.imported.clone());
        tell(&mut registry, figures);
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

fn tell(registry: &mut Registry, figures: &Figures) {
    let postings: Family<StateLabel, Gauge<u64, AtomicU64>> = Family::default();
    for (state, count) in &figures.postings {
        postings.get_or_create(&StateLabel { state }).set(*count);
    }
    registry.register("postings", "Positions in the database by state", postings);
    let imports = Counter::<u64>::default();
    imports.inc_by(figures.imports);
    registry.register("imports", "Imports into the database, by any process", imports);
    let gauges = [
        ("boards", "Boards that were ever fetched", figures.boards),
        ("boards_failing", "Boards whose last fetch failed", figures.boards_failing),
        ("searchable", "Whether positions can be searched", u64::from(figures.searchable)),
    ];
    let sizes = [
        ("database_size", "The database with its log", figures.database),
        ("index_size", "The index of positions", figures.index),
        ("memory_size", "Answers in memory", figures.memory),
    ];
    for (name, help, value) in gauges {
        registry.register(name, help, gauge(value));
    }
    for (name, help, bytes) in sizes {
        registry.register_with_unit(name, help, Unit::Bytes, gauge(bytes));
    }
}

fn gauge(value: u64) -> Gauge<u64, AtomicU64> {
    let gauge = Gauge::default();
    gauge.set(value);
    gauge
}
