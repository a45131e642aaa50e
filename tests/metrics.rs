//! What the site tells Prometheus.

use std::collections::HashMap;

use serde_json::json;

use crate::support::connection::Connection;
use crate::support::postings::line;
use crate::support::process::{Server, run_with};
use crate::support::project;

/// Every sample by its name with labels.
fn samples(address: &str) -> HashMap<String, f64> {
    let answer = Connection::open(address).get("/metrics", "");
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("application/openmetrics-text"));
    let text = answer.text();
    assert!(text.ends_with("# EOF\n"), "{text}");
    let mut samples = HashMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(name.starts_with("career_paths_"), "{line}");
        assert!(samples.insert(name.to_owned(), value.parse().unwrap()).is_none(), "twice: {line}");
    }
    samples
}

#[test]
fn requests_positions_and_sizes_are_told_on_a_listener_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let arguments = ["--data", data.to_str().unwrap(), "--metrics", "127.0.0.1:0"];
    let mut site = Server::start(folder.path(), &arguments);
    let told = site.next_line();
    let metrics =
        told.trim().strip_prefix("Metrics are at http://").unwrap().strip_suffix("/metrics").unwrap();
    site.get_until("/readyz", "index: ok");
    let before = samples(metrics);

    let mut visitor = Connection::open(site.address());
    let tag = visitor.get("/paths/potter", "").header("etag").to_owned();
    assert_eq!(visitor.get("/paths/potter", "").status, 200);
    assert_eq!(visitor.get("/paths/potter", &format!("If-None-Match: {tag}\r\n")).status, 304);
    assert_eq!(visitor.get("/paths/no-such", "").status, 404);
    assert_eq!(visitor.get("/nowhere", "").status, 404);
    assert_eq!(visitor.get("/", "Content-Length: 3\r\n").status, 413);
    let posting = line("metrics-1", json!({ "title": "Potter" }));
    let import = ["import", "postings", "--format", "ndjson", "-"];
    assert_eq!(run_with(folder.path(), &import, posting.as_bytes()).0, Some(0));

    let _open = Connection::open(site.address()).get("/", "");
    let open = Connection::open(site.address());
    let after = samples(metrics);
    drop(open);
    let path = "answers_total{route=\"/paths/{path}\",status=";
    for (name, more) in [
        (format!("{path}\"200\",from=\"made\"}}"), 1),
        (format!("{path}\"200\",from=\"memory\"}}"), 1),
        (format!("{path}\"304\",from=\"memory\"}}"), 1),
        (format!("{path}\"404\",from=\"made\"}}"), 1),
        ("answers_total{route=\"none\",status=\"404\",from=\"made\"}".to_owned(), 1),
        ("making_seconds_count{route=\"/paths/{path}\"}".to_owned(), 2),
        ("refused_total{reason=\"too large\"}".to_owned(), 1),
        ("postings{state=\"open\"}".to_owned(), 1),
        ("imports_total".to_owned(), 1),
    ] {
        let told = |samples: &HashMap<String, f64>| {
            samples.get(&format!("career_paths_{name}")).copied().unwrap_or_default()
        };
        let found = told(&after) - told(&before);
        assert!((found - f64::from(more)).abs() < 0.1, "{name} by {found}: {after:#?}");
    }
    for (name, least) in [
        ("making_seconds_sum{route=\"/paths/{path}\"}", 1e-9),
        ("connections", 1.0),
        ("searchable", 1.0),
        ("database_size_bytes", 100_000.0),
        ("index_size_bytes", 1_000.0),
        ("memory_size_bytes", 1_000.0),
    ] {
        assert!(after[&format!("career_paths_{name}")] >= least, "{name}: {after:#?}");
    }

    assert_eq!(Connection::open(metrics).get("/", "").status, 404);
    assert_eq!(Connection::open(metrics).get("/healthz", "").text(), "ok\n");
    assert!(Connection::open(metrics).get("/readyz", "").text().starts_with("ready\n"));
    assert_eq!(Connection::open(site.address()).get("/metrics", "").status, 404, "visitors are not told");
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn nothing_listens_for_prometheus_unless_asked() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let site = Server::start(folder.path(), &["--data", data.to_str().unwrap()]);
    let sockets = std::fs::read_to_string(format!("/proc/{}/net/tcp", site.id())).unwrap();
    let inodes: Vec<String> = std::fs::read_dir(format!("/proc/{}/fd", site.id()))
        .unwrap()
        .filter_map(|fd| Some(std::fs::read_link(fd.ok()?.path()).ok()?.to_string_lossy().into_owned()))
        .collect();
    let listening = sockets.lines().skip(1).filter(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        fields[3] == "0A" && inodes.contains(&format!("socket:[{}]", fields[9]))
    });
    assert_eq!(listening.count(), 1);
}
