//! Closed positions: what their pages still say, for how long, and where they are no longer.

use axum::http::StatusCode;
use jiff::SignedDuration;
use scraper::Html;
use serde_json::json;

use crate::support::html::{select, text};
use crate::support::postings::{execute, import, line, lines, stored};
use crate::support::site::Site;

/// A site with two potters, the first of which is closed on this instant.
async fn with_closed(at: &str) -> (Site, String) {
    let site = Site::small().await;
    let closed = line("a", json!({ "title": "Senior Potter", "closed_at": at }));
    import(&site.db, &format!("{closed}\n{}", lines(&["b"])), None).await;
    site.refresh().await;
    let url = format!("/jobs/{}-senior-potter", stored(&site.db, "a").await.id);
    (site, url)
}

#[tokio::test]
async fn a_closed_page_says_so_and_shows_the_way_on() {
    let (site, url) = with_closed("2026-11-20T10:00:00Z").await;
    let page = Html::parse_document(&site.page(&url).await);
    let banner = text(select(&page, ".closed")[0]);
    assert!(banner.starts_with("This position is closed since 20 November 2026."), "{banner}");
    assert_eq!(select(&page, "a.apply").len(), 0);
    assert_eq!(select(&page, "meta[name=robots][content~=noindex], meta[name=robots]").len(), 1);
    assert!(!page.html().contains("JobPosting"));
    assert!(select(&page, "#similar").len() == 1 && select(&page, ".board .position").len() >= 2);
    assert!(text(page.root_element()).contains("You throw the clay of a at a wheel."));
}

#[tokio::test]
async fn a_closed_position_leaves_every_list_at_once() {
    let site = Site::small().await;
    let senior = line("a", json!({ "title": "Senior Potter of Lists" }));
    import(&site.db, &format!("{senior}\n{}", lines(&["b"])), Some(SignedDuration::ZERO)).await;
    site.refresh().await;
    let url = format!("/jobs/{}-senior-potter-of-lists", stored(&site.db, "a").await.id);
    let lists = [
        "/",
        "/jobs",
        "/companies/clay-works",
        "/paths/potter",
        "/jobs?path=potter&stage=senior",
        "/sitemaps/positions-0.xml",
    ];
    for list in lists {
        assert!(site.page(list).await.contains(&url), "{list}");
    }
    import(&site.db, &lines(&["b"]), Some(SignedDuration::ZERO)).await;
    site.refresh().await;
    for list in lists {
        assert!(!site.page(list).await.contains(&url), "{list}");
    }
    assert!(site.page(&url).await.contains("This position is closed"));
    import(&site.db, &senior, None).await;
    site.refresh().await;
    for list in lists {
        assert!(site.page(list).await.contains(&url), "{list} again");
    }
    assert!(!site.page(&url).await.contains("This position is closed"));
}

#[tokio::test]
async fn after_sixty_days_it_is_gone() {
    for (closed_at, status) in [
        ("2026-09-23T00:00:00Z", StatusCode::OK),
        ("2026-09-22T23:59:59Z", StatusCode::GONE),
        ("2020-01-01T00:00:00Z", StatusCode::GONE),
    ] {
        let (site, url) = with_closed(closed_at).await;
        let answer = site.get(&url).await;
        assert_eq!(answer.status, status, "{closed_at}");
        let page = Html::parse_document(&answer.text());
        assert_eq!(select(&page, "h1").len(), 1, "a page that helps");
        assert_eq!(select(&page, "a.apply").len(), 0);
        assert_eq!(select(&page, "meta[name=robots]").len(), 1);
    }
}

#[tokio::test]
async fn the_employers_last_day_closes_a_page_that_nothing_swept() {
    let site = Site::small().await;
    let until = |id: &str, day: &str| line(id, json!({ "valid_through": day }));
    let feed = [until("a", "2026-11-21"), until("b", "2026-11-22"), until("c", "2026-08-01")];
    import(&site.db, &feed.join("\n"), None).await;
    // What was closed by the clock of this machine is as open as nobody had looked.
    execute(&site.db, "update posting set closed_at = null where board = 'lives'").await;
    site.refresh().await;
    let ask = async |id: &str| {
        let url = format!("/jobs/{}-potter-{id}", stored(&site.db, id).await.id);
        site.get(&url).await
    };
    let over = ask("a").await;
    assert_eq!(over.status, StatusCode::OK);
    assert!(over.text().contains("<b>This position is closed</b> since 21 November 2026."));
    assert!(!over.text().contains("class=\"apply\"") && over.text().contains("noindex"));
    let last_day = ask("b").await.text();
    assert!(!last_day.contains("is closed") && last_day.contains("class=\"apply\""));
    assert_eq!(ask("c").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_closed_page_without_anything_similar_leads_to_all_positions() {
    let site = Site::small().await;
    let other = json!({ "title": "Lion Tamer", "closed_at": "2026-11-20T10:00:00Z" });
    import(&site.db, &line("a", other), None).await;
    site.refresh().await;
    let page = site.page(&format!("/jobs/{}-lion-tamer", stored(&site.db, "a").await.id)).await;
    assert!(page.contains("Look through <a href=\"/jobs\">all open positions</a>."));
}
