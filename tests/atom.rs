//! Feeds: every list and every search has one, as RFC 4287 wants it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::Event;
use scraper::Html;
use serde_json::json;

use crate::support::html::select;
use crate::support::postings::{execute, import, line};
use crate::support::site::Site;

/// An element with its children.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all(&self, name: &str) -> Vec<&Self> {
        self.children.iter().filter(|child| child.name == name).collect()
    }

    /// The one child of a name.
    fn one(&self, name: &str) -> &Self {
        let found = self.all(name);
        assert_eq!(found.len(), 1, "{name} in {}", self.name);
        found[0]
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn link(&self, rel: &str) -> &str {
        let links = self.all("link");
        let found: Vec<&&Self> = links.iter().filter(|link| link.attribute("rel") == rel).collect();
        assert_eq!(found.len(), 1, "one {rel}");
        found[0].attribute("href")
    }
}

/// The root of a document; fails where it is no XML.
fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                    (attribute.key.as_ref().to_owned(), value)
                });
                open.push(Element { name, attributes: attributes.collect(), ..Element::default() });
            }
            Event::Text(text) => open.last_mut().unwrap().text += text,
            Event::GeneralRef(entity) => {
                let entity = format!("&{};", &**entity);
                open.last_mut().unwrap().text += &quick_xml::escape::unescape(&entity).unwrap();
            }
            Event::Eof => return open.remove(0).children.remove(0),
            _ => {}
        }
        if matches!(event, Event::End(_) | Event::Empty(_)) {
            let done = open.pop().unwrap();
            open.last_mut().unwrap().children.push(done);
        }
    }
}

/// Whether a feed has what RFC 4287 requires in sections 4.1.1 and 4.1.2, and dates as in 3.3.
fn check(feed: &Element) {
    assert_eq!((feed.name.as_str(), feed.attribute("xmlns")), ("feed", "http://www.w3.org/2005/Atom"));
    let mut ids = BTreeSet::new();
    for element in feed.all("entry").into_iter().chain([feed]) {
        assert!(!element.one("title").text.trim().is_empty());
        let id = element.one("id").text.as_str();
        assert!(id.starts_with("https://careers.example/"), "{id}");
        assert!(ids.insert(id), "{id} is there twice");
        assert!(element.one("updated").text.parse::<Timestamp>().is_ok());
        assert!(!element.one("author").one("name").text.trim().is_empty());
        assert!(element.link("alternate").starts_with("https://careers.example/"));
    }
    for entry in feed.all("entry") {
        assert!(entry.one("published").text.parse::<Timestamp>().is_ok());
        assert!(!entry.one("summary").text.is_empty());
    }
    assert_eq!(feed.one("id").text, feed.link("self"));
}

async fn feed(site: &Site, url: &str) -> Element {
    let feed = parse(&site.page(url).await);
    check(&feed);
    feed
}

/// A site with sixty potters, one a day.
async fn many() -> Site {
    let site = Site::small().await;
    let potter = |at: usize| {
        let day = format!("2026-{:02}-{:02}", 9 + at / 30, 1 + at % 30);
        line(
            &format!("p{at}"),
            json!({ "posted_at": day, "excerpt": "Clay & <wheels>",
            "description_html": format!("<p>Kiln firing of {at}.</p>") }),
        )
    };
    let feed: Vec<String> = (0..60).map(potter).collect();
    assert_eq!(import(&site.db, &feed.join("\n"), None).await.new, 60);
    site.refresh().await;
    site
}

#[tokio::test]
async fn a_feed_holds_the_newest_fifty_by_ids_that_never_change() {
    let site = many().await;
    let potters = feed(&site, "/jobs.atom?q=potter&company=clay-works").await;
    let entries = potters.all("entry");
    assert_eq!(entries.len(), 50);
    assert_eq!(entries[0].one("title").text, "Potter p59", "newest first, although words were searched for");
    let id = entries[0].one("id").text.clone();
    let answer = site.get(id.strip_prefix("https://careers.example").unwrap()).await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert!(entries[0].link("alternate").ends_with(answer.header("location")));
    execute(&site.db, "update posting set title = 'Master Potter', change = (select change + 1 from meta)")
        .await;
    execute(&site.db, "update meta set change = change + 1, content_version = content_version + 1").await;
    site.refresh().await;
    let renamed = feed(&site, "/jobs.atom?q=potter&company=clay-works").await;
    assert_eq!(renamed.all("entry")[0].one("title").text, "Master Potter");
    assert_eq!(renamed.all("entry")[0].one("id").text, id);
    assert_eq!(feed(&site, "/jobs.atom?company=clay-works&page=2").await.all("entry").len(), 10);
}

#[tokio::test]
async fn feeds_are_told_apart_and_may_be_empty() {
    let site = many().await;
    let mut titles = BTreeSet::new();
    for url in [
        "/jobs.atom",
        "/jobs.atom?q=kiln",
        "/jobs.atom?q=%3Cb%3E%26+%EF%BF%BF%22",
        "/jobs.atom?path=potter",
        "/jobs.atom?category=crafts",
        "/jobs.atom?skill=wheel",
        "/jobs.atom?company=example-corp",
        "/jobs.atom?stage=lead&place=ch",
    ] {
        assert!(titles.insert(feed(&site, url).await.one("title").text.clone()), "{url}");
    }
    assert!(feed(&site, "/jobs.atom?stage=lead&place=ch").await.all("entry").is_empty());
}

#[tokio::test]
async fn who_has_a_feed_already_is_told_so() {
    let site = many().await;
    for url in ["/jobs.atom", "/jobs.atom?path=potter"] {
        let first = site.get(url).await;
        assert_eq!(first.header("content-type"), "application/atom+xml; charset=utf-8");
        assert!(first.header("etag").starts_with("W/\""));
        let again = site.get_with(url, &[("if-none-match", first.header("etag"))]).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{url}");
    }
}

#[tokio::test]
async fn every_list_names_its_feed_and_links_to_it() {
    let site = many().await;
    for (url, feed_url) in [
        ("/", "/jobs.atom"),
        ("/paths/potter", "/jobs.atom?path=potter"),
        ("/categories/crafts", "/jobs.atom?category=crafts"),
        ("/skills/kiln", "/jobs.atom?skill=kiln"),
        ("/companies/clay-works", "/jobs.atom?company=clay-works"),
        ("/companies/clay-works?page=2", "/jobs.atom?company=clay-works"),
        ("/search?q=potter", "/jobs.atom?q=potter"),
        ("/jobs", "/jobs.atom"),
        ("/jobs?q=potter&path=potter&sort=newest", "/jobs.atom?q=potter&path=potter"),
    ] {
        let page = Html::parse_document(&site.page(url).await);
        let link = select(&page, "link[rel=alternate][type='application/atom+xml']");
        assert_eq!(link.len(), 1, "{url}");
        assert_eq!(link[0].attr("href"), Some(feed_url), "{url}");
        let shown = select(&page, "main a.feed");
        let link = shown.first().unwrap_or_else(|| panic!("{url} shows no feed"));
        assert_eq!(link.attr("href"), Some(feed_url), "{url}");
        assert!(!feed(&site, feed_url).await.all("entry").is_empty(), "{feed_url}");
    }
}

#[tokio::test]
async fn browsers_are_told_of_the_search_box() {
    let site = Site::small().await;
    let answer = site.get("/opensearch.xml").await;
    assert_eq!(answer.header("content-type"), "application/opensearchdescription+xml");
    let root = parse(&answer.text());
    assert_eq!(root.attribute("xmlns"), "http://a9.com/-/spec/opensearch/1.1/");
    // OpenSearch 1.1, draft 6: what is required, and its bounds.
    assert!((1..=16).contains(&root.one("ShortName").text.chars().count()));
    assert!((1..=1024).contains(&root.one("Description").text.chars().count()));
    for url in root.all("Url") {
        let template = url.attribute("template").replace("{searchTerms}", "potter");
        let found = site.get(template.strip_prefix("https://careers.example").unwrap()).await;
        assert_eq!(found.status, StatusCode::OK, "{template}");
        let kind = url.attribute("type");
        assert!(
            found.header("content-type").starts_with(kind),
            "{template} is {}",
            found.header("content-type")
        );
    }
    assert_eq!(root.one("Query").attribute("role"), "example");
}
