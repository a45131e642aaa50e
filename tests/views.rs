//! Views of postings: who counts, and that none is lost.

use career_paths::db::postings;

use crate::support::postings::execute;
use crate::support::site::Site;

const POSTING: &str = "/jobs/1-senior-estimator-bridges";

async fn stored(site: &Site) -> u32 {
    postings::find(&mut site.db.read().await.unwrap(), 1).await.unwrap().unwrap().0.posting.views
}

#[tokio::test]
async fn people_count_and_robots_prefetches_and_heads_do_not() {
    let site = Site::small().await;
    for _ in 0..3 {
        site.get_with(POSTING, &[("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")])
            .await;
    }
    site.get_with(
        POSTING,
        &[("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")],
    )
    .await;
    site.get_with(POSTING, &[("sec-purpose", "prefetch;prerender")]).await;
    site.get_with(POSTING, &[("purpose", "prefetch")]).await;
    site.ask("HEAD", POSTING, &[]).await;
    site.ask("POST", POSTING, &[]).await;
    site.get("/jobs/1").await;
    assert_eq!(stored(&site).await, 7, "nothing is written before the batch");
    site.state.views().flush(&site.db).await.unwrap();
    assert_eq!(stored(&site).await, 10);
    site.state.views().flush(&site.db).await.unwrap();
    assert_eq!(stored(&site).await, 10, "each view is written once");
}

#[tokio::test]
async fn a_view_is_seen_at_once_and_everywhere() {
    let site = Site::small().await;
    assert!(site.page(POSTING).await.contains("8 views"));
    assert!(site.page("/paths/estimator").await.contains("8 views"));
    site.state.views().flush(&site.db).await.unwrap();
    assert!(site.page("/paths/estimator").await.contains("8 views"), "the catalogue is older than the batch");
    assert!(site.page("/jobs").await.contains("8 views"));
    assert!(site.page(POSTING).await.contains("9 views"));
}

#[tokio::test]
async fn views_that_can_not_be_written_are_kept() {
    let site = Site::small().await;
    site.get(POSTING).await;
    let blocker = site.db.write().await.unwrap();
    let flush =
        tokio::time::timeout(std::time::Duration::from_millis(50), site.state.views().flush(&site.db));
    assert!(flush.await.is_err(), "another transaction holds the writer");
    drop(blocker);
    site.state.views().flush(&site.db).await.unwrap();
    assert_eq!(stored(&site).await, 8);
}

#[tokio::test]
async fn a_posting_with_more_views_than_can_be_counted_keeps_no_others_back() {
    let site = Site::small().await;
    execute(&site.db, "update posting set views = 4294967295 where id = 2").await;
    site.get(POSTING).await;
    for _ in 0..3 {
        site.state.views().count(2);
    }
    site.state.views().flush(&site.db).await.unwrap();
    assert_eq!(stored(&site).await, 8);
    let second = postings::find(&mut site.db.read().await.unwrap(), 2).await.unwrap().unwrap().0;
    assert_eq!(second.posting.views, u32::MAX);
}
