//! Killed while postings are imported.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Left, assert_agrees, assert_answers, begin_import, data, feed, import, kill_within, kills};
use crate::support::chance::Chance;
use crate::support::process::Server;

/// Postings of one transaction.
const BATCH: i64 = 4_000;

/// Postings of a feed of one batch.
const ONE: u32 = 1_000;

/// Postings of a feed of three.
const SEVERAL: u32 = 8_500;

/// The imported postings as a killed process left them: the version of each title, by its own id.
async fn versions(left: &mut Left) -> HashMap<i64, u64> {
    let sql = "select native_id || ' ' || title from posting where board = 'lives' order by id";
    let read = |row: String| {
        let words: Vec<&str> = row.split(' ').collect();
        assert_eq!(words[0], words[2], "{row}");
        (words[0].parse().unwrap(), words[4].parse().unwrap())
    };
    left.rows(sql).await.into_iter().map(read).collect()
}

/// Id, own id and first sight of every imported posting.
async fn identities(left: &mut Left) -> Vec<String> {
    let sql =
        "select id || ' ' || native_id || ' ' || first_seen from posting where board = 'lives' order by id";
    left.rows(sql).await
}

fn write_feed(folder: &Path, count: u32, version: u64) {
    std::fs::write(folder.join("feed"), feed(count, version)).unwrap();
}

/// Imports versions of a feed, each killed and then run again; answers of how many postings each kill left the
/// new version, out of those that then stood there.
async fn killed_imports(count: u32, rounds: u64, served: bool) -> Vec<i64> {
    let (folder, mut chance) = (tempfile::tempdir().unwrap(), Chance::new());
    let folder = folder.path();
    write_feed(folder, count, 0);
    assert_eq!(import(folder, "feed").0, Some(0));
    let before = identities(&mut Left::in_folder(folder).await).await;
    assert_eq!(before.len(), count as usize);
    write_feed(folder, count, 1);
    let started = Instant::now();
    assert_eq!(import(folder, "feed").0, Some(0));
    let mut whole: Duration = started.elapsed();
    let mut written = Vec::new();
    for version in 2..2 + rounds {
        write_feed(folder, count, version);
        let site = served.then(|| Server::start(folder, &["--data", &data()]));
        kill_within(begin_import(folder, "feed"), whole, &mut chance);
        let mut left = Left::in_folder(folder).await;
        let found = versions(&mut left).await;
        assert!(found.values().all(|found| [version, version - 1].contains(found)), "old titles or new ones");
        let new: Vec<i64> = found.iter().filter(|(_, of)| **of == version).map(|(id, _)| *id).collect();
        assert!(new.iter().all(|id| *id < i64::try_from(new.len()).unwrap()), "what came first");
        written.push(i64::try_from(new.len()).unwrap());
        assert_eq!(identities(&mut left).await, before, "ids and first sight are kept");

        // The site that looked on goes on, or another one starts, and the import is run again beside it.
        let site = site.unwrap_or_else(|| Server::start(folder, &["--data", &data()]));
        assert_answers(&site);
        let started = Instant::now();
        let (code, out, err) = import(folder, "feed");
        whole = whole.min(started.elapsed());
        assert_eq!(code, Some(0), "{err}");
        let (all, new) = (count as usize, new.len());
        assert!(out.contains(&format!("new 0, changed {}, unchanged {new}", all - new)), "{out}");
        let mut left = Left::in_folder(folder).await;
        assert!(versions(&mut left).await.values().all(|found| *found == version));
        assert_eq!(identities(&mut left).await, before);
        assert_agrees(&site, folder).await;
    }
    println!("the kills left of the new version: {written:?}");
    written
}

#[tokio::test]
async fn an_import_of_one_batch_that_is_killed_is_in_whole_or_not_at_all() {
    let written = killed_imports(ONE, kills(18), false).await;
    assert!(written.iter().all(|count| [0, i64::from(ONE)].contains(count)), "{written:?}");
}

#[tokio::test]
async fn an_import_of_several_batches_that_is_killed_leaves_whole_ones() {
    let written = killed_imports(SEVERAL, kills(9), true).await;
    let whole = |count: &i64| count % BATCH == 0 || *count == i64::from(SEVERAL);
    assert!(written.iter().all(whole), "{written:?}");
}
