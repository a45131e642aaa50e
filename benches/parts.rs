//! Parts of the program by themselves, without a network: pages rendered and from memory, adverts matched,
//! positions searched for, bodies packed. `cargo bench`; a name behind it picks some.

#![expect(clippy::unwrap_used, reason = "a benchmark that can't begin stops")]

use std::io::Cursor;
use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use career_paths::commands::intake::Intake;
use career_paths::commands::load::{load_content, matcher, tree};
use career_paths::content::load::load;
use career_paths::db::open;
use career_paths::feeds::ndjson::Line;
use career_paths::feeds::{Format, Origin};
use career_paths::matching::text::plain;
use career_paths::matching::{Advert, Finding, Matcher};
use career_paths::model::posting::{Match, Posting};
use career_paths::sample::Sample;
use career_paths::search::facet::Filters;
use career_paths::search::find::{Found, Order, Query, find};
use career_paths::web::answers::encoding::{Effort, Encoding};
use career_paths::web::answers::front::Front;
use career_paths::web::state::Live;
use career_paths::web::{Bounds, site};
use divan::{Bencher, black_box};
use http_body_util::BodyExt;
use jiff::civil::{Date, date};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// Made-up postings that the site has.
const POSTINGS: u64 = 10_000;

const TODAY: Date = date(2026, 11, 22);

const BOUNDS: Bounds = Bounds { making: 256, time: Duration::from_secs(10) };

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// The shipped content with some postings, as a site that remembers answers and as one that does not.
static SITES: LazyLock<(TempDir, Live, Live)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    RUNTIME.block_on(async {
        let db = open::open(&folder.path().join("bench.db")).await.unwrap();
        load_content(&db, None).await.unwrap();
        let line = |one| serde_json::to_string(&Line::of(one, None, None, &Match::default())).unwrap();
        let lines: Vec<String> = postings(POSTINGS).iter().map(line).collect();
        let mut intake = Intake::begin(&db, matcher(&db).await.unwrap(), false).await.unwrap();
        let input = Box::new(Cursor::new(lines.join("\n").into_bytes()));
        intake.read(Format::Ndjson, input, Origin::default(), "sample").await.unwrap();
        let live =
            |memory| Live::new(db.clone(), "https://careers.example".to_owned(), Box::new(|| TODAY), memory);
        let remembering = live(32 << 20).await.unwrap();
        remembering.follow().await.unwrap();
        let forgetful = live(0).await.unwrap();
        (folder, remembering, forgetful)
    })
});

fn postings(count: u64) -> Vec<Posting> {
    let content = load(&tree(None).unwrap()).unwrap();
    let sample = Sample::new(&content, 1, TODAY);
    (0..count).map(|number| sample.posting(number).unwrap()).collect()
}

/// The bytes of an answer, all of it.
fn get(front: &Front, url: &str, encoding: &str) -> usize {
    let request = Request::builder().uri(url).header(header::ACCEPT_ENCODING, encoding);
    let answering = async {
        let response = front.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{url}");
        response.into_body().collect().await.unwrap().to_bytes().len()
    };
    RUNTIME.block_on(answering)
}

/// One URL of each kind of page.
const PAGES: [&str; 9] = [
    "/",
    "/paths",
    "/paths/machine-learning-engineer",
    "/categories/technology",
    "/skills/python",
    "/faq",
    "/search?q=nurse",
    "/jobs",
    "/jobs?q=senior+nurse",
];

#[divan::bench(args = PAGES)]
fn rendered(bencher: Bencher<'_, '_>, url: &str) {
    let front = site(SITES.2.clone(), BOUNDS);
    bencher.bench(|| get(&front, url, "identity"));
}

#[divan::bench(args = ["identity", "gzip", "br", "zstd"])]
fn from_memory(bencher: Bencher<'_, '_>, encoding: &str) {
    let front = site(SITES.1.clone(), BOUNDS);
    bencher.bench(|| get(&front, PAGES[2], encoding));
}

#[divan::bench(args = [Encoding::Gzip, Encoding::Brotli, Encoding::Zstd])]
fn packed(bencher: Bencher<'_, '_>, encoding: Encoding) {
    let body = page();
    bencher.bench(|| encoding.pack(&body, Effort::Quick).unwrap().len());
}

#[divan::bench(args = [Encoding::Gzip, Encoding::Brotli, Encoding::Zstd], sample_count = 20)]
fn packed_best(bencher: Bencher<'_, '_>, encoding: Encoding) {
    let body = page();
    bencher.bench(|| encoding.pack(&body, Effort::Best).unwrap().len());
}

/// The plain page of a path.
fn page() -> Vec<u8> {
    let front = site(SITES.1.clone(), BOUNDS);
    let request = Request::builder().uri(PAGES[2]).body(Body::empty()).unwrap();
    RUNTIME.block_on(async {
        let response = front.oneshot(request).await.unwrap();
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    })
}

#[divan::bench]
fn matched(bencher: Bencher<'_, '_>) {
    let content = load(&tree(None).unwrap()).unwrap();
    let matcher = Matcher::new(&content.paths, &content.skills);
    let adverts: Vec<(Posting, String)> = postings(200)
        .into_iter()
        .map(|posting| {
            let text = plain(posting.description_html.as_deref().unwrap_or_default());
            (posting, text)
        })
        .collect();
    let find = |(posting, text): &(Posting, String)| -> Finding {
        matcher.find(&Advert { title: &posting.title, company: &posting.company, text })
    };
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        find(black_box(&adverts[turn % adverts.len()]))
    });
}

#[divan::bench(args = ["", "nurse", "senior software engineer", "\"machine learning\"", "enginer", "kubernetes -remote"])]
fn searched(bencher: Bencher<'_, '_>, text: &str) {
    let app = SITES.1.app();
    let index = app.index().unwrap();
    let query = Query {
        text: text.to_owned(),
        filters: Filters::default(),
        order: Order::Relevance,
        offset: 0,
        limit: 20,
        today: TODAY,
        counted: true,
    };
    bencher.bench(|| -> Found { find(index, app.concepts(), black_box(&query)).unwrap() });
}

fn main() {
    divan::main();
}
