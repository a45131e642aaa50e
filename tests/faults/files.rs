//! Files that vanish, are replaced or damaged: the content, the database, its log, the index.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{
    Left, POSTING, SHOWN, assert_agrees, assert_answers, begin_import, connect, content_of, data, feed,
    import, number, until,
};
use crate::support::chance::Chance;
use crate::support::process::{Server, run};

/// Longer than from one attempt to write to the next.
const A_WHILE: Duration = Duration::from_millis(2_500);

#[test]
fn without_its_folder_of_content_a_filled_site_goes_on_and_an_empty_one_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let gone = ["--listen", "127.0.0.1:0", "--data", "no/such/folder"];
    let (code, out, err) = run(folder.path(), &gone);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.lines().count() == 1 && err.contains("no/such/folder"), "{err}");
    Server::start(folder.path(), &["--data", &data()]).stop("-TERM");
    let site = Server::start(folder.path(), &["--data", "no/such/folder"]);
    assert_answers(&site);
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("no/such/folder") && log.contains("goes on with the content it had"), "{log}");
}

#[tokio::test]
async fn a_database_that_is_removed_while_the_site_runs_goes_on_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let site = Server::start(folder.path(), &["--data", &data()]);
    assert_agrees(&site, folder.path()).await;
    fs::create_dir(folder.path().join("away")).unwrap();
    let files = ["career-paths.db", "career-paths.db-wal", "career-paths.db-shm"];
    for name in files {
        fs::rename(folder.path().join(name), folder.path().join("away").join(name)).unwrap();
    }
    for _ in 0..20 {
        assert!(site.get(POSTING).starts_with("HTTP/1.1 200 OK"));
    }
    assert!(site.get("/jobs").contains("4 positions"));
    let ready = site.get("/readyz");
    assert!(ready.starts_with("HTTP/1.1 503") && ready.contains("removed or replaced"), "{ready}");
    std::thread::sleep(A_WHILE);
    assert!(!folder.path().join("career-paths.db").exists(), "nothing is made in its place");
    // It is there again, and nothing was lost.
    for name in files {
        fs::rename(folder.path().join("away").join(name), folder.path().join(name)).unwrap();
    }
    site.get_until("/readyz", "HTTP/1.1 200 OK");
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert_eq!(log.matches("writing counted views fails").count(), 1, "{log}");
    let told = log.lines().filter(|line| line.contains("removed or replaced")).count();
    assert_eq!(told, 1, "{log}");
    let views = Left::in_folder(folder.path()).await.number("select views from posting where id = 1").await;
    assert_eq!(views, 7 + 20);
}

#[tokio::test]
async fn a_database_that_is_replaced_while_the_site_runs_is_left_alone() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let data_of_other = content_of(folder.path(), "Thrower");
    Server::start(other.path(), &["--data", &data_of_other]).stop("-TERM");
    let site = Server::start(folder.path(), &["--data", &data()]);
    assert_agrees(&site, folder.path()).await;
    let file = folder.path().join("career-paths.db");
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(format!("{}{ending}", file.display())).unwrap();
    }
    fs::copy(other.path().join("career-paths.db"), &file).unwrap();
    let new = Server::start(folder.path(), &["--data", &data_of_other]);
    assert!(new.get(POSTING).contains("8 views"));
    assert!(site.get("/readyz").starts_with("HTTP/1.1 503"));
    for _ in 0..20 {
        assert!(site.get(POSTING).starts_with("HTTP/1.1 200 OK"));
    }
    assert!(site.get("/paths/potter").contains("<h1>Potter Career Path</h1>"));
    std::thread::sleep(A_WHILE * 2);
    let identity =
        super::rows(&mut connect(folder.path()).await, "select identity from meta").await.remove(0);
    let index = fs::read_to_string(folder.path().join("career-paths.db.search/index/meta.json")).unwrap();
    assert!(index.contains(&identity), "the index is left to the new one");
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(1), "the last views could not be written: {log}");
    assert!(!log.contains("panicked at"), "{log}");
    // What belongs to the new one is still there, its log included.
    assert!(file.exists() && Path::new(&format!("{}-wal", file.display())).exists());
    let views = number(folder.path(), "select views from posting where id = 1").await;
    assert_eq!(views, 8, "views of the old one are not written to the new one");
    assert!(new.get("/paths/potter").contains("<h1>Thrower Career Path</h1>"));
    assert_agrees(&new, folder.path()).await;
}

/// The files of the index that are not locks.
fn index_files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join("career-paths.db.search/index")).unwrap().flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.path()).collect();
    files.retain(|file| !file.display().to_string().contains("lock"));
    files.sort();
    files
}

#[tokio::test]
async fn an_index_that_is_damaged_or_removed_while_the_site_runs_is_made_anew() {
    let (folder, mut chance) = (tempfile::tempdir().unwrap(), Chance::new());
    fs::write(folder.path().join("feed"), feed(300, 1)).unwrap();
    assert_eq!(import(folder.path(), "feed").0, Some(0));
    for round in 0..6 {
        let site = Server::start(folder.path(), &["--data", &data()]);
        assert_agrees(&site, folder.path()).await;
        if round == 0 {
            fs::remove_dir_all(folder.path().join("career-paths.db.search")).unwrap();
        } else {
            let files = index_files(folder.path());
            let file = &files[usize::try_from(chance.below(files.len() as u64)).unwrap()];
            // In its place, and as long as it was: what is mapped changes, too.
            let mut bytes = fs::read(file).unwrap();
            bytes.fill_with(|| u8::try_from(chance.below(256)).unwrap());
            fs::write(file, bytes).unwrap();
        }
        for url in ["/jobs?q=potter", "/jobs?q=%22potter+12%22", "/jobs?q=-clay+poter", "/search?q=potter"] {
            let answer = site.get(url);
            assert!(answer.starts_with("HTTP/1.1 "), "{url}: {answer:.300}");
        }
        fs::write(folder.path().join("feed"), feed(300, 2 + round)).unwrap();
        assert!(begin_import(folder.path(), "feed").wait().unwrap().success());
        drop(site);
        let site = Server::start(folder.path(), &["--data", &data()]);
        assert_agrees(&site, folder.path()).await;
        let of_now = format!("of {}", 2 + round);
        until("the index is made good", || site.get("/jobs?q=potter").contains(&of_now));
    }
}

#[tokio::test]
async fn a_log_that_is_cut_off_takes_the_last_changes_with_it_and_the_index_follows() {
    let (folder, mut chance) = (tempfile::tempdir().unwrap(), Chance::new());
    let contents = ["Thrower", "Turner"].map(|name| content_of(folder.path(), name));
    fs::write(folder.path().join("feed"), feed(200, 0)).unwrap();
    assert_eq!(import(folder.path(), "feed").0, Some(0));
    Server::start(folder.path(), &["--data", &contents[1]]).stop("-TERM");
    for round in 0..6 {
        let site = Server::start(folder.path(), &["--data", &contents[round % 2]]);
        for version in 1..3 {
            fs::write(
                folder.path().join("feed"),
                feed(200 + version, u64::from(version) + 10 * round as u64),
            )
            .unwrap();
            assert_eq!(import(folder.path(), "feed").0, Some(0));
        }
        assert_agrees(&site, folder.path()).await;
        drop(site);
        let log = fs::File::options().write(true).open(folder.path().join("career-paths.db-wal")).unwrap();
        let whole = log.metadata().unwrap().len();
        assert!(whole > 100_000, "{whole}");
        log.set_len(chance.below(whole)).unwrap();
        Left::in_folder(folder.path()).await;
        // Other content is loaded at once, under the numbers of the changes that are lost.
        let other = &contents[(round + 1) % 2];
        let site = Server::start(folder.path(), &["--data", other]);
        assert_answers(&site);
        assert_agrees(&site, folder.path()).await;
        let mut connection = connect(folder.path()).await;
        let title = "select title from posting where board = 'lives' order by id desc limit 1";
        for title in super::rows(&mut connection, title).await {
            let query = title.replace(' ', "+");
            until(&title, || site.get(&format!("/jobs?q=%22{query}%22")).contains(&title));
        }
        assert!(number(folder.path(), SHOWN).await >= 4);
        site.stop("-TERM");
    }
}
