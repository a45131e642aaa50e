//! The site on a database of its own, asked without a network.

use std::future::poll_fn;
use std::path::Path;
use std::task::Poll;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use career_paths::commands::load::load_content;
use career_paths::db::{Db, open};
use career_paths::web::answers::front::Front;
use career_paths::web::state::Live;
use career_paths::web::{Bounds, site};
use http_body_util::BodyExt;
use jiff::civil::date;
use scraper::Html;
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt;

use super::project;

/// Bytes of answers that a site keeps unless it is told otherwise.
pub const MEMORY: u64 = 32 * 1024 * 1024;

/// As much as an operator lets a site do, unless he says otherwise.
const BOUNDS: Bounds = Bounds { making: 256, time: Duration::from_secs(10) };

/// A site on the day of the shown page, 2026-11-22. It makes every page anew for every request, unless it is
/// told to remember: most tests are about what pages show.
pub struct Site {
    pub state: Live,
    pub db: Db,
    front: Front,
    _folder: TempDir,
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("the body is UTF-8")
    }

    /// A header, empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Site {
    /// With the small content of the tests.
    pub async fn small() -> Self {
        Self::of(&project("tests/content")).await
    }

    /// The same, with a memory for answers.
    pub async fn remembering(memory: u64) -> Self {
        Self::start(Self::filled(&project("tests/content")).await, memory).await
    }

    /// With the content of a folder.
    pub async fn of(data: &Path) -> Self {
        Self::start(Self::filled(data).await, 0).await
    }

    async fn filled(data: &Path) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let db = open::open(&folder.path().join("site.db")).await.unwrap();
        assert!(load_content(&db, Some(data)).await.unwrap());
        db.close().await;
        folder
    }

    /// With the content that is shipped, loaded once for all tests of a process.
    pub async fn shipped() -> Self {
        static LOADED: OnceCell<Vec<u8>> = OnceCell::const_new();
        let load = async || {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("site.db");
            let db = open::open(&file).await.unwrap();
            assert!(load_content(&db, None).await.unwrap());
            db.close().await;
            std::fs::read(file).unwrap()
        };
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("site.db"), LOADED.get_or_init(load).await).unwrap();
        Self::start(folder, 0).await
    }

    async fn start(folder: TempDir, memory: u64) -> Self {
        let db = open::open(&folder.path().join("site.db")).await.unwrap();
        let today = || date(2026, 11, 22);
        let state = Live::new(db.clone(), "https://careers.example".to_owned(), Box::new(today), memory)
            .await
            .unwrap();
        Self { front: site(state.clone(), BOUNDS), state, db, _folder: folder }
    }

    /// Answers any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.front.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }

    /// Answers a `GET` with headers.
    pub async fn get_with(&self, url: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", url, headers).await
    }

    /// Answers a `GET`.
    pub async fn get(&self, url: &str) -> Answer {
        self.get_with(url, &[]).await
    }

    /// Answers any method.
    pub async fn ask(&self, method: &str, url: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Takes up what was changed in the database, as a running site does each second.
    pub async fn refresh(&self) {
        self.state.refresh().await.unwrap();
        self.state.follow().await.unwrap();
    }

    /// A page that answers 200, as a parser sees it.
    pub async fn html(&self, url: &str) -> Html {
        Html::parse_document(&self.page(url).await)
    }

    /// The page at a URL, which must be there.
    pub async fn page(&self, url: &str) -> String {
        let answer = self.get(url).await;
        assert_eq!(answer.status, StatusCode::OK, "{url}");
        answer.text()
    }
}

/// All answers, asked for at the same time.
pub async fn at_once(asked: impl Iterator<Item = impl Future<Output = Answer>>) -> Vec<Answer> {
    let mut waiting: Vec<_> = asked.map(Box::pin).collect();
    let mut answers: Vec<Option<Answer>> = waiting.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (asked, answer) in waiting.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let Poll::Ready(ready) = asked.as_mut().poll(context)
            {
                *answer = Some(ready);
            }
        }
        match answers.iter().all(Option::is_some) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    answers.into_iter().flatten().collect()
}
