//! A full disk, while the site runs and while an import runs.

use std::time::Duration;

use super::{
    Left, POSTING, SHOWN, assert_agrees, assert_answers, connect, data, feed, import, number, rows, until,
};
use crate::support::disk::Disk;
use crate::support::process::Server;

/// Longer than from one attempt to write to the next.
const A_WHILE: Duration = Duration::from_millis(2_500);

#[tokio::test]
async fn on_a_full_disk_the_site_is_read_and_views_are_written_once_there_is_room() {
    let disk = Disk::mount(48);
    let site = Server::start(disk.path(), &["--data", &data()]);
    assert_agrees(&site, disk.path()).await;
    assert!(site.get(POSTING).contains("8 views"));
    let mut database = connect(disk.path()).await;
    for round in 0..2 {
        disk.fill(0);
        for _ in 0..50 {
            assert!(site.get(POSTING).starts_with("HTTP/1.1 200 OK"));
        }
        std::thread::sleep(A_WHILE);
        assert_answers(&site);
        let stored = rows(&mut database, "select cast(views as text) from posting where id = 1").await;
        assert_ne!(stored, [(8 + 50 * (round + 1)).to_string()], "the disk was not full");
        disk.free();
        let all = (8 + 50 * (round + 1)).to_string();
        let started = std::time::Instant::now();
        while rows(&mut database, "select cast(views as text) from posting where id = 1").await
            != [all.clone()]
        {
            assert!(started.elapsed() < super::PATIENCE, "views are not written, once there is room");
            tokio::time::sleep(super::PAUSE).await;
        }
    }
    drop(database);
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert_eq!(log.matches("writing counted views fails").count(), 2, "{log}");
    assert_eq!(log.matches("writing counted views works again").count(), 2, "{log}");
    assert!(!log.contains("panicked at") && log.contains("full"), "{log}");
    let left = Left::in_folder(disk.path()).await.number("select views from posting where id = 1").await;
    assert_eq!(left, 108);
}

#[tokio::test]
async fn an_import_that_fills_the_disk_says_so_and_goes_on_when_run_again() {
    let disk = Disk::mount(64);
    let site = Server::start(disk.path(), &["--data", &data()]);
    assert_agrees(&site, disk.path()).await;
    let before = site.total();
    std::fs::write(disk.path().join("feed"), feed(8_500, 1)).unwrap();
    // Room for the first batch and not for all of them.
    for free in [0, 256, 1_024, 2_048] {
        disk.fill(free);
        let (code, out, err) = import(disk.path(), "feed");
        assert_eq!((code, out.as_str()), (Some(1), ""), "{free} KiB: {err}");
        let errors: Vec<&str> = err.lines().filter(|line| line.starts_with("error: ")).collect();
        assert!(errors.len() == 1 && errors[0].contains("full"), "{err}");
        assert!(!err.contains("panicked at"), "{err}");
        assert_answers(&site);
        disk.free();
        let mut left = Left::in_folder(disk.path()).await;
        let held = left.number("select count(*) from posting where board = 'lives'").await;
        assert!(held % 4_000 == 0 && held < 8_500, "whole batches: {held}");
        assert_agrees(&site, disk.path()).await;
    }
    let (code, _, err) = import(disk.path(), "feed");
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(number(disk.path(), SHOWN).await, before + 8_500);
    assert_agrees(&site, disk.path()).await;
    until("the last posting is found", || site.get("/jobs?q=8499").contains("Potter 8499"));
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("panicked at"), "{log}");
}

#[test]
fn on_a_disk_that_is_full_from_the_start_a_filled_database_is_shown_and_no_new_one_begun() {
    let disk = Disk::mount(8);
    disk.fill(0);
    let (code, out, err) = crate::support::process::run(disk.path(), &["--listen", "127.0.0.1:0"]);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.lines().count() == 1 && err.contains("full"), "{err}");
    disk.free();
    let site = Server::start(disk.path(), &["--data", &data()]);
    assert_answers(&site);
    // With a database that is filled already it is shown.
    site.stop("-TERM");
    disk.fill(0);
    let site = Server::start(disk.path(), &["--data", &data()]);
    assert_answers(&site);
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("its disk is full or broken") && log.contains("it is only read"), "{log}");
}
