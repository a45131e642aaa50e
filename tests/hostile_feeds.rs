//! Feeds that are broken or made to do harm: bad entries are rejected one by one, the good ones kept,
//! and nothing crashes or fills the memory.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use career_paths::boards::fetch::Client;
use career_paths::boards::{Listed, fetch};
use career_paths::model::board::Validators;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::board_server::{BoardServer, Reply};
use crate::support::boards::{board, found, options};
use crate::support::postings::line;
use crate::support::process::{run, run_with};
use crate::support::project;

/// Address space in KiB that an import may take; a document of 60 MB as a tree takes several times that.
const MOST_MEMORY: &str = "1500000";

/// Imports bytes from standard input with bounded memory; answers exit code, what was said, and the
/// report.
fn import(folder: &TempDir, format: &str, input: &[u8]) -> (Option<i32>, String, Value) {
    let started = Instant::now();
    let data = project("tests/content");
    let script = format!(
        "ulimit -v {MOST_MEMORY}; exec '{}' import postings --format {format} --company 'Clay Works' \
         --data '{}' --report report.json -",
        env!("CARGO_BIN_EXE_career-paths"),
        data.display(),
    );
    let mut child = Command::new("sh")
        .current_dir(folder.path())
        .args(["-c", &script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // Who refuses a file need not read it to its end.
        scope.spawn(move || std::io::Write::write_all(&mut stdin, input));
        child.wait_with_output().unwrap()
    });
    assert!(started.elapsed() < Duration::from_secs(30), "{format}: it took {:?}", started.elapsed());
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(!said.contains("panicked") && !said.contains("memory allocation"), "{said:.500}");
    assert!(output.status.code().is_some_and(|code| code <= 1), "{format}: {:?}: {said:.500}", output.status);
    let report = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
    std::fs::remove_file(folder.path().join("report.json")).unwrap();
    (output.status.code(), said, serde_json::from_str(&report).unwrap())
}

/// What the database holds besides the content.
fn export(folder: &TempDir) -> Vec<Value> {
    let (_, out, _) = run(folder.path(), &["export", "postings"]);
    let all = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.filter(|posting| posting["board"] != "b").collect()
}

#[test]
fn bad_rows_are_rejected_one_by_one_and_bad_fields_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut feed: Vec<Vec<u8>> = Vec::new();
    let mut good = |id: &str, fields: Value| feed.push(line(id, fields).into_bytes());
    good("plain", json!({}));
    good("year 0", json!({ "posted_at": "0000-01-01", "valid_through": "9999-12-31T00:00:00Z" }));
    good("year 9999", json!({ "posted_at": "9999-12-31", "valid_through": "0000-00-00" }));
    good("negative", json!({ "pay": [{ "min": -1, "max": -1, "currency": "USD", "period": "year" }] }));
    good("flat", json!({ "salary_min": -1, "salary_max": 1e300, "salary_currency": "USD" }));
    good("marks", json!({ "title": "\u{202e}Potter\u{202c}\u{200b} of\u{0}\tVases\u{feff}" }));
    good(
        "text",
        json!({ "description_html": "<p>Cl\u{0}ay</p><script>alert(1)</script><img src=x onerror=y>" }),
    );
    good("link", json!({ "apply_url": "javascript:alert(1)", "url": "file:///etc/passwd" }));
    good("plain", json!({ "title": "Twice" }));
    let long = "Potter ".repeat(1_500);
    feed.push(line("long", json!({ "title": long })).into_bytes());
    feed.push(b"{\"title\": \"Caf\xe9\", \"company\": \"Clay Works\", \"id\": 1}".to_vec());
    feed.push(line("vast", json!({ "description_html": "x".repeat(5_000_000) })).into_bytes());
    feed.push(b"{\"title\": [{}], \"company\": {\"a\": 1}, \"id\": [[[]]]}".to_vec());
    feed.push(b"[1, 2]".to_vec());
    feed.push(b"\0\0\0".to_vec());
    feed.push(line("last", json!({})).into_bytes());
    let (code, said, report) = import(&folder, "ndjson", &feed.join(&b'\n'));
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(report["read"], 16, "{report}");
    let rejected: Vec<&str> =
        report["rejected"].as_array().unwrap().iter().map(|row| row["at"].as_str().unwrap()).collect();
    for at in ["line 9", "line 12", "line 13", "line 14", "line 15"] {
        assert!(rejected.contains(&at), "{at} is not in {rejected:?}");
    }
    let all = export(&folder);
    let find = |id: &str| all.iter().find(|posting| posting["native_id"] == id);
    for id in ["plain", "last"] {
        assert!(find(id).is_some(), "{id} is lost");
    }
    for id in ["year 0", "year 9999"] {
        let posting = find(id).unwrap();
        assert_eq!((&posting["posted_at"], &posting["valid_through"]), (&Value::Null, &Value::Null), "{id}");
        assert_eq!(posting["closed_at"], Value::Null);
    }
    for id in ["negative", "flat"] {
        assert!(!find(id).unwrap()["pay"].to_string().contains("-1"), "{}", find(id).unwrap());
    }
    assert_eq!(find("marks").unwrap()["title"], "Potter of Vases");
    let text = find("text").unwrap()["description_html"].as_str().unwrap();
    assert!(text.contains("Clay") && !text.contains("script") && !text.contains("onerror"), "{text}");
    let link = find("link").unwrap();
    assert_eq!((&link["apply_url"], &link["url"]), (&Value::Null, &Value::Null));
    // A title of 10,000 characters is rejected or cut, and never shown whole.
    assert!(all.iter().all(|posting| posting["title"].as_str().unwrap().len() < 1_000));
}

#[test]
fn entities_and_external_files_are_not_expanded() {
    let folder = tempfile::tempdir().unwrap();
    let mut bomb =
        String::from("<!DOCTYPE source [<!ENTITY a0 \"boom\"><!ENTITY x SYSTEM \"file:///etc/passwd\">");
    for level in 1..20 {
        let inner = format!("&a{};", level - 1).repeat(10);
        bomb.push_str(&format!("<!ENTITY a{level} \"{inner}\">"));
    }
    bomb.push_str("]>");
    for (format, root, entry) in [
        ("indeed", "source", "<job><title>Potter &a19;&x;</title><url>https://example.com/1</url></job>"),
        ("personio", "workzag-jobs", "<position><id>1</id><name>Potter &a19;&x;</name></position>"),
        (
            "rss",
            "rss",
            "<channel><item><title>Potter &a19;&x;</title><link>https://example.com/2</link></item></channel>",
        ),
    ] {
        let feed = format!("<?xml version=\"1.0\"?>{bomb}<{root}>{entry}</{root}>");
        let (_, said, _) = import(&folder, format, feed.as_bytes());
        assert!(!said.contains("root:") && !said.contains("boomboom"), "{format}: {said}");
    }
    let all = serde_json::to_string(&export(&folder)).unwrap();
    assert!(!all.contains("root:") && !all.contains("boomboom"), "{all}");
}

#[test]
fn endless_nesting_is_survived_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let deep = |start: &str, nest: &str, bytes: usize| {
        let mut feed = start.to_owned();
        feed.push_str(&nest.repeat(bytes / nest.len()));
        feed.into_bytes()
    };
    for (format, feed) in [
        ("ndjson", deep("", "[", 30_000_000)),
        ("greenhouse", deep("{\"jobs\": [", "{\"a\":[", 60_000_000)),
        ("lever", deep("", "[", 20_000_000)),
        ("jsonld", deep("<script type=\"application/ld+json\">", "[", 3_000_000)),
        ("indeed", deep("<source><job>", "<a>", 1_000_000)),
        ("rss", deep("<rss><channel><item>", "<a>", 1_000_000)),
        ("csv", deep("title,company,id\nPotter,Clay Works,1\n", "\"", 10_000_000)),
    ] {
        let (_, said, report) = import(&folder, format, &feed);
        assert!(report["new"].as_u64().unwrap() <= 1, "{format}: {said:.300}");
    }
}

#[test]
fn adverts_that_nest_without_end_are_survived() {
    let folder = tempfile::tempdir().unwrap();
    let nested = |element: &str| format!("{}clay", format!("<{element}>").repeat(100_000));
    let feed: Vec<String> = ["div", "b", "ul><li", "table><tr><td", "a href='#'", "svg", "p"]
        .iter()
        .map(|element| line(element, json!({ "description_html": nested(element) })))
        .collect();
    let (code, said, report) = import(&folder, "ndjson", feed.join("\n").as_bytes());
    assert_eq!((code, report["read"].as_u64()), (Some(0), Some(7)), "{said:.500}");
    for posting in export(&folder) {
        let html = posting["description_html"].as_str().unwrap_or_default();
        assert!(html.matches('<').count() < 10_000, "{}: {} bytes", posting["native_id"], html.len());
    }
}

#[test]
fn what_is_matched_may_be_anything_too() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let input = [
        r#"{"id": 1, "title": "Senior Potter", "company": "Clay Works", "description_html": "<p>Kilns</p>"}"#,
        r#"{"id": "two", "title": "Apprentice Potter", "location": "Springfield", "description": "Kilns"}"#,
        "no json",
        r#"{"id": null, "title": "Lion Tamer"}"#,
        "",
        r#"{"id": 5, "title": "\u0000\u202e", "description": null}"#,
        &format!("{{\"id\": 6, \"title\": \"{}\"}}", "Potter ".repeat(20_000)),
    ];
    let arguments = ["match", "--data", data.to_str().unwrap()];
    let (code, out, err) = run_with(folder.path(), &arguments, input.join("\n").as_bytes());
    assert_eq!(code, Some(0), "{err}");
    assert!(err.starts_with("line 3: left out: ") && err.lines().count() == 1, "{err}");
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&json!(1), &json!("two"), &Value::Null, &json!(5), &json!(6)]);
    for (answer, path, stage) in [
        (&answers[0], json!("potter"), json!("senior")),
        (&answers[1], json!("potter"), json!("entry")),
        (&answers[2], Value::Null, Value::Null),
        (&answers[3], Value::Null, Value::Null),
    ] {
        assert_eq!((&answer["path"], &answer["stage"]), (&path, &stage), "{answer}");
        let score = answer["score"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&score) && (score > 0.0) != path.is_null(), "{answer}");
        assert_eq!(answer["reasons"].as_array().unwrap().is_empty(), path.is_null(), "{answer}");
    }
    std::fs::write(folder.path().join("feed"), input.join("\n")).unwrap();
    let (_, from_file, _) = run(folder.path(), &[&arguments[..], &["feed"]].concat());
    assert_eq!(from_file, out);
    assert!(!folder.path().join("career-paths.db").exists(), "nothing is stored");
    let (code, _, err) = run(folder.path(), &[&arguments[..], &["nowhere"]].concat());
    assert!(code == Some(1) && err.starts_with("error: cannot read nowhere"), "{err}");
}

#[tokio::test]
async fn addresses_that_a_feed_names_are_never_asked() {
    let other = BoardServer::start(|_| Reply::ok("{}"));
    let base = &other.base;
    let list = json!({ "totalFound": 1, "next": base, "content": [
        { "id": "1", "name": "Potter", "ref": base, "postingUrl": base, "actions": { "details": base } },
        { "id": format!("{base}/2"), "name": "Clerk", "ref": base },
        { "id": "../../3", "name": "Clerk", "ref": base },
    ] });
    let job = json!({ "id": 1, "title": "Potter", "absolute_url": base, "url": base });
    let page = format!(
        "<link rel=canonical href='{base}'><link rel=next href='{base}'><meta http-equiv=refresh \
        content='0;url={base}'><script type='application/ld+json' src='{base}'>\
        {{\"@type\": \"JobPosting\", \"@context\": \"{base}\", \"title\": \"Potter\", \"url\": \"{base}\"}}</script>"
    );
    let dtd = format!("<!DOCTYPE source SYSTEM '{base}/dtd' [<!ENTITY x SYSTEM '{base}/x'>]>");
    for (kind, feed) in [
        ("smartrecruiters", list.to_string()),
        ("greenhouse", json!({ "jobs": [job], "next": base, "meta": { "total": 2 } }).to_string()),
        ("jsonld", page),
        (
            "rss",
            format!(
                "{dtd}<rss><channel><link rel='next' href='{base}'/><item><title>Potter &x;</title>\
            <link>{base}</link></item></channel></rss>"
            ),
        ),
        (
            "indeed",
            format!(
                "{dtd}<source><publisherurl>{base}</publisherurl><job><title>&x;</title>\
            <url>{base}</url></job></source>"
            ),
        ),
    ] {
        let server = BoardServer::start(move |asked| match asked.target.as_str() {
            "/board/1" => Reply::ok("{\"id\": \"1\"}"),
            _ => Reply::ok(feed.clone()),
        });
        let board = board(kind, &format!("{}/board", server.base));
        let known = |_: &Listed<'_>| false;
        let client = Client::new(options()).unwrap();
        found(fetch(&client, &board, &Validators::default(), &known).await);
        let targets = server.targets();
        assert!(targets.iter().all(|target| target.starts_with("/board")), "{kind}: {targets:?}");
    }
    assert_eq!(other.targets(), [""; 0]);
}
