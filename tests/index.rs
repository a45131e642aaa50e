//! The index and the database: whatever happens to either, they soon say the same.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use career_paths::db::Db;
use career_paths::search::concepts::Concepts;
use career_paths::search::facet::{Facet, Filters};
use career_paths::search::find::{MOST_RESULTS, Order, Query, find};
use career_paths::search::keeper::Keeper;
use career_paths::search::snapshot::Snapshot;
use jiff::SignedDuration;
use jiff::civil::date;
use serde_json::json;

use crate::support::chance::Chance;
use crate::support::postings::{execute, filled, import, line};
use crate::support::process::{Server, run_with, spawn};
use crate::support::project;

fn everything() -> Query {
    Query {
        text: String::new(),
        filters: Filters::default(),
        order: Order::Newest,
        offset: 0,
        limit: MOST_RESULTS,
        today: date(2026, 11, 22),
        counted: false,
    }
}

/// Brings the index up to the database and reads it.
async fn followed(keeper: &mut Keeper, db: &Db) -> Snapshot {
    keeper.follow(db).await.unwrap();
    keeper.read(None).await.unwrap().unwrap()
}

/// Fails unless the index holds what the database shows, and says the same of it.
async fn assert_same(index: &Snapshot, db: &Db, what: &str) {
    let mut connection = db.read().await.unwrap();
    let shown: Vec<i64> = sqlx::query_scalar(
        "select id from posting where closed_at is null and duplicate_of is null order by posted_on desc, id",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let concepts = Concepts::default();
    let found = find(index, &concepts, &everything()).unwrap();
    assert_eq!(found.ids, shown, "{what}");
    let places: Vec<(String, i64)> = sqlx::query_as(
        "select lower(title), count(*) from posting where closed_at is null and duplicate_of is null group by 1",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    for (title, count) in places {
        let query = Query { text: format!("\"{title}\""), ..everything() };
        let found = find(index, &concepts, &query).unwrap();
        assert!(i64::from(found.total) >= count, "{what}: {title:?} {} of {count}", found.total);
    }
    let paths: Vec<(String, i64)> = sqlx::query_as(
        "select path, count(*) from posting
         where path is not null and closed_at is null and duplicate_of is null group by 1",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    for (path, count) in paths {
        assert_eq!(i64::from(index.count(Facet::Path, &path)), count, "{what}: {path}");
    }
}

#[tokio::test]
async fn the_index_follows_random_imports_and_closings() {
    let (_folder, db) = filled().await;
    let mut keeper = Keeper::beside(db.file());
    let mut chance = Chance::of(7);
    for round in 0..25 {
        let feed: Vec<String> = (0..chance.below(12))
            .map(|_| {
                let id = chance.below(40).to_string();
                let title =
                    ["Potter", "Senior Potter", "Grade 3 Clerk", "Zoo Keeper"][chance.below(4) as usize];
                let text = format!("<p>Clay number {}.</p>", chance.below(6));
                line(&id, json!({ "title": title, "description_html": text, "company": "Clay Works" }))
            })
            .collect();
        let complete = (chance.below(3) == 0).then_some(SignedDuration::ZERO);
        import(&db, &feed.join("\n"), complete).await;
        let index = followed(&mut keeper, &db).await;
        assert_same(&index, &db, &format!("round {round}")).await;
        if chance.below(4) == 0 {
            // as at the end of a process
            keeper.finish().await.unwrap();
            keeper = Keeper::beside(db.file());
        }
    }
}

#[tokio::test]
async fn an_index_that_is_lost_or_damaged_or_another_ones_is_made_anew() {
    let (folder, db) = filled().await;
    let of_index = |name: &str| folder.path().join("test.db.search/index").join(name);
    let feed: Vec<String> = (0..50).map(|id| line(&id.to_string(), json!({}))).collect();
    import(&db, &feed.join("\n"), None).await;
    let mut keeper = Keeper::beside(db.file());
    assert_same(&followed(&mut keeper, &db).await, &db, "new").await;
    keeper.finish().await.unwrap();

    // lost while it is used
    fs::remove_dir_all(folder.path().join("test.db.search")).unwrap();
    assert_same(&followed(&mut keeper, &db).await, &db, "lost").await;
    keeper.finish().await.unwrap();

    for name in ["meta.json", "store", "term", "pos", "idx", "fast"] {
        let file = fs::read_dir(folder.path().join("test.db.search/index")).unwrap().flatten().find(|file| {
            let known = file.file_name().to_string_lossy().into_owned();
            known == name || known.ends_with(&format!(".{name}"))
        });
        let file = file.unwrap_or_else(|| panic!("no {name}")).path();
        let mut bytes = fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        if name == "meta.json" {
            bytes.truncate(middle);
        }
        fs::remove_file(&file).unwrap();
        fs::write(&file, bytes).unwrap();
        let mut keeper = Keeper::beside(db.file());
        assert_same(&followed(&mut keeper, &db).await, &db, name).await;
        keeper.finish().await.unwrap();
    }
    assert!(of_index("meta.json").exists());

    // another database's, and one that knows more than the database
    execute(&db, "update meta set identity = 'other'").await;
    let mut keeper = Keeper::beside(db.file());
    assert_same(&followed(&mut keeper, &db).await, &db, "another's").await;
    keeper.finish().await.unwrap();
    execute(&db, "update posting set closed_at = '2026-11-22T00:00:00Z' where id % 3 = 0").await;
    execute(&db, "update meta set change = 1").await;
    let mut keeper = Keeper::beside(db.file());
    assert_same(&followed(&mut keeper, &db).await, &db, "from the future").await;
}

#[tokio::test]
async fn one_process_writes_and_others_read() {
    let (_folder, db) = filled().await;
    let (mut first, mut second) = (Keeper::beside(db.file()), Keeper::beside(db.file()));
    assert_same(&followed(&mut first, &db).await, &db, "first").await;
    import(&db, &line("a", json!({})), None).await;
    // The first has not given back the right to write.
    second.follow(&db).await.unwrap();
    let before = second.read(None).await.unwrap().unwrap();
    first.follow(&db).await.unwrap();
    let after = second.read(None).await.unwrap().unwrap();
    assert_eq!(after.total, before.total + 1);
    assert_same(&after, &db, "read by the second").await;
}

/// The total that a site tells, and the one that the database has.
async fn totals(site: &Server, file: &Path) -> (String, i64) {
    use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
    let mut connection = SqliteConnectOptions::new().filename(file).read_only(true).connect().await.unwrap();
    let count: i64 =
        sqlx::query_scalar("select count(*) from posting where closed_at is null and duplicate_of is null")
            .fetch_one(&mut connection)
            .await
            .unwrap();
    let page = site.get("/jobs");
    let told =
        page.split_once("<h2 id=\"results\">").unwrap().1.split_once(" position").unwrap().0.replace(',', "");
    (told, count)
}

#[tokio::test]
async fn a_running_site_agrees_with_the_database_after_imports_are_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content").to_str().unwrap().to_owned();
    let site = Server::start(folder.path(), &["--data", &data]);
    let file = folder.path().join("career-paths.db");
    let mut chance = Chance::of(11);
    for round in 0..6 {
        let feed: Vec<String> = (0..9_000)
            .map(|at| line(&format!("{round}-{at}"), json!({ "description_html": "<p>Clay.</p>" })))
            .collect();
        let mut child = spawn(folder.path(), &["import", "postings", "--format", "ndjson", "-"]);
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            use std::io::Write;
            // Who is killed reads no more.
            let _ = stdin.write_all(feed.join("\n").as_bytes());
        });
        tokio::time::sleep(Duration::from_millis(300 + chance.below(1_500))).await;
        let _ = Command::new("kill").args(["-KILL", &child.id().to_string()]).status();
        child.wait().unwrap();
        writer.join().unwrap();
        let killed = Instant::now();
        loop {
            let (told, count) = totals(&site, &file).await;
            if told == count.to_string() {
                break;
            }
            assert!(killed.elapsed() < Duration::from_secs(20), "round {round}: {told} of {count}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        if round == 3 {
            fs::remove_dir_all(folder.path().join("career-paths.db.search")).unwrap();
        }
    }
    let (code, _, err) = run_with(
        folder.path(),
        &["import", "postings", "--format", "ndjson", "-"],
        line("last", json!({ "title": "Xylophonist" })).as_bytes(),
    );
    assert_eq!(code, Some(0), "{err}");
    let done = Instant::now();
    site.get_until("/jobs?q=xylophonist", "<h2 id=\"results\">1 position</h2>");
    assert!(done.elapsed() < Duration::from_secs(2), "found after {:?}", done.elapsed());
}
