//! One opening that came several times is kept several times and shown once.

use axum::http::StatusCode;
use career_paths::db::{Db, postings};
use jiff::SignedDuration;
use scraper::Html;
use serde_json::{Value, json};

use crate::support::html::{select, text};
use crate::support::postings::{filled, import, line, stored};
use crate::support::site::Site;

/// A posting of one opening, in places.
fn twin(native_id: &str, places: &[&str]) -> String {
    line(native_id, opening(places))
}

fn opening(places: &[&str]) -> Value {
    let places: Vec<Value> = places
        .iter()
        .map(|city| json!({ "raw": format!("{city}, Example"), "city": city, "country": "US" }))
        .collect();
    json!({ "title": "Potter", "places": places, "description_html": "<p>You throw clay at a wheel.</p>" })
}

/// Own ids of the openings of the company that lists show.
async fn shown(db: &Db) -> Vec<String> {
    let mut shown = postings::list(&mut db.read().await.unwrap(), 99, 0).await.unwrap();
    shown.retain(|stored| stored.company_slug.as_str() == "clay-works");
    shown.sort_by_key(|stored| stored.id);
    shown.into_iter().map(|stored| stored.posting.key.native_id).collect()
}

async fn also(db: &Db, native_id: &str) -> Vec<String> {
    stored(db, native_id).await.also_places.into_iter().map(|place| place.raw).collect()
}

#[tokio::test]
async fn an_opening_is_shown_once_with_all_its_places() {
    let (_folder, db) = filled().await;
    let a = twin("a", &["Springfield"]);
    let b = twin("b", &["Shelbyville", "Springfield"]);
    let c = twin("c", &["Ogdenville"]);
    let report = import(&db, &[a, b, c].join("\n"), None).await;
    assert_eq!(report.new, 3, "all are kept");
    assert_eq!(shown(&db).await, ["a", "c"], "another city is another opening");
    assert_eq!(also(&db, "a").await, ["Shelbyville, Example"]);
    assert_eq!(also(&db, "c").await, Vec::<String>::new());
    assert_eq!(stored(&db, "b").await.duplicate_of, Some(stored(&db, "a").await.id));
    // One that came later, from another system, in other capitals and points.
    let mut fields = opening(&["Springfield"]);
    fields["source"] = "elsewhere".into();
    fields["title"] = "POTTER!".into();
    fields["company"] = "Clay-Works".into();
    fields["description_html"] = "<div>You throw <b>clay</b> at a wheel</div>".into();
    import(&db, &line("d", fields), None).await;
    assert_eq!(shown(&db).await, ["a", "c"]);
}

#[tokio::test]
async fn what_differs_in_employer_title_or_text_is_no_duplicate() {
    let (_folder, db) = filled().await;
    let other = |native_id: &str, name: &str, value: Value| {
        let mut fields = opening(&["Springfield"]);
        fields[name] = value;
        line(native_id, fields)
    };
    let feed = [
        twin("a", &["Springfield"]),
        other("b", "company", "Mud Works".into()),
        other("c", "title", "Senior Potter".into()),
        other("d", "description_html", "<p>You throw clay at a wall.</p>".into()),
        other(
            "e",
            "places",
            json!([{ "raw": "Springfield, Sample", "city": "Springfield", "country": "CA" }]),
        ),
        // Nothing to be told by but their titles.
        other("f", "description_html", Value::Null),
        other("g", "description_html", Value::Null),
    ];
    import(&db, &feed.join("\n"), None).await;
    for native_id in ["a", "b", "c", "d", "e", "f", "g"] {
        assert_eq!(stored(&db, native_id).await.duplicate_of, None, "{native_id}");
    }
}

#[tokio::test]
async fn duplicates_without_places_are_duplicates_of_each_other() {
    let (_folder, db) = filled().await;
    import(&db, &[twin("a", &[]), twin("b", &["Springfield"]), twin("c", &[])].join("\n"), None).await;
    assert_eq!(shown(&db).await, ["a", "b"]);
}

#[tokio::test]
async fn another_one_is_shown_when_the_first_closes_and_the_first_again_when_it_is_back() {
    let (_folder, db) = filled().await;
    let (a, b) = (twin("a", &["Springfield"]), twin("b", &["Springfield", "Shelbyville"]));
    import(&db, &format!("{a}\n{b}"), Some(SignedDuration::ZERO)).await;
    assert_eq!(shown(&db).await, ["a"]);
    assert_eq!(import(&db, &b, Some(SignedDuration::ZERO)).await.closed, 1);
    assert_eq!(shown(&db).await, ["b"]);
    assert_eq!(stored(&db, "b").await.duplicate_of, None);
    import(&db, &format!("{a}\n{b}"), Some(SignedDuration::ZERO)).await;
    assert_eq!(shown(&db).await, ["a"]);
    assert_eq!(also(&db, "a").await, ["Shelbyville, Example"]);
    // The duplicate closes: its places are no longer offered.
    assert_eq!(import(&db, &a, Some(SignedDuration::ZERO)).await.closed, 1);
    assert_eq!((shown(&db).await, also(&db, "a").await), (vec!["a".to_owned()], vec![]));
}

#[tokio::test]
async fn a_duplicate_that_changes_is_an_opening_of_its_own() {
    let (_folder, db) = filled().await;
    let (a, b) = (twin("a", &["Springfield"]), twin("b", &["Springfield", "Shelbyville"]));
    import(&db, &format!("{a}\n{b}"), None).await;
    import(&db, &twin("b", &["Shelbyville"]), None).await;
    assert_eq!((shown(&db).await, also(&db, "a").await.len()), (vec!["a".into(), "b".into()], 0));
    import(&db, &b, None).await;
    assert_eq!(shown(&db).await, ["a"]);
    let mut fields = opening(&["Springfield"]);
    fields["title"] = "Clerk".into();
    import(&db, &line("b", fields), None).await;
    assert_eq!((shown(&db).await, also(&db, "a").await.len()), (vec!["a".into(), "b".into()], 0));
    // The first changes, and no longer stands for the other.
    import(&db, &b, None).await;
    let mut fields = opening(&["Springfield"]);
    fields["description_html"] = "<p>You throw clay at a wall.</p>".into();
    import(&db, &line("a", fields), None).await;
    assert_eq!(shown(&db).await, ["a", "b"]);
}

#[tokio::test]
async fn the_page_of_a_duplicate_leads_to_the_one_that_is_shown() {
    let site = Site::small().await;
    let (a, b) = (twin("a", &["Springfield"]), twin("b", &["Springfield", "Shelbyville"]));
    import(&site.db, &format!("{a}\n{b}"), Some(SignedDuration::ZERO)).await;
    site.refresh().await;
    let (first, second) = (stored(&site.db, "a").await.id, stored(&site.db, "b").await.id);
    let answer = site.get(&format!("/jobs/{second}-potter")).await;
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(answer.header("location"), format!("/jobs/{first}-potter"));
    let page = Html::parse_document(&site.page(&format!("/jobs/{first}-potter")).await);
    let facts: Vec<String> = select(&page, "dl.facts div").into_iter().map(text).collect();
    assert_eq!(
        facts[0],
        "PlacesSpringfield, Example United States of America; Shelbyville, Example United States of America"
    );
    assert_eq!(site.page("/companies/clay-works").await.matches("class=\"position").count(), 1);

    import(&site.db, &b, Some(SignedDuration::ZERO)).await;
    site.refresh().await;
    assert!(!site.page(&format!("/jobs/{second}-potter")).await.contains("is closed"));
    assert!(site.page(&format!("/jobs/{first}-potter")).await.contains("This position is closed"));
}
