//! A clock that jumps, forward by a year and back by one.

use career_paths::db::{lifecycle, postings};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{assert_agrees, data};
use crate::support::postings::{execute, filled, import, line, lines, stored};
use crate::support::process::{Server, run_with};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

#[tokio::test]
async fn what_a_clock_that_was_ahead_closed_is_open_again_once_it_is_right() {
    let (_folder, db) = filled().await;
    let (now, half) = (Timestamp::now(), SignedDuration::from_hours(183 * 24));
    let running = line("a", json!({ "valid_through": (now + half).to_string() }));
    let over = line("b", json!({ "valid_through": "2020-02-29" }));
    let told = line("c", json!({ "closed_at": "2099-01-01T00:00:00Z" }));
    import(&db, &[running, over, told].join("\n"), None).await;
    let open = async || postings::count(&mut db.read().await.unwrap()).await.unwrap();
    let before = open().await;
    let mut transaction = db.write().await.unwrap();
    assert!(!lifecycle::any_early(&mut transaction, now).await.unwrap());
    assert_eq!(lifecycle::close_expired(&mut transaction, now + YEAR).await.unwrap(), 1);
    assert!(!lifecycle::any_early(&mut transaction, now + YEAR).await.unwrap());
    assert!(lifecycle::any_early(&mut transaction, now).await.unwrap());
    assert_eq!(lifecycle::reopen_early(&mut transaction, now).await.unwrap(), 1);
    assert!(!lifecycle::any_early(&mut transaction, now).await.unwrap(), "once");
    transaction.commit().await.unwrap();
    assert_eq!(open().await, before);
    assert_eq!(stored(&db, "a").await.closed_at, None);
    for closed in ["b", "c"] {
        assert!(stored(&db, closed).await.closed_at.is_some(), "{closed}");
    }
    // Back by a year: nothing closes or opens that should not.
    let mut transaction = db.write().await.unwrap();
    assert_eq!(lifecycle::close_expired(&mut transaction, now - YEAR).await.unwrap(), 0);
    assert_eq!(lifecycle::reopen_early(&mut transaction, now - YEAR).await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_missing_by_a_clock_that_was_ahead_gets_its_time_all_the_same() {
    let (_folder, db) = filled().await;
    import(&db, &lines(&["a", "b"]), Some(DAY)).await;
    // Missing since a year to come, and then closed there.
    execute(&db, "update posting set missing_since = '2099-01-01T00:00:00Z' where native_id = 'b'").await;
    assert_eq!(import(&db, &lines(&["a"]), Some(DAY)).await.closed, 0, "missing since now");
    execute(
        &db,
        "update posting set missing_since = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-25 hours')
         where missing_since < '2099-01-01T00:00:00Z'",
    )
    .await;
    assert_eq!(import(&db, &lines(&["a"]), Some(DAY)).await.closed, 1, "and not for ever");
    execute(&db, "update posting set closed_at = '2099-02-01T00:00:00Z' where native_id = 'b'").await;
    import(&db, &lines(&["b"]), None).await;
    assert_eq!(stored(&db, "b").await.closed_at, None, "it is there still");
}

#[tokio::test]
async fn a_running_site_opens_again_what_was_closed_too_early_and_its_index_follows() {
    let folder = tempfile::tempdir().unwrap();
    let soon = (Timestamp::now() + YEAR).to_string();
    let feed = line("a", json!({ "title": "Potter of Next Year", "valid_through": soon }));
    let arguments = ["import", "postings", "--format", "ndjson", "--data", &data(), "-"];
    assert_eq!(run_with(folder.path(), &arguments, feed.as_bytes()).0, Some(0));
    let site = Server::start(folder.path(), &["--data", &data()]);
    site.get_until("/jobs?q=next+year", "Potter of Next Year");
    // As a process leaves it whose clock is two years ahead.
    let mut connection = super::connect(folder.path()).await;
    sqlx::raw_sql(
        "begin immediate; update meta set change = change + 1;
         update posting set closed_at = expires_at, change = (select change from meta) where native_id = 'a';
         commit",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    site.get_until("/jobs/5-potter-of-next-year", "Apply");
    assert_agrees(&site, folder.path()).await;
    site.get_until("/jobs?q=next+year", "Potter of Next Year");
    let (_, log) = site.stop("-TERM");
    assert!(log.contains("1 postings had been closed at a time that is still to come"), "{log}");
}
