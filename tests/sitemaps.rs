//! Sitemaps: which pages they name, in which pieces, and what they leave out.

use axum::http::StatusCode;
use career_paths::db::sitemaps::{self, RANGE};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

use crate::support::html::locations;
use crate::support::postings::{execute, filled, import, line, lines, stored};
use crate::support::site::Site;

/// The elements of a document in order; fails where it is no XML.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => found.push(element.name().as_ref().to_owned()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_index_names_the_sitemaps_and_they_name_the_pages() {
    let site = Site::small().await;
    let answer = site.get("/sitemap.xml").await;
    assert_eq!(answer.header("content-type"), "application/xml; charset=utf-8");
    let index = answer.text();
    assert_eq!(elements(&index)[..3], ["sitemapindex", "sitemap", "loc"]);
    assert_eq!(locations(&index), ["/sitemaps/catalogue-0.xml", "/sitemaps/positions-0.xml"]);
    let catalogue = site.page("/sitemaps/catalogue-0.xml").await;
    let positions = site.page("/sitemaps/positions-0.xml").await;
    for xml in [&catalogue, &positions] {
        let mut names = elements(xml);
        names.sort_unstable();
        names.dedup();
        assert!(
            names.iter().all(|name| ["urlset", "url", "loc", "lastmod"].contains(&name.as_str())),
            "{names:?}"
        );
    }
    assert!(catalogue.contains("<loc>https://careers.example/paths/potter</loc><lastmod>20"));
    assert!(!positions.contains("lastmod"), "nobody knows when they last changed");
    assert_eq!(
        locations(&positions),
        [
            "/companies/example-corp",
            "/companies/societe-exemple",
            "/jobs/1-senior-estimator-bridges",
            "/jobs/2-potter",
            "/jobs/3-zoo-keeper-ii",
            "/jobs/4-apprentice-potter"
        ]
    );
}

#[tokio::test]
async fn what_is_no_sitemap_is_not_there() {
    let site = Site::small().await;
    for name in [
        "positions-1.xml",
        "positions-00.xml",
        "positions-9223372036854775807.xml",
        "positions-9999999999999999999.xml",
        "positions--1.xml",
        "catalogue-1.xml",
        "catalogue.xml",
        "companies-0.xml",
        "x",
    ] {
        assert_eq!(site.get(&format!("/sitemaps/{name}")).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    assert_eq!(site.get("/sitemap.xml?page=2").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn ranges_are_cut_by_id_and_keep_their_places() {
    let site = Site::small().await;
    // Many others came between, and went.
    execute(&site.db, "update sqlite_sequence set seq = 9998 where name = 'posting'").await;
    import(&site.db, &lines(&["a", "b"]), None).await;
    execute(&site.db, "update sqlite_sequence set seq = 1234566 where name = 'posting'").await;
    import(&site.db, &line("c", json!({ "company": "Late" })), None).await;
    site.refresh().await;
    let index = site.page("/sitemap.xml").await;
    let shards =
        ["positions-0.xml", "positions-1.xml", "positions-123.xml"].map(|name| format!("/sitemaps/{name}"));
    assert_eq!(locations(&index)[1..], shards);
    let first = locations(&site.page(&shards[0]).await);
    assert!(
        first.contains(&"/companies/clay-works".to_owned())
            && first.contains(&"/jobs/9999-potter-a".to_owned())
    );
    // A company is named once, beside its first opening.
    assert_eq!(locations(&site.page(&shards[1]).await), ["/jobs/10000-potter-b"]);
    assert_eq!(locations(&site.page(&shards[2]).await), ["/companies/late", "/jobs/1234567-potter-c"]);
}

#[tokio::test]
async fn what_may_not_be_listed_is_not_named() {
    let (_folder, db) = filled().await;
    execute(&db, "insert into board (source, board, may_index, may_mark_up) values ('shy', 'lives', 0, 1)")
        .await;
    let twin =
        json!({ "description_html": "<p>One text of some length for two.</p>", "title": "Potter twin" });
    let feed = [
        line("open", json!({ "company": "Open" })),
        line("shy", json!({ "source": "shy", "company": "Shy" })),
        line("sample", json!({ "source": "sample", "company": "Sample" })),
        line("closed", json!({ "closed_at": "2026-11-20T00:00:00Z", "company": "Closed" })),
        line("twin", twin.clone()),
        line("second", twin),
    ];
    import(&db, &feed.join("\n"), None).await;
    let second = stored(&db, "second").await;
    assert!(second.duplicate_of.is_some());
    let mut connection = db.read().await.unwrap();
    assert_eq!(sitemaps::list_ranges(&mut connection).await.unwrap(), [0]);
    let named = sitemaps::list_range(&mut connection, 0).await.unwrap();
    let titles: Vec<&str> =
        named.iter().map(|(_, title, _)| title.as_str()).filter(|t| t.starts_with("Potter ")).collect();
    assert_eq!(titles, ["Potter open", "Potter twin"]);
    let all: Vec<i64> = (0..RANGE).collect();
    let companies = sitemaps::list_companies(&mut connection, &all).await.unwrap();
    let mut companies: Vec<&str> = companies.iter().map(String::as_str).collect();
    companies.sort_unstable();
    assert_eq!(companies, ["clay-works", "example-corp", "open", "societe-exemple"]);
    assert!(sitemaps::list_companies(&mut connection, &[]).await.unwrap().is_empty());
    drop(connection);
    execute(&db, "update posting set closed_at = '2026-11-20T00:00:00Z' where source <> 'shy'").await;
    let mut connection = db.read().await.unwrap();
    assert!(sitemaps::list_ranges(&mut connection).await.unwrap().is_empty(), "nothing is left to be named");
}
