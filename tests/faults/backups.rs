//! Backups, made while everything else goes on.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::{
    PAUSE, POSTING, assert_agrees, assert_answers, assert_sound, begin_import, data, feed, import,
    kill_within, kills, number, rows,
};
use crate::support::chance::Chance;
use crate::support::process::{Server, run, spawn};

/// Postings of one transaction.
const BATCH: i64 = 4_000;

/// What is in a folder, besides what the program keeps there.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with("career-paths.db"));
    names.sort();
    names
}

async fn identity(file: &Path) -> String {
    let mut connection = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    rows(&mut connection, "select identity from meta").await.remove(0)
}

#[tokio::test]
async fn backups_made_while_the_site_serves_and_an_import_runs_are_whole_and_can_be_served() {
    let folder = tempfile::tempdir().unwrap();
    let site = Server::start(folder.path(), &["--data", &data()]);
    fs::write(folder.path().join("feed"), feed(8_500, 1)).unwrap();
    let mut importing = begin_import(folder.path(), "feed");
    let (mut made, mut slowest, mut asked) = (Vec::new(), Duration::ZERO, 0);
    while importing.try_wait().unwrap().is_none() || made.len() < 3 {
        let name = format!("backup-{}.db", made.len());
        let mut copying = spawn(folder.path(), &["backup", &name]);
        while copying.try_wait().unwrap().is_none() {
            let started = Instant::now();
            assert!(site.get(POSTING).starts_with("HTTP/1.1 200 OK"));
            slowest = slowest.max(started.elapsed());
            asked += 1;
            // Copies and imports take only the time that a site leaves.
            std::thread::sleep(PAUSE);
        }
        let output = copying.wait_with_output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let bytes = fs::metadata(folder.path().join(&name)).unwrap().len();
        assert!(out.starts_with(&format!("wrote {name}: {bytes} bytes in ")), "{out}");
        made.push(name);
    }
    assert!(importing.wait().unwrap().success());
    assert!(slowest < Duration::from_secs(5), "a hot page took {slowest:?}");
    println!("{} backups, {asked} pages meanwhile, the slowest took {slowest:?}", made.len());
    let mut before = identity(&folder.path().join("career-paths.db")).await;
    let mut held = Vec::new();
    for (at, name) in made.iter().enumerate() {
        let restored = folder.path().join(format!("restored-{at}"));
        fs::create_dir(&restored).unwrap();
        let file = restored.join("career-paths.db");
        fs::rename(folder.path().join(name), &file).unwrap();
        let mut connection = super::connect(&restored).await;
        assert_sound(&mut connection).await;
        drop(connection);
        let count = number(&restored, "select count(*) from posting where board = 'lives'").await;
        assert!(count % BATCH == 0 || count == 8_500, "whole batches: {count}");
        held.push(count);
        let its = identity(&file).await;
        assert_ne!(its, before, "it is a database of its own");
        before = its;
        if at % 3 == 0 {
            let restored_site = Server::start(&restored, &["--data", &data()]);
            assert_answers(&restored_site);
            assert_agrees(&restored_site, &restored).await;
        }
    }
    assert!(held.is_sorted(), "each is later than the one before: {held:?}");
}

#[tokio::test]
async fn a_restored_backup_keeps_ids_and_views_and_takes_no_other_index_for_its_own() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("feed"), feed(20, 1)).unwrap();
    assert_eq!(import(folder.path(), "feed").0, Some(0));
    let site = Server::start(folder.path(), &["--data", &data()]);
    assert!(site.get(POSTING).contains("8 views"));
    site.stop("-TERM");
    let untouched = fs::read(folder.path().join("career-paths.db")).unwrap();
    assert_eq!(run(folder.path(), &["backup", "copy.db"]).0, Some(0));
    assert_eq!(fs::read(folder.path().join("career-paths.db")).unwrap(), untouched);
    let kept = "select id || ' ' || native_id || ' ' || views || ' ' || first_seen from posting order by id";
    let before = rows(&mut super::connect(folder.path()).await, kept).await;
    // The database goes on, and is then given up for its backup, with the index of the later state beside it.
    for version in 2..5 {
        fs::write(folder.path().join("feed"), feed(30, version)).unwrap();
        assert_eq!(import(folder.path(), "feed").0, Some(0));
    }
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.path().join(format!("career-paths.db{ending}")));
    }
    fs::rename(folder.path().join("copy.db"), folder.path().join("career-paths.db")).unwrap();
    let site = Server::start(folder.path(), &["--data", &data()]);
    assert_agrees(&site, folder.path()).await;
    assert!(site.get("/jobs?q=potter").contains("Potter 3 of 1"));
    assert_eq!(rows(&mut super::connect(folder.path()).await, kept).await, before);
    fs::write(folder.path().join("feed"), feed(30, 9)).unwrap();
    assert_eq!(import(folder.path(), "feed").0, Some(0));
    assert_agrees(&site, folder.path()).await;
}

#[test]
fn what_can_not_be_backed_up_is_refused_in_one_line_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |arguments: &[&str], told: &str| {
        let before = names(folder.path());
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.lines().count() == 1 && err.contains(told), "{err}");
        assert_eq!(names(folder.path()), before);
    };
    refused(&["backup", "copy.db"], "there is no database");
    assert!(!folder.path().join("career-paths.db").exists());
    fs::write(folder.path().join("letter"), "Dear database. ".repeat(400)).unwrap();
    refused(&["backup", "--database", "letter", "copy.db"], "is not a database");
    Server::start(folder.path(), &["--data", &data()]).stop("-TERM");
    refused(&["backup", "letter"], "there already");
    refused(&["backup", "no/such/folder/copy.db"], "no/such/folder");
    let disk = crate::support::disk::Disk::mount(1);
    disk.fill(16);
    let target = disk.path().join("copy.db").display().to_string();
    refused(&["backup", &target], "full");
    assert_eq!(names(disk.path()), ["ballast"]);
}

#[test]
fn a_backup_that_is_killed_leaves_no_file_of_its_name_or_a_whole_one() {
    let (folder, mut chance) = (tempfile::tempdir().unwrap(), Chance::new());
    fs::write(folder.path().join("feed"), feed(4_000, 1)).unwrap();
    assert_eq!(import(folder.path(), "feed").0, Some(0));
    let started = Instant::now();
    assert_eq!(run(folder.path(), &["backup", "first.db"]).0, Some(0));
    let whole = started.elapsed();
    let bytes = fs::metadata(folder.path().join("first.db")).unwrap().len();
    for round in 0..kills(8) {
        let name = format!("{round}.db");
        kill_within(spawn(folder.path(), &["backup", &name]), whole, &mut chance);
        let made = fs::metadata(folder.path().join(&name)).map(|file| file.len());
        assert!(made.is_err() || made.is_ok_and(|found| found == bytes));
    }
    // Who is told to stop takes away what was begun.
    let parts =
        || names(folder.path()).into_iter().filter(|name| name.ends_with(".part")).collect::<Vec<_>>();
    let before = parts();
    for round in 0..4 {
        let name = format!("stopped-{round}.db");
        let mut copying = spawn(folder.path(), &["backup", &name]);
        std::thread::sleep(whole * u32::try_from(chance.below(10)).unwrap() / 10);
        Command::new("kill").args(["-TERM", &copying.id().to_string()]).status().unwrap();
        // One that comes before the program listens ends it at once.
        copying.wait().unwrap();
        let made = fs::metadata(folder.path().join(&name)).map(|file| file.len());
        assert!(made.is_err() || made.is_ok_and(|found| found == bytes));
        assert_eq!(parts(), before);
    }
    assert_eq!(run(folder.path(), &["backup", "last.db"]).0, Some(0));
}
