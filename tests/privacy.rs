//! The page on privacy tells the truth.

use crate::support::connection::Connection;
use crate::support::process::Server;
use crate::support::project;
use crate::support::site::Site;

/// One of every kind of answer.
const URLS: &[&str] = &[
    "/",
    "/paths/potter",
    "/skills",
    "/faq",
    "/search?q=tell-no-one",
    "/suggest?q=tell-no-one",
    "/jobs?q=tell-no-one",
    "/jobs.atom?q=tell-no-one",
    "/jobs/1-senior-estimator-bridges",
    "/about",
    "/privacy",
    "/no-such-page?q=tell-no-one",
    "/jobs?tell-no-one=1",
    "/healthz",
    "/readyz",
];

#[tokio::test]
async fn no_answer_sets_a_cookie_or_has_a_browser_ask_someone_else() {
    let site = Site::small().await;
    for url in URLS {
        let answer = site.get_with(url, &[("cookie", "a=b")]).await;
        assert!(answer.headers.get("set-cookie").is_none(), "{url}");
        let policy = answer.header("content-security-policy");
        let sources = policy.split([' ', ';']).filter(|word| word.contains("://") || word.contains('*'));
        assert_eq!(sources.count(), 0, "{url}: {policy}");
        assert!(policy.starts_with("default-src 'none'"), "{url}: {policy}");
    }
}

#[test]
fn neither_log_nor_database_holds_who_came_or_what_was_searched_for() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let arguments = ["--data", data.to_str().unwrap(), "--trust-proxy", "127.0.0.1", "--rate", "1"];
    let site = Server::start(folder.path(), &arguments);
    let agent = "Tell-No-Browser/1.0";
    for url in URLS.iter().chain(URLS) {
        let headers = format!(
            "X-Forwarded-For: 198.51.100.77\r\nUser-Agent: {agent}\r\nReferer: https://tell-no.example/\r\n"
        );
        let answer = Connection::open(site.address()).get(url, &headers);
        assert!(answer.status < 500 || *url == "/readyz", "{url}");
    }
    let (_, log) = site.stop("-TERM");
    let mut kept = log;
    for file in ["career-paths.db", "career-paths.db-wal"] {
        let bytes = std::fs::read(folder.path().join(file)).unwrap_or_default();
        kept.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert!(kept.contains("potter"), "the database was read");
    for secret in ["198.51.100.77", "127.0.0.1:", "tell-no", "Tell-No"] {
        assert!(!kept.contains(secret), "{secret} is kept");
    }
}
