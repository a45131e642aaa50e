//! A database that can't be written: shown as it is.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;

use super::{POSTING, assert_agrees, assert_answers, begin_import, data, feed, import, number, until};
use crate::support::disk::Disk;
use crate::support::process::{Server, run};

/// Every file of a folder and of those in it, with what it holds.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            found.extend(contents(&entry.path()));
        } else {
            let name = entry.path().display().to_string();
            found.push((name, std::fs::read(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn a_database_on_a_read_only_disk_is_served_and_searched_and_nothing_is_written() {
    let disk = Disk::mount(32);
    let site = Server::start(disk.path(), &["--data", &data()]);
    assert_agrees(&site, disk.path()).await;
    std::fs::write(disk.path().join("feed"), feed(10, 1)).unwrap();
    assert_eq!(import(disk.path(), "feed").0, Some(0));
    // Closed as it should be, and killed with a log beside it that holds what is not in the file yet.
    let mut site = Some(site);
    for killed in [true, false] {
        site = site.or_else(|| Some(Server::start(disk.path(), &["--data", &data()])));
        let running = site.take().unwrap();
        until("the index has it", || running.get("/jobs?q=9").contains("Potter 9"));
        if killed {
            drop(running);
        } else {
            running.stop("-TERM");
        }
        let has_log =
            std::fs::metadata(disk.path().join("career-paths.db-wal")).is_ok_and(|log| log.len() > 0);
        assert_eq!(has_log, killed);
        disk.set_read_only(true);
        let before = contents(disk.path());
        let reading = Server::start(disk.path(), &["--data", &data()]);
        assert_answers(&reading);
        assert_eq!(reading.total(), 14);
        assert!(reading.get("/jobs?q=9").contains("Potter 9"), "it is searched");
        assert!(reading.get(POSTING).starts_with("HTTP/1.1 200 OK"));
        assert!(reading.get("/readyz").contains("database: read-only"));
        std::thread::sleep(std::time::Duration::from_millis(1_500));
        let (code, out, err) = import(disk.path(), "feed");
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.lines().count() == 1 && err.contains("writable"), "{err}");
        let (code, out, err) = run(disk.path(), &["export", "postings"]);
        assert_eq!((code, out.lines().count()), (Some(0), 14), "{err}");
        let (code, log) = reading.stop("-TERM");
        assert_eq!(code, Some(0), "{log}");
        assert_eq!(log.matches("it is only read").count(), 1, "{log}");
        assert!(!log.contains("ERROR"), "{log}");
        assert_eq!(contents(disk.path()), before);
        disk.set_read_only(false);
    }
}

#[tokio::test]
async fn a_folder_that_becomes_read_only_while_the_site_runs_goes_on_being_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    // Root may write anywhere, so that the site runs as someone else.
    mode(folder.path(), 0o777);
    let data_of_all = folder.path().join("data");
    crate::support::copy(&crate::support::project("tests/content"), &data_of_all);
    let binary = folder.path().join("career-paths");
    std::fs::copy(env!("CARGO_BIN_EXE_career-paths"), &binary).unwrap();
    let mut command = std::process::Command::new(&binary);
    command.current_dir(folder.path()).env_clear().args(["--listen", "127.0.0.1:0", "--data", "data"]);
    command.uid(65_534).gid(65_534);
    let site = Server::try_start(command).unwrap_or_else(|(_, log)| panic!("{log}"));
    assert_agrees(&site, folder.path()).await;
    let database = folder.path().join("career-paths.db");
    mode(&database, 0o444);
    mode(folder.path(), 0o555);
    assert_answers(&site);
    assert!(site.get(POSTING).contains("8 views"));
    // Files that are open stay writable.
    let started = std::time::Instant::now();
    while number(folder.path(), "select views from posting where id = 1").await != 8 {
        assert!(started.elapsed() < super::PATIENCE);
        tokio::time::sleep(super::PAUSE).await;
    }
    mode(folder.path(), 0o755);
    std::fs::write(folder.path().join("feed"), feed(10, 1)).unwrap();
    mode(folder.path(), 0o555);
    assert!(begin_import(folder.path(), "feed").wait().unwrap().success());
    assert_agrees(&site, folder.path()).await;
    mode(folder.path(), 0o777);
    mode(&database, 0o644);
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("panicked"), "{log}");
}
