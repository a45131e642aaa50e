//! Imports beside a running site, and imports that are cut off.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};

use crate::support::postings::line;
use crate::support::process::{Server, run, run_with, spawn};
use crate::support::project;

/// How soon a running site shows what another process imported.
const SOON: Duration = Duration::from_secs(2);

fn data() -> String {
    project("tests/content").to_str().unwrap().to_owned()
}

#[test]
fn a_running_site_shows_what_another_process_imports() {
    let folder = tempfile::tempdir().unwrap();
    let data = data();
    let site = Server::start(folder.path(), &["--data", &data]);
    assert!(site.get("/jobs").contains("4 positions<"));
    let import = |options: &[&str], feed: &str| {
        let always = ["import", "postings", "--format", "ndjson"];
        let (code, out, err) = run_with(folder.path(), &[&always[..], options].concat(), feed.as_bytes());
        assert_eq!(code, Some(0), "{err}");
        assert!(!err.contains("content loaded"), "the site's content is left alone: {err}");
        (Instant::now(), out)
    };
    let senior = line("a", json!({ "title": "Senior Potter of Dawn" }));
    let (done, _) = import(&["-"], &senior);
    let shown = site.get_until("/jobs", "5 positions<");
    assert!(done.elapsed() < SOON, "shown after {:?}", done.elapsed());
    assert!(shown.contains("Senior Potter of Dawn"));
    for list in ["/", "/paths/potter", "/companies/clay-works"] {
        site.get_until(list, "Senior Potter of Dawn");
    }
    let (done, out) = import(&["--complete", "--close-after", "0s", "-"], &line("b", json!({})));
    assert!(out.contains("closed 1"), "{out}");
    site.get_until("/jobs/5-senior-potter-of-dawn", "This position is closed");
    assert!(done.elapsed() < SOON, "closed after {:?}", done.elapsed());
    site.get_while("/jobs", "Senior Potter of Dawn");
    let (_, log) = site.stop("-TERM");
    assert!(!log.contains("ERROR"), "{log}");
}

/// The scheduling policy of a process (proc(5), /proc/pid/stat, field 41): 0 is the usual one, 5 is idle.
fn policy(id: u32) -> u8 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    stat.rsplit_once(") ").unwrap().1.split(' ').nth(41 - 3).unwrap().parse().unwrap()
}

#[test]
fn an_import_gives_way_to_a_site_and_to_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let data = data();
    let import = |expected: u8| {
        let mut child =
            spawn(folder.path(), &["import", "postings", "--format", "ndjson", "--data", &data, "-"]);
        let started = Instant::now();
        while policy(child.id()) != expected {
            assert!(started.elapsed() < SOON, "policy {}", policy(child.id()));
            std::thread::park_timeout(Duration::from_millis(5));
        }
        child.stdin.as_mut().unwrap().write_all(line("a", json!({})).as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    import(0);
    let site = Server::start(folder.path(), &["--data", &data]);
    import(5);
    site.stop("-TERM");
    import(0);
}

#[test]
fn the_site_closes_what_runs_out() {
    let folder = tempfile::tempdir().unwrap();
    let data = data();
    let soon = jiff::Timestamp::now() + Duration::from_secs(4);
    let feed = line("a", json!({ "title": "Potter for an Hour", "valid_through": soon.to_string() }));
    let always = ["import", "postings", "--format", "ndjson", "--data", &data, "-"];
    let (_, out, _) = run_with(folder.path(), &always, feed.as_bytes());
    assert!(out.contains("new 1"), "{out}");
    let site = Server::start(folder.path(), &["--data", &data]);
    site.get_until("/jobs", "4 positions<");
    assert!(site.get("/jobs/5-potter-for-an-hour").contains("This position is closed"));
    let (_, log) = site.stop("-TERM");
    assert!(log.contains("1 postings ran out"), "{log}");
}

/// Postings that the program writes in one transaction.
const BATCH: i64 = 4_000;

async fn connect(folder: &Path) -> SqliteConnection {
    let file = folder.join("career-paths.db");
    SqliteConnectOptions::new().filename(file).busy_timeout(SOON).connect().await.unwrap()
}

async fn count(folder: &Path) -> i64 {
    let mut connection = connect(folder).await;
    sqlx::query_scalar("select count(*) from posting where board = 'lives'")
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_import_that_is_killed_is_taken_up_by_running_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = data();
    run(folder.path(), &["import", "postings", "--format", "ndjson", "--data", &data, "-"]);
    let plain = |number: u32| line(&number.to_string(), json!({ "description_html": "<p>Clay.</p>" }));
    let feed: Vec<String> = (0..9_000).map(plain).collect();
    let arguments = ["import", "postings", "--format", "ndjson", "-"];
    let mut child = spawn(folder.path(), &arguments);
    // Half of it, and the stream stays open: the import waits in the middle of the feed.
    child.stdin.as_mut().unwrap().write_all(feed[..8_500].join("\n").as_bytes()).unwrap();
    let started = Instant::now();
    while count(folder.path()).await < BATCH {
        assert!(started.elapsed() < Duration::from_secs(30), "batches are written while it reads");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let killed = Command::new("kill").args(["-KILL", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait_with_output().unwrap().status.code(), None);
    let held = count(folder.path()).await;
    assert!((BATCH..9_000).contains(&held) && held % BATCH == 0, "whole batches: {held}");

    let (code, out, err) = run_with(folder.path(), &arguments, feed.join("\n").as_bytes());
    assert_eq!(code, Some(0), "{err}");
    let told = format!("read 9000, new {}, changed 0, unchanged {held}, closed 0, rejected 0", 9_000 - held);
    assert!(out.contains(&told), "{told} is not in {out}");
    assert_eq!(count(folder.path()).await, 9_000);
    let mut connection = connect(folder.path()).await;
    let whole: (String, i64) = sqlx::query_as(
        "select (select integrity_check from pragma_integrity_check),
                (select count(distinct native_id) from posting join advert on posting = id
                 where board = 'lives')",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(whole, ("ok".to_owned(), 9_000));
}

#[test]
fn imports_at_the_same_time_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let data = data();
    let feed = |name: &str| {
        (0..1_100).map(|number| line(&format!("{name}{number}"), json!({}))).collect::<Vec<_>>().join("\n")
    };
    let import = |name: &'static str| {
        let (folder, data) = (folder.path(), data.as_str());
        let feed = feed(name);
        move || {
            let always = ["import", "postings", "--format", "ndjson", "--data", data, "-"];
            run_with(folder, &always, feed.as_bytes())
        }
    };
    let outputs = std::thread::scope(|scope| {
        let running = ["a", "b", "c"].map(|name| scope.spawn(import(name)));
        running.map(|import| import.join().unwrap())
    });
    for (code, out, err) in outputs {
        assert_eq!(code, Some(0), "{err}");
        assert!(out.contains("read 1100, new 1100"), "{out}");
    }
}
