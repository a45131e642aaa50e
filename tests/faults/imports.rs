//! Killed while postings are imported.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tempfile::TempDir;

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

/// A database into which versions of a feed are imported.
struct Feed {
    folder: TempDir,
    count: u32,
    /// Of the first import.
    identities: Vec<String>,
}

impl Feed {
    /// Imports the first version.
    async fn of(count: u32) -> Self {
        let mut feed = Self { folder: tempfile::tempdir().unwrap(), count, identities: Vec::new() };
        feed.write(0);
        assert_eq!(import(feed.folder.path(), "feed").0, Some(0));
        feed.identities = identities(&mut Left::in_folder(feed.folder.path()).await).await;
        assert_eq!(feed.identities.len(), count as usize);
        feed
    }

    fn write(&self, version: u64) {
        std::fs::write(self.folder.path().join("feed"), feed(self.count, version)).unwrap();
    }

    /// How many postings a killed import left in its version, which must be those that came first; the others
    /// are in the one before it.
    async fn written(&self, version: u64) -> i64 {
        let mut left = Left::in_folder(self.folder.path()).await;
        let found = versions(&mut left).await;
        assert!(found.values().all(|found| [version, version - 1].contains(found)), "old titles or new ones");
        let new: Vec<i64> = found.iter().filter(|(_, of)| **of == version).map(|(id, _)| *id).collect();
        let written = i64::try_from(new.len()).unwrap();
        assert!(new.iter().all(|id| *id < written), "what came first");
        assert_eq!(identities(&mut left).await, self.identities, "ids and first sight are kept");
        written
    }

    /// Runs the import to its end, after which everything is there once.
    async fn finish(&self, version: u64, written: i64) {
        let (code, out, err) = import(self.folder.path(), "feed");
        assert_eq!(code, Some(0), "{err}");
        let changed = i64::from(self.count) - written;
        assert!(out.contains(&format!("new 0, changed {changed}, unchanged {written}")), "{out}");
        assert_eq!(self.written(version).await, i64::from(self.count));
    }
}

/// Imports versions of a feed, each killed and then run again; answers how many postings each kill left in the
/// new version.
async fn killed_imports(count: u32, rounds: u64, served: bool) -> Vec<i64> {
    let (feed, mut chance) = (Feed::of(count).await, Chance::new());
    let (folder, started) = (feed.folder.path(), Instant::now());
    feed.write(1);
    feed.finish(1, 0).await;
    let mut whole: Duration = started.elapsed();
    let mut left = Vec::new();
    for version in 2..2 + rounds {
        feed.write(version);
        let site = served.then(|| Server::start(folder, &["--data", &data()]));
        kill_within(begin_import(folder, "feed"), whole, &mut chance);
        let written = feed.written(version).await;
        left.push(written);
        // The site that looked on goes on, or another one starts, and the import is run again beside it.
        let site = site.unwrap_or_else(|| Server::start(folder, &["--data", &data()]));
        assert_answers(&site);
        let started = Instant::now();
        feed.finish(version, written).await;
        whole = whole.min(started.elapsed());
        assert_agrees(&site, folder).await;
    }
    left
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
