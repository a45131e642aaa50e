//! `/jobs?path=…&stage=…`: the open positions on one rung.

use axum::http::StatusCode;
use career_paths::model::stage::Stage;
use scraper::Html;
use serde_json::json;

use crate::support::html::{select, text};
use crate::support::postings::{import, line};
use crate::support::site::Site;

/// A site with 45 senior potters, two of no stated level, and an apprentice from its content.
async fn crowded() -> Site {
    let site = Site::small().await;
    let senior = (1..=45).map(|number| {
        let posted = format!("2026-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
        line(
            &number.to_string(),
            json!({ "title": format!("Senior Potter ({number})"), "posted_at": posted }),
        )
    });
    let feed: Vec<String> = senior.chain([line("x", json!({ "title": "Potter of Vases" }))]).collect();
    import(&site.db, &feed.join("\n"), None).await;
    site.refresh().await;
    site
}

async fn titles(site: &Site, url: &str) -> Vec<String> {
    let page = Html::parse_document(&site.page(url).await);
    select(&page, ".board .position h3, .board .position a[href^='/jobs/']").into_iter().map(text).collect()
}

#[tokio::test]
async fn a_rung_lists_its_own_newest_first_in_pages() {
    let site = crowded().await;
    let url = "/jobs?path=potter&stage=senior";
    let page = Html::parse_document(&site.page(url).await);
    assert!(text(select(&page, "h1")[0]).starts_with("Open positions: Potter, "));
    assert_eq!(text(select(&page, "#results")[0]), "45 positions");
    assert_eq!(select(&page, ".board .position").len(), 20);
    assert_eq!(select(&page, "meta[name=robots]").len(), 1, "lists of parts are not indexed");
    let first = titles(&site, url).await;
    assert!(
        first[0].contains("Senior Potter (45)") && first[0..2].iter().all(|title| title.contains("Senior"))
    );
    let third = site.page("/jobs?path=potter&stage=senior&page=3").await;
    assert_eq!(
        Html::parse_document(&third).select(&scraper::Selector::parse(".position").unwrap()).count(),
        5
    );
    let links: Vec<String> = select(&page, "a[href*='page=']")
        .iter()
        .map(|link| link.value().attr("href").unwrap().to_owned())
        .collect();
    assert!(links.contains(&"/jobs?path=potter&stage=senior&page=2".to_owned()), "{links:?}");
}

#[tokio::test]
async fn every_stage_has_its_list_and_unknown_is_one_of_them() {
    let site = crowded().await;
    for (stage, count) in [("entry", 1), ("mid", 0), ("senior", 45), ("lead", 0)] {
        let page = site.page(&format!("/jobs?path=potter&stage={stage}")).await;
        let said = format!("{count} position{}<", if count == 1 { "" } else { "s" });
        assert!(page.contains(&said), "{stage}: {said}");
    }
    let page = site.page("/jobs?path=potter&stage=unknown").await;
    assert!(
        page.contains("Potter of Vases")
            && page.contains("Level not stated")
            && page.contains("2 positions<")
    );
    let none = site.page("/jobs?path=clerk&stage=mid").await;
    assert!(none.contains("No open position has all of that. Leave out:"), "{none}");
}

#[tokio::test]
async fn what_makes_no_sense_is_said_by_its_name() {
    let site = crowded().await;
    for (url, named) in [
        ("/jobs?path=poter&stage=senior", "path"),
        ("/jobs?path=potter&stage=boss", "stage"),
        ("/jobs?path=potter&stage=senior&page=4", "page"),
        ("/jobs?path=potter&stage=senior&page=0", "page"),
        ("/jobs?path=potter&stage=senior&colour=red", "colour"),
    ] {
        let answer = site.get(url).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{url}");
        assert!(answer.text().contains(named), "{url}");
    }
}

#[tokio::test]
async fn the_path_page_leads_to_the_lists_of_its_rungs() {
    let site = crowded().await;
    let page = Html::parse_document(&site.page("/paths/potter").await);
    let links = select(&page, "a[href='/jobs?path=potter&stage=senior']");
    assert!(text(links[0]).starts_with("All 45 positions: "), "a rung with more than it shows");
    assert_eq!(select(&page, "a[href='/jobs?path=potter&stage=entry']").len(), 0, "all of it is shown");
}

#[tokio::test]
async fn of_rungs_that_share_a_stage_the_title_tells() {
    let site = Site::shipped().await;
    let app = site.state.app();
    let catalogue = app.catalogue();
    let engineer = catalogue.path("software-engineer").unwrap();
    for (title, number) in [
        ("Principal Software Engineer, Identity", 5),
        ("ENGINEERING MANAGER - Backend", 5),
        ("Staff Software Engineer", 4),
        ("Head of Something", 4),
    ] {
        assert_eq!(engineer.rung_of(Stage::Lead, title).map(|rung| rung.number), Some(number), "{title}");
    }
}
