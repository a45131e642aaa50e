//! What the page of an open position says of it to machines, and when it says nothing.

use scraper::Html;
use serde_json::{Value, json};

use crate::support::html::{of_type, select, visible};
use crate::support::postings::{execute, import, line, stored};
use crate::support::site::Site;

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
    site.html(&url).await
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
    let company = site.html(&format!("/companies/{}", stored.company_slug)).await;
    assert_eq!(of_type(&company, "BreadcrumbList").len(), 1);
    assert!(select(&company, "script:not([src])").iter().all(|script| !script.inner_html().contains('<')));
}
