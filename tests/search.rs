//! `/jobs` as a visitor searches it: words, filters, counts, what is left out.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::postings::{import, line};
use crate::support::site::Site;

/// A site with some postings beside the five of the small content.
async fn filled() -> Site {
    let site = Site::small().await;
    let places = |city: &str, region: &str| json!([{ "raw": format!("{city}, {region}"), "city": city, "region": region, "country": "US" }]);
    let feed = [
        line(
            "wheel",
            json!({ "title": "Senior Potter", "company": "Kiln & Sons", "places": places("Austin", "Texas"),
            "work_mode": "on_site", "employment_type": "full_time", "posted_at": "2026-11-21",
            "pay": [{ "min": 50_000, "max": 65_000, "currency": "USD", "period": "year" }],
            "description_html": "<p>Throw clay at the wheel, and mind the kiln fires nightly.</p>" }),
        ),
        line(
            "glaze",
            json!({ "title": "Potter", "company": "Glaze Works", "places": places("Dallas", "Texas"),
            "work_mode": "hybrid", "employment_type": "part_time", "posted_at": "2026-11-10",
            "pay": [{ "min": 30, "currency": "USD", "period": "hour" }],
            "description_html": "<p>Glazing of <b>wheel</b> thrown pots.</p><p>C++ & Node.js are no use here.</p>" }),
        ),
        line(
            "clerk",
            json!({ "title": "Grade 2 Clerk", "company": "Kiln & Sons", "places": places("Salem", "Oregon"),
            "work_mode": "remote", "posted_at": "2026-09-01",
            "description_html": "<p>Spreadsheets about wheels, for the kiln people.</p>" }),
        ),
        line(
            "wheelwright",
            json!({ "title": "Wheelwright", "company": "Cart Company",
            "places": [{ "raw": "Zürich", "city": "Zürich", "country": "CH" }], "posted_at": null,
            "description_html": "<p>Carts, and nothing of clay.</p>" }),
        ),
    ];
    assert_eq!(import(&site.db, &feed.join("\n"), None).await.new, 4);
    site.refresh().await;
    site
}

/// The titles on a page of results, in order.
fn titles(page: &str) -> Vec<&str> {
    let heads = page.split("<h3><a href=\"/jobs/").skip(1);
    heads.filter_map(|head| head.split_once("\">")?.1.split_once("</a>").map(|(title, _)| title)).collect()
}

#[tokio::test]
async fn words_are_found_in_every_form_and_field() {
    let site = filled().await;
    for (query, expected) in [
        // stems, in titles over texts
        ("thrown", vec!["Potter"]),
        ("pots+wheels", vec!["Potter"]),
        ("throwing+clay+kiln", vec!["Senior Potter"]),
        // the employer, and the place with what it lies in
        ("kiln+sons", vec!["Senior Potter", "Grade 2 Clerk"]),
        ("texas+potter", vec!["Senior Potter", "Potter"]),
        ("tx", vec!["Senior Potter", "Potter"]),
        ("zurich", vec!["Wheelwright"]),
        ("switzerland", vec!["Wheelwright"]),
        // phrases, exclusions, signs
        ("%22kiln+fires%22", vec!["Senior Potter"]),
        ("%22fires+kiln%22", vec![]),
        ("wheel+-kiln", vec!["Apprentice Potter", "Potter"]),
        ("wheel+-%22kiln+people%22+-potter", vec![]),
        ("c%2B%2B", vec!["Potter"]),
        ("node.js", vec!["Potter"]),
        // the last word may go on, and one may be wrong
        ("wheelwr", vec!["Wheelwright"]),
        ("spreadshets", vec!["Grade 2 Clerk"]),
    ] {
        let page = site.page(&format!("/jobs?q={query}")).await;
        assert_eq!(titles(&page), expected, "{query}");
    }
}

#[tokio::test]
async fn other_names_of_paths_skills_and_stages_are_understood() {
    let site = filled().await;
    for (query, expected) in [
        ("ceramicist", vec!["Apprentice Potter", "Potter", "Potter", "Senior Potter"]),
        ("sr+potter", vec!["Senior Potter"]),
        ("wfh+clerk", vec!["Grade 2 Clerk"]),
        ("part+time", vec!["Potter", "Zoo Keeper II"]),
    ] {
        let page = site.page(&format!("/jobs?q={query}")).await;
        let mut found = titles(&page);
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}

#[tokio::test]
async fn filters_narrow_across_facets_and_widen_within_one() {
    let site = filled().await;
    for (query, count) in [
        ("", 8),
        ("path=potter", 4),
        ("path=potter&stage=senior", 1),
        ("stage=senior&stage=unknown&path=potter", 3),
        ("place=us.texas", 2),
        ("place=us.texas&place=ch", 3),
        ("place=us.texas.austin", 1),
        ("company=kiln-sons", 2),
        ("mode=remote&mode=hybrid", 4),
        ("type=part-time", 2),
        ("skill=glazing", 1),
        ("category=crafts&type=full-time", 1),
        ("posted=3", 2),
        ("posted=30", 3),
        ("pay=stated", 2),
        ("pay=usd-60000", 2),
        ("pay=usd-80000", 0),
        ("q=kiln&mode=remote", 1),
    ] {
        let page = site.page(format!("/jobs?{query}").trim_end_matches('?')).await;
        let told = format!("<h2 id=\"results\">{count} position{}</h2>", if count == 1 { "" } else { "s" });
        assert!(page.contains(&told), "{query}: {told}, not {:?}", titles(&page));
    }
}

/// The count beside a value of a facet; `None` where the value is not offered.
fn beside(page: &str, parameter: &str, value: &str) -> Option<u32> {
    let input = format!("name=\"{parameter}\" value=\"{value}\"");
    let rest = page.split_once(&input)?.1.split_once("<small>")?.1;
    rest.split_once('<')?.0.replace(',', "").parse().ok()
}

#[tokio::test]
async fn counts_say_what_a_click_would_give() {
    let site = filled().await;
    for url in ["/jobs?q=kiln", "/jobs?path=potter", "/jobs?q=wheel&stage=senior", "/jobs?place=us.texas"] {
        let page = site.page(url).await;
        let mut offered = 0;
        let (form, _) = page.split_once("</main>").unwrap();
        for part in form.split("<input type=\"").skip(1) {
            let Some((_, rest)) = part.split_once("name=\"") else { continue };
            let Some((parameter, rest)) = rest.split_once("\" value=\"") else { continue };
            let Some((value, _)) = rest.split_once('"') else { continue };
            // Of a facet in which something is chosen the click would widen, which is tested apart.
            if value.is_empty() || url.contains(&format!("{parameter}=")) || parameter == "q" {
                continue;
            }
            let count = beside(&page, parameter, value).unwrap();
            let clicked = site.page(&format!("{url}&{parameter}={value}")).await;
            assert!(
                clicked.contains(&format!("<h2 id=\"results\">{count} position")),
                "{url} {parameter}={value}"
            );
            offered += 1;
        }
        assert!(offered > 5, "{url}: {offered}");
    }
    let chosen = site.page("/jobs?path=potter").await;
    assert_eq!(beside(&chosen, "path", "clerk"), Some(1), "what a further choice would add");
    assert_eq!(beside(&chosen, "path", "potter"), Some(4));
}

#[tokio::test]
async fn the_url_is_the_state_in_one_order() {
    let site = filled().await;
    let page = site.page("/jobs?stage=senior&q=potter&path=potter&sort=relevance&mode=on-site").await;
    assert!(page.contains("noindex"));
    // each chip leads to the search without it, in the one order
    for link in [
        "/jobs?q=potter&amp;stage=senior&amp;mode=on-site",
        "/jobs?q=potter&amp;path=potter&amp;mode=on-site",
        "/jobs?q=potter&amp;path=potter&amp;stage=senior",
        "/jobs.atom?q=potter&amp;path=potter&amp;stage=senior&amp;mode=on-site",
        "/jobs?q=potter&amp;path=potter&amp;stage=senior&amp;mode=on-site&amp;sort=newest",
    ] {
        assert!(page.contains(&format!("href=\"{}\"", link.replace("&amp;", "&#38;"))), "{link}\n{page}");
    }
    // a form sends empty fields
    let sent = site.page("/jobs?q=potter&posted=&pay=").await;
    assert!(sent.contains("value=\"potter\""));
}

#[tokio::test]
async fn what_can_not_be_asked_is_named() {
    let site = filled().await;
    for (query, told) in [
        ("path=astronaut", "names no path"),
        ("category=space", "names no category"),
        ("skill=telepathy", "names no skill"),
        ("stage=boss", "must be one of entry"),
        ("posted=8", "must be one of 1"),
        ("pay=61000", "must be stated"),
        ("place=New+York", "lower-case"),
        ("sort=best", "must be one of relevance"),
        ("page=0", "whole number"),
        ("page=2", "must be 1"),
        ("page=501", "must be at most 500"),
        ("colour=red", "not known"),
        ("q=a&q=b", "more than once"),
    ] {
        for list in ["/jobs", "/jobs.atom"] {
            let answer = site.get(&format!("{list}?{query}")).await;
            if list == "/jobs" || !query.starts_with("page") {
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{list}?{query}");
                assert!(answer.text().contains(told), "{list}?{query}: {told}");
            }
        }
    }
}

#[tokio::test]
async fn an_empty_result_says_what_to_leave_out() {
    let site = filled().await;
    let page = site.page("/jobs?q=kiln&stage=lead&mode=remote").await;
    assert!(page.contains("0 positions"));
    assert!(
        page.contains(
            "<a href=\"/jobs?q=kiln&#38;mode=remote\" rel=\"nofollow\">Level: Lead level</a> 1 position"
        ),
        "{page}"
    );
    let page = site.page("/jobs?q=kiln+cart").await;
    assert!(page.contains("<a href=\"/jobs?q=kiln\" rel=\"nofollow\">“cart”</a> 2 positions"), "{page}");
    let page = site.page("/jobs?q=xylophone").await;
    assert!(page.contains("<a href=\"/jobs\" rel=\"nofollow\">all of it</a> 8 positions"), "{page}");
    let page = site.page("/jobs?q=spreadshets").await;
    assert!(
        page.contains(
            "These are the positions for <a href=\"/jobs?q=spreadsheets\" rel=\"nofollow\">spreadsheets</a>"
        ),
        "{page}"
    );
}

#[tokio::test]
async fn snippets_show_the_words() {
    let site = filled().await;
    let page = site.page("/jobs?q=kilns").await;
    assert!(page.contains("mind the <mark>kiln</mark> <mark>fires</mark> nightly"), "{page}");
    let page = site.page("/jobs?q=wheel").await;
    assert!(page.contains("Glazing of <mark>wheel</mark> thrown pots"), "no markup of the advert: {page}");
}

#[tokio::test]
async fn every_search_is_a_feed() {
    let site = filled().await;
    let answer = site.get("/jobs.atom?q=kiln").await;
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let feed = answer.text();
    assert_eq!(feed.matches("<entry>").count(), 2);
    for part in [
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://careers.example/jobs.atom?q=kiln\"/>",
        "<author><name>Kiln &#38; Sons</name></author>",
        "<title>“kiln”: open positions</title>",
    ] {
        assert!(feed.contains(part), "{part}\n{feed}");
    }
    assert_eq!(site.get("/jobs.atom?place=ch&stage=lead").await.text().matches("<entry>").count(), 0);
}

#[tokio::test]
async fn any_text_is_a_query() {
    let site = filled().await;
    let long = "a".repeat(150);
    let many = (0..50).map(|at| format!("&company=c{at}")).collect::<String>();
    for query in [
        &format!("q={}", "kiln+".repeat(2_500)),
        "q=%22",
        "q=-",
        "q=%00%01kiln",
        "q=the+of+and",
        "q=AND+OR+NOT+(+)+*+:+%5E+~",
        "q=%F0%9F%99%82",
        "q=%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D",
        "q=%FF%FE",
        "q=title:potter",
        "q=%22+%22+%22",
        "q=%E7%9C%8B%E8%AD%B7",
        &format!("q={long}"),
        &format!("q=kiln{many}"),
    ] {
        let answer = site.get(&format!("/jobs?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
    }
    assert!(titles(&site.page("/jobs?q=%00kiln").await).len() == 2);
    assert!(titles(&site.page("/jobs?q=(kiln)+AND+*").await).len() == 2);
}
