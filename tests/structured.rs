//! What pages say of themselves to machines: the words and rules of schema.org and of those who read it, and
//! nothing that does not stand on the page.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Html;
use serde_json::{Value, json};

use crate::support::html::{of_type, select, structured, text, visible};
use crate::support::site::Site;

/// One page of every kind, and what it says of itself besides its trail.
const PAGES: &[(&str, &[&str])] = &[
    ("/", &["WebSite"]),
    ("/paths", &[]),
    ("/paths/potter", &["ItemList", "FAQPage"]),
    ("/paths/clerk", &["ItemList", "FAQPage"]),
    ("/paths/estimator", &["ItemList", "FAQPage"]),
    ("/paths/estimator?place=US-OR", &["ItemList"]),
    ("/categories/crafts", &[]),
    ("/skills", &["DefinedTermSet"]),
    ("/skills?kind=tool", &[]),
    ("/skills/costing", &["DefinedTerm"]),
    ("/faq", &[]),
    ("/faq?q=kiln", &[]),
    ("/search", &[]),
    ("/search?q=pot", &[]),
    ("/jobs", &[]),
    ("/jobs?path=potter&q=potter", &[]),
    ("/companies/example-corp", &[]),
    ("/jobs/1-senior-estimator-bridges", &[]),
    ("/about", &[]),
    ("/privacy", &[]),
];

/// Every text in a value, but not in what is an address, a type or a word of the vocabulary.
fn facts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let word = name.starts_with('@') || ["url", "item", "itemListOrder"].contains(&name.as_str());
                if !word || value.is_object() {
                    facts(value, found);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| facts(value, found)),
        Value::String(text) => found.push(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => {}
    }
}

#[tokio::test]
async fn every_kind_of_page_says_what_it_is_and_no_more() {
    let site = Site::small().await;
    for (url, expected) in PAGES {
        let page = site.html(url).await;
        let said = structured(&page);
        assert!(said.iter().all(|thing| thing["@context"] == "https://schema.org"), "{url}");
        let kinds: Vec<&str> = said.iter().map(|thing| thing["@type"].as_str().unwrap()).collect();
        let trail: &[&str] = if *url == "/" { &[] } else { &["BreadcrumbList"] };
        assert_eq!(kinds, [trail, expected].concat(), "{url}");
        assert!(!page.html().contains("\"JobPosting\""), "{url}");
    }
    for url in ["/nowhere", "/jobs?page=99", "/paths/poter"] {
        let page = Html::parse_document(&site.get(url).await.text());
        assert!(structured(&page).is_empty(), "{url}: an error stands nowhere");
    }
}

#[tokio::test]
async fn the_trail_is_the_one_that_is_shown() {
    let site = Site::small().await;
    for (url, _) in PAGES.iter().filter(|(url, _)| *url != "/") {
        let page = site.html(url).await;
        let trail = of_type(&page, "BreadcrumbList").remove(0);
        let steps = trail["itemListElement"].as_array().unwrap();
        let shown = select(&page, "nav[aria-label=Breadcrumb] li");
        assert!(steps.len() >= 2 && steps.len() == shown.len(), "{url}");
        for (at, (step, shown)) in steps.iter().zip(&shown).enumerate() {
            assert_eq!(step["@type"], "ListItem");
            assert_eq!(step["position"], at + 1, "{url}");
            assert_eq!(step["name"].as_str().unwrap(), text(*shown), "{url}");
            let item = step["item"].as_str().unwrap();
            let item = item.strip_prefix("https://careers.example").unwrap();
            let link =
                select(&page, "nav[aria-label=Breadcrumb] li a").get(at).map(|a| a.attr("href").unwrap());
            assert_eq!(link.unwrap_or(item), item, "{url}");
        }
        assert_eq!(steps.last().unwrap()["name"].as_str().unwrap(), text(*shown.last().unwrap()));
        assert_eq!(select(&page, "nav[aria-label=Breadcrumb] [aria-current=page]").len(), 1, "{url}");
    }
}

#[tokio::test]
async fn a_rung_is_told_with_pay_as_it_is_known() {
    let site = Site::small().await;
    let rungs = async |url: &str| -> Vec<Value> {
        let list = of_type(&site.html(url).await, "ItemList").remove(0);
        let items = list["itemListElement"].as_array().unwrap().clone();
        assert_eq!(list["numberOfItems"], items.len());
        for (at, item) in items.iter().enumerate() {
            assert_eq!(item["position"], at + 1);
            for field in ["name", "description", "responsibilities", "experienceRequirements", "url"] {
                assert!(!item["item"][field].is_null(), "{url}: {field}");
            }
        }
        items.into_iter().map(|item| item["item"].clone()).collect()
    };
    let potter = rungs("/paths/potter").await;
    let last = &potter[2]["estimatedSalary"];
    assert_eq!(last["@type"], "MonetaryAmount", "{last}");
    assert_eq!((&last["minValue"], &last["maxValue"]), (&json!(52_000), &Value::Null), "the top is open");
    assert_eq!(last["value"]["unitText"], "YEAR");
    assert!(last["description"].as_str().unwrap().contains("stimate"), "{last}");

    let clerk = &rungs("/paths/clerk").await[0];
    assert_eq!(clerk["estimatedSalary"]["value"]["unitText"], "HOUR", "{clerk}");
    assert_eq!(clerk["estimatedSalary"]["currency"], "EUR");
    assert!(clerk["skills"].is_null(), "none is named");

    let nation = &rungs("/paths/estimator").await[0];
    let salary = &nation["estimatedSalary"];
    assert_eq!(salary["@type"], "MonetaryAmountDistribution");
    assert_eq!((&salary["name"], &salary["duration"]), (&json!("base"), &json!("P1Y")));
    assert_eq!(nation["occupationLocation"], json!({ "@type": "Country", "name": "United States" }));
    let oregon = rungs("/paths/estimator?place=US-OR").await;
    let state = json!({ "@type": "State", "name": "Oregon" });
    let here = oregon.iter().position(|rung| rung["occupationLocation"] == state).unwrap();
    assert_ne!(oregon[here]["estimatedSalary"], rungs("/paths/estimator").await[here]["estimatedSalary"]);
    assert_eq!(oregon[0]["estimatedSalary"], *salary, "the release has no such figures for Oregon");
    assert_eq!(oregon[0]["occupationLocation"]["@type"], "Country");
}

#[tokio::test]
async fn whatever_is_told_of_a_path_or_a_skill_stands_on_its_page() {
    let site = Site::shipped().await;
    let urls = [
        "/paths/machine-learning-engineer",
        "/paths/registered-nurse",
        "/paths/electrician?place=US-OR",
        "/paths/lawyer",
        "/skills",
        "/skills/python",
        "/skills/kubernetes",
    ];
    for url in urls {
        let page = site.html(url).await;
        let visible = visible(&page);
        // Currency, period and the like are words of the vocabulary for what the page says in others.
        let words = ["base", "USD", "P1Y", "YEAR"];
        for thing in structured(&page) {
            let mut told = Vec::new();
            facts(&thing, &mut told);
            for fact in told.iter().filter(|fact| !words.contains(&fact.as_str())) {
                assert!(visible.contains(fact.as_str()), "{url}: {fact:?} is told, and not shown");
            }
        }
        for salary in of_type(&page, "ItemList").iter().flat_map(|list| {
            let items = list["itemListElement"].as_array().unwrap().clone();
            items.into_iter().map(|item| item["item"]["estimatedSalary"].clone())
        }) {
            let fields = ["minValue", "maxValue", "percentile10", "percentile25", "median", "percentile75"];
            let figures: Vec<u64> = fields.iter().filter_map(|field| salary[field].as_u64()).collect();
            assert!(!figures.is_empty(), "{url}: {salary}");
            for figure in figures {
                let rounded = format!("${}K", (figure + 500) / 1_000);
                assert!(visible.contains(&rounded), "{url}: {figure} is told, and not shown");
            }
        }
    }
}

#[tokio::test]
async fn a_question_is_marked_up_on_one_page_only() {
    let site = Site::shipped().await;
    let app = site.state.app();
    let catalogue = app.catalogue();
    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    let mut count = 0;
    for entry in &catalogue.paths {
        let url = format!("/paths/{}", entry.path.slug);
        let page = site.html(&url).await;
        let shown: BTreeSet<String> =
            select(&page, "[aria-labelledby=faq] details h3").into_iter().map(text).collect();
        let questions = of_type(&page, "FAQPage").remove(0);
        for question in questions["mainEntity"].as_array().unwrap() {
            let name = question["name"].as_str().unwrap().to_owned();
            assert!(!question["acceptedAnswer"]["text"].as_str().unwrap().is_empty());
            assert!(shown.contains(&name), "{url}: {name}");
            let before = asked.insert(name.clone(), url.clone());
            assert_eq!(before, None, "{name} is marked up on {url}, too");
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
    for url in ["/faq", "/faq?category=trades&topic=licence"] {
        assert!(of_type(&site.html(url).await, "FAQPage").is_empty(), "{url}");
    }
}
