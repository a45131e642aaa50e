//! From `/` along every link: none is broken, none leads over a redirect, every anchor is there.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use scraper::{Html, Selector};

use crate::support::html::locations;
use crate::support::site::Site;

struct Page {
    links: Vec<String>,
    ids: BTreeSet<String>,
}

/// Where visitors reach the site of the tests.
const OURS: &str = "https://careers.example";

async fn crawl(site: &Site) -> BTreeMap<String, Page> {
    let attributes = [
        ("a[href]", "href"),
        ("link[rel=stylesheet]", "href"),
        ("link[rel=icon]", "href"),
        ("link[rel=apple-touch-icon]", "href"),
        ("link[rel=manifest]", "href"),
        ("link[rel=search]", "href"),
        ("form", "action"),
    ];
    let mut pages = BTreeMap::new();
    let mut waiting = vec!["/".to_owned()];
    while let Some(url) = waiting.pop() {
        if pages.contains_key(&url) {
            continue;
        }
        let answer = site.get(&url).await;
        assert_eq!(answer.status, StatusCode::OK, "{url}");
        let mut page = Page { links: Vec::new(), ids: BTreeSet::new() };
        if answer.header("content-type").starts_with("text/html") {
            let html = Html::parse_document(&answer.text());
            for (selector, attribute) in attributes {
                let selector = Selector::parse(selector).unwrap();
                let links = html.select(&selector).filter_map(|element| element.value().attr(attribute));
                page.links.extend(links.map(str::to_owned));
            }
            let pictures = Selector::parse("meta[property='og:image']").unwrap();
            let pictures = html.select(&pictures).filter_map(|element| element.value().attr("content"));
            // Others read it, so that it is absolute; but it is ours.
            page.links.extend(pictures.filter_map(|url| url.strip_prefix(OURS)).map(str::to_owned));
            page.ids.extend(
                html.select(&Selector::parse("[id]").unwrap())
                    .filter_map(|e| e.value().id())
                    .map(str::to_owned),
            );
        }
        for link in page.links.iter().filter(|link| link.starts_with('/')) {
            waiting.push(link.split('#').next().unwrap().to_owned());
        }
        pages.insert(url, page);
    }
    pages
}

async fn check(site: &Site, at_least: usize) {
    let pages = crawl(site).await;
    assert!(pages.len() >= at_least, "only {} pages were reached", pages.len());
    for (url, page) in &pages {
        for link in &page.links {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            assert!(link.starts_with('/') || link.starts_with('#'), "{url}: {link}");
            if let Some((target, id)) = link.split_once('#') {
                let target = if target.is_empty() { url } else { target };
                assert!(pages[target].ids.contains(id), "{url}: {link} leads nowhere");
            }
        }
    }
    for sitemap in locations(&site.page("/sitemap.xml").await) {
        for url in locations(&site.page(&sitemap).await) {
            assert!(pages.contains_key(&url), "{url} is in {sitemap}, and no link leads there");
        }
    }
}

#[tokio::test]
async fn no_link_of_the_shipped_site_is_broken() {
    check(&Site::shipped().await, 150).await;
}

#[tokio::test]
async fn no_link_of_the_small_site_is_broken() {
    check(&Site::small().await, 20).await;
}
