//! What pages say of themselves to machines: the words and rules of schema.org and of those who read it, and
//! nothing that does not stand on the page.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Html;
use serde_json::{Value, json};

use crate::support::html::{of_type, select, structured, text};
use crate::support::postings::{execute, import, line, stored};
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
];

async fn page(site: &Site, url: &str) -> Html {
    Html::parse_document(&site.page(url).await)
}

/// The text of a page on one line.
fn visible(page: &Html) -> String {
    text(select(page, "body")[0])
}

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
        let page = page(&site, url).await;
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
        let page = page(&site, url).await;
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
        let list = of_type(&page(&site, url).await, "ItemList").remove(0);
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
        let page = page(&site, url).await;
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
    let catalogue = site.state.catalogue();
    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    let mut count = 0;
    for entry in &catalogue.paths {
        let url = format!("/paths/{}", entry.path.slug);
        let page = page(&site, &url).await;
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
        assert!(of_type(&page(&site, url).await, "FAQPage").is_empty(), "{url}");
    }
}

/// A posting of which everything is known, in which some fields are other ones.
fn whole(id: &str, fields: &Value) -> String {
    let mut posting = json!({
        "title": "Senior Potter (Kilns)",
        "places": [{ "raw": "Austin, TX", "city": "Austin", "region": "Texas", "country": "US" }],
        "work_mode": "on_site",
        "employment_type": "full_time",
        "valid_through": "2026-12-31T17:00:00-06:00",
        "pay": [{ "min": 50_000, "max": 65_000, "currency": "USD", "period": "year" }],
        "description_html": format!("<p>Throw clay of {id} at the wheel.</p>"),
    });
    for (name, value) in fields.as_object().unwrap() {
        posting[name] = value.clone();
    }
    line(id, posting)
}

async fn posting_page(site: &Site, id: &str) -> Html {
    let stored = stored(&site.db, id).await;
    let url = career_paths::web::urls::posting(stored.id, &stored.posting.title);
    page(site, &url).await
}

#[tokio::test]
async fn an_open_position_is_told_as_it_is() {
    let site = Site::small().await;
    import(&site.db, &whole("r7", &json!({})), None).await;
    site.refresh().await;
    let page = posting_page(&site, "r7").await;
    let said = of_type(&page, "JobPosting");
    let expected = json!({
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Senior Potter (Kilns)",
        "description": "<p>Throw clay of r7 at the wheel.</p>",
        "datePosted": "2026-11-20",
        "validThrough": "2026-12-31T17:00:00-06:00",
        "hiringOrganization": { "@type": "Organization", "name": "Clay Works" },
        "jobLocation": { "@type": "Place", "address": { "@type": "PostalAddress",
            "addressLocality": "Austin", "addressRegion": "Texas", "addressCountry": "US" } },
        "employmentType": "FULL_TIME",
        "baseSalary": { "@type": "MonetaryAmount", "currency": "USD", "value": {
            "@type": "QuantitativeValue", "minValue": 50_000, "maxValue": 65_000, "unitText": "YEAR" } },
        "identifier": { "@type": "PropertyValue", "name": "Clay Works", "value": "r7" },
        "directApply": false,
    });
    assert_eq!(said, [expected]);
    let visible = visible(&page);
    for shown in [
        "Senior Potter (Kilns)",
        "Throw clay of r7 at the wheel.",
        "20 November 2026",
        "31 December 2026",
        "Austin, TX Texas, United States of America",
        "$50,000 to $65,000 a year",
        "Full-time",
        "Employer’s numberr7",
        "Apply at jobs.example.com",
    ] {
        assert!(visible.contains(shown), "{shown}: {visible}");
    }
}

#[tokio::test]
async fn a_position_of_which_something_is_missing_is_not_told_at_all() {
    let site = Site::small().await;
    let nowhere = json!([{ "raw": "Springfield" }]);
    let cases = [
        ("excerpt", json!({ "description_html": null, "excerpt": "Throw clay at …" })),
        ("about", json!({ "posted_approximate": true })),
        ("undated", json!({ "posted_at": null })),
        ("nowhere", json!({ "places": nowhere })),
        ("placeless", json!({ "places": [] })),
        ("part", json!({ "places": [{ "raw": "Austin", "city": "Austin", "country": "US" }, nowhere[0]] })),
        ("remote", json!({ "work_mode": "remote", "places": [{ "raw": "Remote" }] })),
        ("titled", json!({ "title": "Potter at Clay Works" })),
        ("sample", json!({ "source": "sample" })),
        ("closed", json!({ "closed_at": "2026-11-21T00:00:00Z" })),
        ("expired", json!({ "valid_through": "2026-11-21" })),
    ];
    let feed: Vec<String> = cases.iter().map(|(id, fields)| whole(id, fields)).collect();
    import(&site.db, &feed.join("\n"), None).await;
    execute(
        &site.db,
        "insert into board (source, board, may_index, may_mark_up) values ('strict', 'lives', 1, 0)",
    )
    .await;
    import(&site.db, &whole("strict", &json!({ "source": "strict" })), None).await;
    site.refresh().await;
    for id in cases.iter().map(|(id, _)| *id).chain(["strict"]) {
        let page = posting_page(&site, id).await;
        assert!(!page.html().contains("JobPosting"), "{id}");
        assert_eq!(of_type(&page, "BreadcrumbList").len(), 1, "{id}");
    }
}

#[tokio::test]
async fn remote_positions_say_who_may_apply() {
    let site = Site::small().await;
    let country = |raw: &str, code: &str| json!({ "raw": raw, "country": code });
    let city = json!({ "raw": "Austin, TX", "city": "Austin", "region": "Texas", "country": "US" });
    let feed = [
        whole("one", &json!({ "work_mode": "remote", "places": [country("Remote, US", "US")] })),
        whole(
            "two",
            &json!({ "work_mode": "remote", "places": [country("US", "US"), country("Canada", "CA")] }),
        ),
        whole("city", &json!({ "work_mode": "remote", "places": [city, { "raw": "Remote" }] })),
        whole("hybrid", &json!({ "work_mode": "hybrid", "places": [city, country("Paris, France", "FR")] })),
    ];
    import(&site.db, &feed.join("\n"), None).await;
    site.refresh().await;
    let told = async |id: &str| of_type(&posting_page(&site, id).await, "JobPosting").remove(0);
    let us = json!({ "@type": "Country", "name": "US" });
    let one = told("one").await;
    assert_eq!((&one["jobLocationType"], &one["jobLocation"]), (&json!("TELECOMMUTE"), &Value::Null));
    assert_eq!(one["applicantLocationRequirements"], us);
    let two = told("two").await;
    let ca = json!({ "@type": "Country", "name": "CA" });
    assert_eq!(two["applicantLocationRequirements"], json!([ca, us]));
    let in_city = told("city").await;
    assert_eq!(in_city["jobLocation"]["address"]["addressLocality"], "Austin");
    assert!(
        in_city["applicantLocationRequirements"].is_null() && in_city["jobLocationType"] == "TELECOMMUTE"
    );
    let hybrid = told("hybrid").await;
    assert!(hybrid["jobLocationType"].is_null(), "never for hybrid");
    assert_eq!(hybrid["jobLocation"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn an_estimate_of_ours_is_never_an_employers_pay() {
    let site = Site::small().await;
    let half = json!([{ "min": 50_000, "currency": "USD" }]);
    let feed = [whole("unpaid", &json!({ "pay": [] })), whole("half", &json!({ "pay": half }))];
    import(&site.db, &feed.join("\n"), None).await;
    site.refresh().await;
    for id in ["unpaid", "half"] {
        let told = of_type(&posting_page(&site, id).await, "JobPosting").remove(0);
        assert!(told["baseSalary"].is_null(), "{id}: {told}");
    }
}

#[tokio::test]
async fn nothing_that_an_employer_writes_ends_the_script() {
    let site = Site::small().await;
    let evil = "Potter </script><script>alert(1)</script><!-- &lt;/script&gt;";
    let fields = json!({ "title": evil, "company": "Clay </ScRiPt><img src=x>", "places": [{
        "raw": "Austin </script>", "city": "Austin </script>", "country": "US" }] });
    import(&site.db, &whole("evil", &fields), None).await;
    site.refresh().await;
    let page = posting_page(&site, "evil").await;
    let stored = stored(&site.db, "evil").await;
    let scripts = select(&page, "script:not([src])");
    assert!(scripts.iter().all(|script| script.attr("type") == Some("application/ld+json")));
    assert!(scripts.iter().all(|script| !script.inner_html().contains('<')));
    assert_eq!(of_type(&page, "JobPosting")[0]["hiringOrganization"]["name"], stored.posting.company);
    assert!(!page.html().contains("<script>alert"));
    let company = self::page(&site, &format!("/companies/{}", stored.company_slug)).await;
    assert_eq!(of_type(&company, "BreadcrumbList").len(), 1);
    assert!(select(&company, "script:not([src])").iter().all(|script| !script.inner_html().contains('<')));
}
