//! `import postings` and `export postings` as an operator runs them.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::postings::{line, lines};
use crate::support::process::{run, run_with};
use crate::support::project;

/// A folder of its own with files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Imports NDJSON with more options; answers exit code, standard output and standard error.
fn import(folder: &Path, options: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let data = project("tests/content");
    let always = ["import", "postings", "--format", "ndjson", "--data", data.to_str().unwrap()];
    run_with(folder, &[&always[..], options].concat(), input)
}

/// What the database of a folder holds besides the content.
fn export(folder: &Path, options: &[&str]) -> Vec<Value> {
    let (code, out, err) = run(folder, &[&["export", "postings"], options].concat());
    assert_eq!(code, Some(0), "{err}");
    let all = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.filter(|posting| posting["board"] != "b").collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_summary_says_what_became_of_every_entry() {
    let folder = folder(&[("feed", format!("{}\n{{}}\n", lines(&["a", "b"])).as_bytes())]);
    let (code, out, err) = import(folder.path(), &["--report", "report.json", "feed"], b"");
    assert_eq!(code, Some(0), "bad entries are told, and the good ones kept: {err}");
    assert!(out.contains("read 3, new 2, changed 0, unchanged 0, closed 0, rejected 1\n"), "{out}");
    assert!(out.starts_with("rejected: line 3: "), "{out}");
    let report = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    let names: Vec<&String> = report.as_object().unwrap().keys().collect();
    let mut sorted = ["read", "new", "changed", "unchanged", "closed", "rejected"];
    sorted.sort_unstable();
    let mut found: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, sorted);
    assert_eq!((&report["read"], &report["new"]), (&json!(3), &json!(2)));
    let rejected = report["rejected"].as_array().unwrap();
    assert_eq!((rejected.len(), &rejected[0]["at"]), (1, &json!("line 3")));
    assert!(!rejected[0]["reason"].as_str().unwrap().is_empty());

    let (_, out, _) = import(folder.path(), &["feed"], b"");
    assert!(out.contains("read 3, new 0, changed 0, unchanged 2, closed 0, rejected 1"), "{out}");
}

#[test]
fn files_may_be_packed_several_or_standard_input() {
    let cut = packed(lines(&["e", "f"]).as_bytes());
    let folder = folder(&[
        ("one", lines(&["a", "b"]).as_bytes()),
        ("two.gz", &packed(format!("{}\nnothing\n", lines(&["b", "c"])).as_bytes())),
        ("cut.gz", &cut[..cut.len() - 20]),
    ]);
    let (code, out, err) = import(folder.path(), &["one", "two.gz", "-"], lines(&["d"]).as_bytes());
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("read 6, new 4, changed 0, unchanged 0, closed 0, rejected 2"), "{out}");
    for told in ["two.gz, line 1: another entry of this import", "two.gz, line 3: "] {
        assert!(out.contains(told), "{told} is not in {out}");
    }
    let (code, out, _) = import(folder.path(), &["-"], &packed(lines(&["d"]).as_bytes()));
    assert!(code == Some(0) && out.contains("read 1, new 0, changed 0, unchanged 1"), "{out}");

    let complete = ["--complete", "--close-after", "0", "cut.gz"];
    let (code, out, err) = import(folder.path(), &complete, b"");
    assert_eq!(code, Some(1), "{out}");
    assert!(err.starts_with("error: cut.gz: ") && out.contains("closed 0"), "{out}{err}");
    assert!(export(folder.path(), &["--open"]).len() >= 4, "what was there is there still");
}

#[test]
fn what_is_no_feed_of_this_form_is_refused_whole() {
    let pictures: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let page = b"<!doctype html><html><title>404</title><p>Not here</html>";
    let folder = folder(&[
        ("page.html", page),
        ("picture", pictures),
        ("list.json", br#"{"jobs": [{"id": 1, "title": "Potter", "company_name": "Clay Works"}]}"#),
        ("cut.json", br#"{"jobs": [{"id": 1, "title": "Potter", "company_name": "Clay Works"},"#),
        ("wrong.xml", b"<?xml version='1.0'?><opml><body/></opml>"),
        ("empty", b""),
    ]);
    // Nothing of the first import but the content.
    import(folder.path(), &["-"], b"");
    for (format, file) in [
        ("ndjson", "page.html"),
        ("ndjson", "picture"),
        ("csv", "page.html"),
        ("csv", "list.json"),
        ("greenhouse", "page.html"),
        ("greenhouse", "cut.json"),
        ("greenhouse", "empty"),
        ("lever", "list.json"),
        ("ashby", "wrong.xml"),
        ("workable", "picture"),
        ("smartrecruiters", "list.json"),
        ("recruitee", "list.json"),
        ("personio", "wrong.xml"),
        ("personio", "list.json"),
        ("indeed", "wrong.xml"),
        ("indeed", "picture"),
        ("rss", "wrong.xml"),
        ("rss", "page.html"),
        ("jsonld", "picture"),
    ] {
        let arguments = ["import", "postings", "--format", format, "--company", "Clay Works", file];
        let (code, out, err) = run(folder.path(), &arguments);
        assert_eq!(code, Some(1), "{format} {file}: {out}{err}");
        assert!(err.starts_with(&format!("error: {file}: ")), "{format} {file}: {err}");
        assert!(out.contains("new 0"), "{format} {file}: {out}");
    }
    assert_eq!(export(folder.path(), &[]), [] as [Value; 0]);
}

#[test]
fn what_can_not_be_read_is_one_line() {
    let folder = folder(&[("feed", b"")]);
    std::fs::create_dir(folder.path().join("inner")).unwrap();
    for (options, told) in [
        (&["nothing.ndjson"][..], "cannot read nothing.ndjson: No such file"),
        (&["inner"], "cannot read inner: it is a folder"),
        (&["--report", "no/such/file", "feed"], "cannot write no/such/file"),
        (&["--database", "no/such.db", "feed"], "make its folder exist"),
        (&["--data", "nowhere", "--database", "new.db", "feed"], "nowhere"),
    ] {
        let data = project("tests/content");
        let data = if options.contains(&"--data") { vec![] } else { vec!["--data", data.to_str().unwrap()] };
        let always = ["import", "postings", "--format", "ndjson"];
        let (code, _, err) = run(folder.path(), &[&always[..], &data, options].concat());
        let errors: Vec<&str> = err.lines().filter(|line| line.starts_with("error: ")).collect();
        assert_eq!((code, errors.len()), (Some(1), 1), "{options:?}: {err}");
        assert!(errors[0].contains(told), "{err}");
    }
    for options in [&["--format", "excel", "feed"][..], &["feed"], &["--format", "csv"]] {
        let (code, _, err) = run(folder.path(), &[&["import", "postings"], options].concat());
        assert_eq!(code, Some(2), "{options:?}: {err}");
    }
}

/// Lines of every kind: closed, duplicate, without text, with everything that can be stated.
fn everything() -> String {
    let all = json!({
        "title": "Senior Potter (R&D), “Vases” – 陶芸家",
        "places": [
            { "raw": "NYC", "city": "New York", "region": "New York", "country": "US" },
            { "raw": "Lyon or thereabouts" },
        ],
        "work_mode": "hybrid",
        "employment_type": "part_time",
        "pay": [
            { "min": 50_000, "max": 60_000.5, "currency": "USD", "period": "year", "raw": "$50,000 – $60,000.50" },
            { "min": 30, "max": null, "currency": "EUR", "period": "hour", "raw": null },
        ],
        "posted_at": "2026-02-24T09:25:19-05:00",
        "posted_approximate": true,
        "valid_through": "2099-12-31",
        "first_seen": "2026-02-25T00:00:00Z",
        "url": "https://jobs.example.com/all?a=1&b=2",
        "description_html": "<p>Throw &amp; <strong>fire</strong>.</p><ul><li>Kilns</li></ul>",
        "listed_under": "estimator",
        "views": 12,
    });
    let bare = json!({ "places": [], "posted_at": null, "apply_url": null, "description_html": null });
    let short = json!({ "description_html": null, "excerpt": "The beginning of an advert" });
    let again =
        json!({ "title": "Potter a", "description_html": "<p>You throw the clay of a at a wheel.</p>" });
    [
        line("all", all),
        line("bare", bare),
        line("short", short),
        line("a", json!({})),
        line("again", again),
        line("closed", json!({ "closed_at": "2026-03-04T05:06:07Z" })),
        line("over", json!({ "valid_through": "2021-06-30T12:00:00+02:00" })),
    ]
    .join("\n")
}

#[test]
fn nothing_is_lost_on_the_way_out_and_in_again() {
    let (first, second) = (folder(&[]), folder(&[]));
    let (_, out, _) = import(first.path(), &["-"], everything().as_bytes());
    assert!(out.contains("new 7") && out.contains("rejected 0"), "{out}");
    let (_, exported, _) = run(first.path(), &["export", "postings"]);
    let (_, out, _) = import(second.path(), &["-"], exported.as_bytes());
    assert!(out.contains("read 11, new 7, changed 0, unchanged 4, closed 0, rejected 0"), "{out}");
    let (before, after) = (export(first.path(), &[]), export(second.path(), &[]));
    assert_eq!(before.len(), 7);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    let (_, out, _) = import(first.path(), &["-"], exported.as_bytes());
    assert!(out.contains("read 11, new 0, changed 0, unchanged 11"), "{out}");

    let all = &before[0];
    for name in ["posted_at", "valid_through", "first_seen", "description_html", "work_mode", "views", "pay"]
    {
        let stated: Value = serde_json::from_str(everything().lines().next().unwrap()).unwrap();
        assert_eq!(all[name], stated[name], "{name}");
    }
    assert_eq!(
        all["places"][0],
        json!({ "raw": "NYC", "city": "New York", "region": "New York", "country": "US" })
    );
    assert_eq!((&all["path"], &all["stage"]), (&json!("potter"), &json!("senior")));
    assert!(all["reasons"].as_array().unwrap().len() >= 2, "{all}");
}

#[test]
fn only_open_positions_are_exported_where_that_is_asked() {
    let folder = folder(&[]);
    import(folder.path(), &["-"], everything().as_bytes());
    let ids: Vec<Value> =
        export(folder.path(), &["--open"]).iter().map(|posting| posting["native_id"].clone()).collect();
    assert_eq!(ids, ["all", "bare", "short", "a", "again"]);
    let names = ["closed", "over"].map(|id| {
        export(folder.path(), &[]).into_iter().find(|posting| posting["native_id"] == id).unwrap()["closed_at"]
            .clone()
    });
    assert_eq!(names, ["2026-03-04T05:06:07Z", "2021-06-30T10:00:00Z"]);
}

#[test]
fn missing_ones_close_as_the_options_say() {
    let folder = folder(&[]);
    import(folder.path(), &["--complete", "-"], lines(&["a", "b"]).as_bytes());
    let ask =
        |options: &[&str]| import(folder.path(), &[options, &["-"]].concat(), lines(&["a"]).as_bytes()).1;
    assert!(ask(&["--complete"]).contains("closed 0"), "two days are not over");
    assert!(ask(&["--close-after", "0s"]).contains("closed 0"), "it is not said to be complete");
    assert!(ask(&["--complete", "--close-after", "0s"]).contains("closed 1"));
}
