//! How often pages ask the database, as the log tells it.

use crate::support::process::Server;
use crate::support::project;

/// Each kind of page and its queries.
const PAGES: &[(&str, usize)] = &[
    ("/", 0),
    ("/paths", 0),
    ("/paths/potter", 0),
    ("/categories/crafts", 0),
    ("/skills", 0),
    ("/faq", 0),
    ("/about", 0),
    ("/privacy", 0),
    ("/suggest?q=potter", 0),
    ("/nowhere", 0),
    ("/jobs/1-senior-estimator-bridges", 1),
    // Rows of results, by their primary keys; which they are the index says.
    ("/jobs?q=potter", 1),
    ("/jobs", 1),
    ("/search?q=potter", 1),
    ("/companies/example-corp", 1),
    ("/skills/kiln", 1),
];

#[test]
fn pages_ask_the_database_as_often_as_they_must_and_once_in_all() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let arguments = ["--data", data.to_str().unwrap()];
    let site = Server::start_logging(folder.path(), &arguments, "info,sqlx::query=debug");
    site.get_until("/jobs?q=potter&page=1", "Best match");
    for (at, (url, _)) in PAGES.iter().enumerate() {
        for time in 0..3 {
            let request = format!("GET {url} HTTP/1.1\r\nHost: x\r\nX-Request-Id: page-{at}-{time}\r\n");
            let answer = site.send(&format!("{request}Connection: close\r\n\r\n"));
            assert!(answer.starts_with("HTTP/1.1 200") || *url == "/nowhere", "{url}: {answer}");
        }
    }
    let (_, log) = site.stop("-TERM");
    assert!(log.matches("sqlx::query").count() > PAGES.len(), "the log tells of queries");
    for (at, (url, queries)) in PAGES.iter().enumerate() {
        let told = |time| {
            let id = format!("id=\"page-{at}-{time}\"");
            log.lines().filter(|line| line.contains("sqlx::query") && line.contains(&id)).collect::<Vec<_>>()
        };
        assert_eq!(told(0).len(), *queries, "{url}: {:?}", told(0));
        let again = [told(1), told(2)].concat();
        assert!(again.is_empty(), "{url} is in memory: {again:?}");
    }
}
