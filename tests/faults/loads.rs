//! Killed while content is loaded, while a database is made, while an older one is migrated.

use std::path::Path;
use std::time::{Duration, Instant};

use career_paths::db::open::MIGRATIONS;
use sqlx::migrate::Migrate;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::{
    Left, assert_agrees, assert_answers, begin_serving, connect, content_of, data, kill_within, kills, rows,
};
use crate::support::chance::Chance;
use crate::support::process::{Server, run};
use crate::support::project;

/// Starts a site and kills it; answers how long it took to serve.
fn start_once(folder: &Path, data: &str) -> Duration {
    Server::start(folder, &["--data", data]).started_in
}

/// Everything that content brings, postings included, as one text.
async fn content(connection: &mut SqliteConnection) -> String {
    let tables = "select name from sqlite_schema where type = 'table' and name not in
        ('meta', 'posting', 'advert', 'board', '_sqlx_migrations') and name not like 'sqlite_%' order by name";
    let mut all = rows(connection, "select content_fingerprint from meta").await;
    all.extend(
        rows(connection, "select title || path from posting where path is not null order by id").await,
    );
    for table in rows(connection, tables).await {
        let columns =
            rows(connection, &format!("select 'quote(' || name || ')' from pragma_table_info('{table}')"))
                .await
                .join(" || ',' || ");
        all.push(table.clone());
        all.extend(rows(connection, &format!("select {columns} as line from {table} order by line")).await);
    }
    all.join("\n")
}

#[tokio::test]
async fn killed_while_content_is_loaded_the_database_holds_the_old_or_the_new() {
    let (folder, mut chance) = (tempfile::tempdir().unwrap(), Chance::new());
    let names = ["Thrower", "Turner"];
    let data = names.map(|name| content_of(folder.path(), name));
    let mut sets = Vec::new();
    let mut whole = Duration::ZERO;
    for data in &data {
        whole = start_once(folder.path(), data);
        sets.push(content(&mut connect(folder.path()).await).await);
    }
    assert_ne!(sets[0], sets[1]);
    assert!(sets[0].lines().count() > 50, "{}", sets[0]);
    let mut loaded = [0, 0];
    for round in 0..kills(22) {
        let (old, new) = ((round as usize + 1) % 2, round as usize % 2);
        kill_within(begin_serving(folder.path(), &data[new]), whole, &mut chance);
        let found = content(&mut Left::in_folder(folder.path()).await.connection).await;
        let set = sets.iter().position(|set| *set == found);
        let set = set.unwrap_or_else(|| panic!("round {round}: neither the old nor the new:\n{found}"));
        loaded[usize::from(set == new && set != old)] += 1;
        let site = Server::start(folder.path(), &["--data", &data[new]]);
        assert!(site.get("/paths/potter").contains(&format!("<h1>{} Career Path</h1>", names[new])));
        assert_answers(&site);
        assert_agrees(&site, folder.path()).await;
    }
    println!("{} kills came before the new content, {} after it", loaded[0], loaded[1]);
}

#[tokio::test]
async fn killed_in_an_empty_folder_the_next_start_begins_anew() {
    let (data, mut chance) = (data(), Chance::new());
    let whole = start_once(tempfile::tempdir().unwrap().path(), &data);
    for _ in 0..kills(14) {
        let folder = tempfile::tempdir().unwrap();
        kill_within(begin_serving(folder.path(), &data), whole, &mut chance);
        let mut left = Left::in_folder(folder.path()).await;
        if left.has("meta").await {
            let (paths, loaded) = (
                left.number("select count(*) from path").await,
                left.number("select content_fingerprint is not null from meta").await,
            );
            assert!([(0, 0), (3, 1)].contains(&(paths, loaded)), "{paths} paths, loaded: {loaded}");
        }
        let site = Server::start(folder.path(), &["--data", &data]);
        assert_answers(&site);
        assert_agrees(&site, folder.path()).await;
    }
}

/// A log by which SQLite takes back a change that was begun, of a database that had so many pages before:
/// <https://sqlite.org/fileformat.html#the_rollback_journal>.
fn log_of_a_beginning(pages: u32) -> Vec<u8> {
    let mut log = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    for field in [0, 7, pages, 512, PAGE] {
        log.extend(field.to_be_bytes());
    }
    log.resize(512, 0);
    log
}

/// `pragma page_size`, which is SQLite's default.
const PAGE: u32 = 4096;

#[test]
fn killed_at_its_first_step_a_new_database_or_a_restored_one_is_begun_with_again() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (data(), folder.path().join("career-paths.db"));
    Server::start(folder.path(), &["--data", &data]).stop("-TERM");
    assert_eq!(run(folder.path(), &["backup", "copy.db"]).0, Some(0));
    let copy = std::fs::read(folder.path().join("copy.db")).unwrap();
    let pages = u32::try_from(copy.len()).unwrap() / PAGE;
    for (left, pages) in [(&copy[..PAGE as usize], 0), (&copy[..], pages)] {
        let _ = std::fs::remove_file(folder.path().join("career-paths.db-shm"));
        let _ = std::fs::remove_file(folder.path().join("career-paths.db-wal"));
        std::fs::write(&file, left).unwrap();
        std::fs::write(folder.path().join("career-paths.db-journal"), log_of_a_beginning(pages)).unwrap();
        let site = Server::start(folder.path(), &["--data", &data]);
        assert_answers(&site);
        assert!(!folder.path().join("career-paths.db-journal").exists());
    }
}

/// A database as the first migration made it, with rows in every table.
async fn of_the_first_migration(folder: &Path) {
    let options = SqliteConnectOptions::new().filename(folder.join("career-paths.db"));
    let mut connection = options.create_if_missing(true).connect().await.unwrap();
    connection.ensure_migrations_table("_sqlx_migrations").await.unwrap();
    connection.apply("_sqlx_migrations", MIGRATIONS.iter().next().unwrap()).await.unwrap();
    let fixture = std::fs::read_to_string(project("tests/fixtures/rows-of-migration-1.sql")).unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(fixture)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn killed_while_it_is_migrated_a_database_is_of_the_old_version_or_of_the_new() {
    let (data, mut chance) = (data(), Chance::new());
    let first = tempfile::tempdir().unwrap();
    of_the_first_migration(first.path()).await;
    let whole = start_once(first.path(), &data);
    let (all, mut migrated) = (i64::try_from(MIGRATIONS.iter().count()).unwrap(), [0, 0]);
    for _ in 0..kills(14) {
        let folder = tempfile::tempdir().unwrap();
        of_the_first_migration(folder.path()).await;
        kill_within(begin_serving(folder.path(), &data), whole, &mut chance);
        let mut left = Left::in_folder(folder.path()).await;
        let applied = left.number("select count(*) from _sqlx_migrations where success").await;
        assert!([1, all].contains(&applied), "{applied} of {all} migrations");
        migrated[usize::from(applied == all)] += 1;
        assert_eq!(left.has("advert").await, applied == all, "the tables are those of the version");
        let begun = Instant::now();
        let site = Server::start(folder.path(), &["--data", &data]);
        assert!(begun.elapsed() < super::PATIENCE);
        assert_answers(&site);
        assert!(site.get("/jobs/41-baker").contains("18 views"), "17, and this one");
        assert_agrees(&site, folder.path()).await;
    }
    println!("{} kills came before the migration, {} after it", migrated[0], migrated[1]);
}
