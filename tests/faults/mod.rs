//! What can befall the site, done to real processes, files and disks: nothing is lost, what can be read is shown,
//! what can't be written is told, and all goes on by itself once it is over.
//!
//! Processes are killed at random moments, spread over the whole of what they do. `CAREER_PATHS_KILLS` says how
//! many kills there are in all, `CAREER_PATHS_SEED` at which moments.

mod backups;
mod clock;
mod damage;
mod disk;
mod files;
mod imports;
mod loads;
mod read_only;
mod views;

use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};
use tempfile::TempDir;

use crate::support::chance::Chance;
use crate::support::postings::line;
use crate::support::process::{Server, run, spawn};
use crate::support::{copy, project};

/// Kills of an ordinary run, in all.
const KILLS: u64 = 110;

/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// The page of a posting of the small content.
const POSTING: &str = "/jobs/1-senior-estimator-bridges";

/// This part of all kills, in percent.
fn kills(percent: u64) -> u64 {
    let all = std::env::var("CAREER_PATHS_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    (all * percent).div_ceil(100)
}

/// The small content, as an argument.
fn data() -> String {
    project("tests/content").to_str().unwrap().to_owned()
}

/// A copy of the small content in which the potter has another name, and the title of a posting with it.
fn content_of(folder: &Path, potter: &str) -> String {
    let data = folder.join(potter);
    copy(&project("tests/content"), &data);
    for (file, from) in [
        ("paths/crafts/potter.json", "\"name\": \"Potter\""),
        ("postings/example.ndjson", "\"title\": \"Zoo Keeper II\""),
    ] {
        let file = data.join(file);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from));
        let (field, _) = from.split_once(':').unwrap();
        std::fs::write(&file, text.replace(from, &format!("{field}: \"{potter}\""))).unwrap();
    }
    data.to_str().unwrap().to_owned()
}

/// A feed of so many postings, in this version of their titles.
fn feed(count: u32, version: u64) -> String {
    let plain = json!({ "description_html": null, "places": [] });
    let titled = |id: u32| {
        let mut fields = plain.clone();
        fields["title"] = json!(format!("Potter {id} of {version}"));
        line(&id.to_string(), fields)
    };
    (0..count).map(titled).collect::<Vec<_>>().join("\n")
}

/// Imports a feed file to its end; answers what was said of it.
fn import(folder: &Path, file: &str) -> (Option<i32>, String, String) {
    run(folder, &["import", "postings", "--format", "ndjson", "--data", &data(), file])
}

/// Begins to import a feed file.
fn begin_import(folder: &Path, file: &str) -> Child {
    spawn(folder, &["import", "postings", "--format", "ndjson", "--data", &data(), file])
}

/// Begins to serve.
fn begin_serving(folder: &Path, data: &str) -> Child {
    spawn(folder, &["serve", "--listen", "127.0.0.1:0", "--data", data])
}

/// Kills a process after a random part of what it takes unkilled; a bit beyond that it has done all its work.
fn kill_within(mut child: Child, whole: Duration, chance: &mut Chance) {
    let parts = 1_000 + 100;
    let part = u32::try_from(chance.below(parts)).unwrap();
    std::thread::sleep(whole * part / 1_000);
    // `kill` is SIGKILL; who is done can't be killed any more.
    let _ = child.kill();
    child.wait().unwrap();
}

/// Waits until it holds; fails if it never does.
fn until(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "never: {what}");
        std::thread::park_timeout(PAUSE);
    }
}

/// A copy of a database as a process left it, so that the program itself takes up what is there.
struct Left {
    connection: SqliteConnection,
    _folder: TempDir,
}

impl Left {
    /// By whoever was killed in a folder. Fails if it is damaged.
    async fn in_folder(folder: &Path) -> Self {
        let copied = tempfile::tempdir().unwrap();
        for name in ["career-paths.db", "career-paths.db-wal"] {
            if folder.join(name).exists() {
                std::fs::copy(folder.join(name), copied.path().join(name)).unwrap();
            }
        }
        let mut connection = SqliteConnectOptions::new()
            .filename(copied.path().join("career-paths.db"))
            .create_if_missing(true)
            .connect()
            .await
            .unwrap();
        assert_sound(&mut connection).await;
        Self { connection, _folder: copied }
    }

    /// The rows that a query answers, each as one text.
    async fn rows(&mut self, sql: &str) -> Vec<String> {
        rows(&mut self.connection, sql).await
    }

    /// The one number that a query answers.
    async fn number(&mut self, sql: &str) -> i64 {
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut self.connection).await.unwrap()
    }

    /// Whether there is a table.
    async fn has(&mut self, table: &str) -> bool {
        self.number(&format!("select count(*) from sqlite_schema where name = '{table}'")).await > 0
    }
}

async fn rows(connection: &mut SqliteConnection, sql: &str) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await.unwrap()
}

async fn assert_sound(connection: &mut SqliteConnection) {
    let integrity = rows(connection, "select integrity_check from pragma_integrity_check").await;
    assert_eq!(integrity, ["ok"]);
    let broken = rows(connection, "select \"table\" from pragma_foreign_key_check").await;
    assert_eq!(broken, Vec::<String>::new(), "references that lead nowhere");
}

/// Opens the database of a folder, whoever else has it open.
async fn connect(folder: &Path) -> SqliteConnection {
    let file = folder.join("career-paths.db");
    SqliteConnectOptions::new().filename(file).busy_timeout(PATIENCE).connect().await.unwrap()
}

/// One number of the database of a folder.
async fn number(folder: &Path, sql: &str) -> i64 {
    let mut connection = connect(folder).await;
    let found = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
    // One that is only dropped is closed some time later, which tidies up what a kill is to leave behind.
    connection.close().await.unwrap();
    found
}

/// Open postings, each opening once.
const SHOWN: &str = "select count(*) from posting where closed_at is null and duplicate_of is null";

/// Waits until a site tells of as many positions as its database holds.
async fn assert_agrees(site: &Server, folder: &Path) {
    let started = Instant::now();
    loop {
        let (told, held) = (site.total(), number(folder, SHOWN).await);
        if told == held {
            return;
        }
        assert!(started.elapsed() < PATIENCE, "the site tells of {told} positions, the database has {held}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Fails unless the site answers all its kinds of pages.
fn assert_answers(site: &Server) {
    for url in ["/", "/paths", "/paths/potter", "/skills", "/jobs", "/jobs?q=potter", "/readyz"] {
        let answer = site.get(url);
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{url}: {answer:.300}");
    }
}
