//! The head of each page: its title, what is said of it in search results and where it is shared.

use std::collections::HashMap;

use scraper::Html;
use serde_json::json;

use crate::support::html::{locations, select};
use crate::support::postings::{import, line};
use crate::support::site::Site;

/// Title and description of each page by the page that has it; fails where another one has it already.
#[derive(Default)]
struct Heads(HashMap<String, String>);

impl Heads {
    fn add(&mut self, url: &str, page: &Html) {
        let one = |selector: &str| {
            let found = select(page, selector);
            assert_eq!(found.len(), 1, "{url}: {selector}");
            found[0]
        };
        let content = |selector: &str| one(selector).attr("content").unwrap().to_owned();
        let title: String = one("title").text().collect();
        let description = content("meta[name=description]");
        let length = description.chars().count();
        assert!((50..=200).contains(&length), "{url}: {length} characters: {description}");
        for text in [&title, &description] {
            assert!(!text.contains(['–', '—']), "{url}: {text}");
            if let Some(other) = self.0.insert(text.clone(), url.to_owned()) {
                panic!("{url} has the same as {other}: {text}");
            }
        }
        assert!(title.starts_with(&content("meta[property='og:title']")), "{url}");
        assert!(title.ends_with(" · Career Paths"), "{url}: {title}");
        assert_eq!(content("meta[property='og:description']"), description, "{url}");
        assert_eq!(content("meta[property='og:type']"), "website");
        assert_eq!(content("meta[property='og:site_name']"), "Career Paths");
        assert_eq!(content("meta[property='og:locale']"), "en_US");
        assert!(content("meta[name='twitter:card']").starts_with("summary"));
        let own = content("meta[property='og:url']");
        assert!(own.starts_with("https://careers.example/"), "{url}: {own}");
        if let [canonical] = select(page, "link[rel=canonical]")[..] {
            assert_eq!(canonical.attr("href"), Some(own.as_str()), "{url}");
        } else {
            assert_eq!(select(page, "meta[name=robots][content=noindex]").len(), 1, "{url}");
        }
    }
}

#[tokio::test]
async fn no_two_pages_of_the_shipped_site_have_one_title_or_description() {
    let site = Site::shipped().await;
    let mut heads = Heads::default();
    let mut pages = 0;
    for sitemap in locations(&site.page("/sitemap.xml").await) {
        for url in locations(&site.page(&sitemap).await) {
            heads.add(&url, &Html::parse_document(&site.page(&url).await));
            pages += 1;
        }
    }
    assert!(pages > 1_000, "{pages}");
    for url in [
        "/paths/electrician?place=US-OR",
        "/paths/electrician?place=US-NV",
        "/skills?kind=tool",
        "/skills?q=clay&kind=tool",
        "/skills?q=clay",
        "/faq?category=trades",
        "/faq?category=trades&topic=pay",
        "/faq?q=union",
        "/search",
        "/search?q=rn",
        "/search?q=nurse",
        "/jobs?q=nurse",
        "/jobs?q=nurse&sort=newest",
        "/jobs?sort=relevance",
        "/jobs?path=electrician",
        "/jobs?path=electrician&stage=senior",
        "/jobs?category=technology",
        "/jobs?skill=python",
        "/jobs?mode=remote",
        "/jobs?mode=remote&mode=hybrid",
        "/jobs?type=part-time",
        "/jobs?pay=stated",
        "/jobs?pay=usd-60000",
        "/jobs?posted=7",
        "/jobs?place=us.texas",
        "/jobs?company=vectra",
        "/jobs?category=technology&skill=python&mode=remote&type=full-time&posted=7&pay=stated&stage=senior",
    ] {
        heads.add(url, &Html::parse_document(&site.page(url).await));
    }
}

#[tokio::test]
async fn positions_that_look_the_same_have_heads_of_their_own() {
    let site = Site::small().await;
    let bare = |id: &str| line(id, json!({ "title": "Potter", "description_html": null, "excerpt": "" }));
    let many = (0..25).map(|id| bare(&format!("n{id}"))).collect::<Vec<_>>();
    assert_eq!(import(&site.db, &many.join("\n"), None).await.new, 25);
    site.refresh().await;
    let mut heads = Heads::default();
    for sitemap in locations(&site.page("/sitemap.xml").await) {
        for url in locations(&site.page(&sitemap).await) {
            heads.add(&url, &Html::parse_document(&site.page(&url).await));
        }
    }
    for url in
        ["/companies/clay-works?page=2", "/jobs?page=2", "/jobs?path=potter", "/jobs?path=potter&page=2"]
    {
        heads.add(url, &Html::parse_document(&site.page(url).await));
    }
}

#[tokio::test]
async fn searches_are_kept_from_search_engines_in_every_way() {
    let site = Site::small().await;
    let robots = site.page("/robots.txt").await;
    assert!(robots.contains("\nDisallow: /jobs?\n"), "{robots}");
    assert!(robots.contains("\nSitemap: https://careers.example/sitemap.xml\n"), "{robots}");
    for (url, noindex) in [
        ("/jobs", false),
        ("/jobs?page=1", true),
        ("/jobs?path=potter", true),
        ("/jobs.atom", false),
        ("/jobs.atom?path=potter", true),
        ("/paths/potter", false),
        ("/companies/example-corp", false),
    ] {
        let answer = site.get(url).await;
        assert_eq!(answer.header("x-robots-tag"), if noindex { "noindex" } else { "" }, "{url}");
    }
    let same = site.get("/jobs?path=potter").await;
    let again = site.get_with("/jobs?path=potter", &[("if-none-match", same.header("etag"))]).await;
    assert_eq!((again.status.as_u16(), again.header("x-robots-tag")), (304, "noindex"));
    let mut seen = 0;
    for url in [
        "/",
        "/paths/potter",
        "/categories/crafts",
        "/skills/wheel",
        "/companies/example-corp",
        "/search?q=potter",
        "/jobs?path=potter&mode=hybrid&q=poter",
        "/jobs?q=zzzz&stage=lead",
        "/jobs?path=nobody",
        "/jobs/1-senior-estimator-bridges",
    ] {
        let page = Html::parse_document(&site.get(url).await.text());
        for link in select(&page, "a[href^='/jobs?'], a[href^='/jobs.atom?']") {
            let rel = link.attr("rel").unwrap_or_default();
            assert!(rel.split(' ').any(|word| word == "nofollow"), "{url}: {}", link.html());
            seen += 1;
        }
    }
    assert!(seen > 15, "{seen}");
}
