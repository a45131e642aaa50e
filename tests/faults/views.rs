//! Killed while views are counted.

use std::time::{Duration, Instant};

use super::{Left, POSTING, assert_agrees, assert_answers, data, kills};
use crate::support::chance::Chance;
use crate::support::process::Server;

/// Views are written every second.
const TICK: Duration = Duration::from_secs(1);

/// What a busy machine may take to write them.
const WRITING: Duration = Duration::from_millis(700);

const VIEWS: &str = "select views from posting where id = 1";

#[tokio::test]
async fn killed_while_views_are_counted_the_last_second_of_them_is_lost_at_most() {
    let (folder, data, mut chance) = (tempfile::tempdir().unwrap(), data(), Chance::new());
    Server::start(folder.path(), &["--data", &data]);
    let mut lost = Vec::new();
    for round in 0..kills(15) {
        let before = Left::in_folder(folder.path()).await.number(VIEWS).await;
        let site = Server::start(folder.path(), &["--data", &data]);
        if round % 5 == 0 {
            assert_answers(&site);
            assert_agrees(&site, folder.path()).await;
        }
        let (started, life) = (Instant::now(), Duration::from_millis(chance.below(2_500)));
        let mut answered = Vec::new();
        while started.elapsed() < life {
            assert!(site.get(POSTING).starts_with("HTTP/1.1 200 OK"));
            answered.push(Instant::now());
        }
        let killed = Instant::now();
        drop(site);
        let counted = Left::in_folder(folder.path()).await.number(VIEWS).await - before;
        let all = i64::try_from(answered.len()).unwrap();
        let old = answered.iter().filter(|at| killed.duration_since(**at) > TICK + WRITING).count();
        let old = i64::try_from(old).unwrap();
        assert!((old..=all).contains(&counted), "round {round}: {counted} views of {all}, {old} of them old");
        lost.push(all - counted);
    }
    println!("views that were lost: {lost:?}");
}
