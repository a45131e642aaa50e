//! `sample postings` as an operator runs it, and what a visitor sees of the postings that it made up.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use axum::http::StatusCode;
use career_paths::content::load::load;
use career_paths::content::tree::Tree;
use career_paths::db::postings;
use career_paths::feeds::places;
use career_paths::model::posting::StoredPosting;
use career_paths::sample::Sample;
use career_paths::web::urls;
use jiff::civil::date;
use scraper::Html;
use serde_json::Value;

use crate::support::html::{select, text};
use crate::support::postings::{import, line};
use crate::support::process::{run, run_with, spawn};
use crate::support::project;
use crate::support::site::Site;

/// Runs the command on the small content; answers what it wrote.
fn sample(options: &[&str]) -> String {
    let data = project("tests/content");
    let always = ["sample", "postings", "--data", data.to_str().unwrap()];
    let (code, out, err) = run(&project("tests"), &[&always[..], options].concat());
    assert_eq!((code, err.as_str()), (Some(0), ""), "{options:?}");
    out
}

#[test]
fn as_many_lines_as_asked_and_the_same_every_time() {
    let day = ["--until", "2026-11-20"];
    let many = sample(&[&["300"], &day[..]].concat());
    assert_eq!(many.lines().count(), 300);
    assert_eq!(many, sample(&[&["300", "--seed", "1"], &day[..]].concat()));
    let few = sample(&[&["20"], &day[..]].concat());
    assert_eq!(few.lines().count(), 20);
    assert!(many.starts_with(&few), "a longer list begins as a shorter one does");
    let other = sample(&[&["20", "--seed", "2"], &day[..]].concat());
    assert!(few.lines().zip(other.lines()).all(|(one, other)| one != other));
    assert_eq!(sample(&["0"]), "");
    for (wrong, told) in [
        (&["-1"][..], "-1"),
        (&["many"], "invalid digit"),
        (&["1.5"], "invalid digit"),
        (&[], "<N>"),
        (&["1", "--until", "yesterday"], "write it as 2026-11-24"),
        (&["1", "--seed", "x"], "invalid digit"),
        (&["99999999999999999999"], "too large"),
    ] {
        let (code, out, err) = run(&project("tests"), &[&["sample", "postings"], wrong].concat());
        assert_eq!((code, out.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(err.contains(told), "{wrong:?}: {err}");
    }
    let (code, _, err) = run(&project("tests"), &["sample", "postings", "1", "--data", "nowhere"]);
    assert!(code == Some(1) && err.contains("nowhere"), "{err}");
}

#[test]
fn who_stops_reading_ends_it_without_an_error() {
    let data = project("tests/content");
    let arguments = ["sample", "postings", "1000000000", "--data", data.to_str().unwrap()];
    let mut child = spawn(&project("tests"), &arguments);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().starts_with('{'));
    drop(lines);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

/// The path for which a posting was made, as its id says: `registered-nurse-1-000123`.
fn made_for(posting: &Value) -> &str {
    let id = posting["native_id"].as_str().unwrap();
    id.rsplitn(3, '-').last().unwrap()
}

fn export(folder: &Path) -> Vec<Value> {
    let (code, out, err) = run(folder, &["export", "postings"]);
    assert_eq!(code, Some(0), "{err}");
    let all = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.filter(|posting| posting["source"] == "sample").collect()
}

#[test]
fn every_line_is_imported_and_nearly_all_stand_on_the_path_they_were_made_for() {
    let folder = tempfile::tempdir().unwrap();
    let (code, lines, _) = run(folder.path(), &["sample", "postings", "1500"]);
    assert_eq!(code, Some(0));
    let (code, out, err) =
        run_with(folder.path(), &["import", "postings", "--format", "ndjson", "-"], lines.as_bytes());
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("read 1500, new 1500, changed 0, unchanged 0, closed 0, rejected 0"), "{out}");
    let stored = export(folder.path());
    assert_eq!(stored.len(), 1500);
    let right = stored.iter().filter(|posting| posting["path"] == made_for(posting)).count();
    assert!(right * 100 >= stored.len() * 95, "{right} of {}", stored.len());

    for (line, stored) in lines.lines().zip(&stored) {
        let made: Value = serde_json::from_str(line).unwrap();
        for name in ["native_id", "title", "company", "places", "work_mode", "pay", "posted_at", "apply_url"]
        {
            assert_eq!(made[name], stored[name], "{name} of {line}");
        }
        // Each place is what the reader of places makes of its text.
        for place in stored["places"].as_array().unwrap() {
            let read = places::parse(place["raw"].as_str().unwrap()).places;
            assert_eq!(serde_json::to_value(&read[0]).unwrap(), *place);
        }
    }
}

/// A site with fifty made-up postings and a real one; those that were made up.
async fn with_samples() -> (Site, Vec<StoredPosting>) {
    let site = Site::small().await;
    let content = load(&Tree::from_dir(&project("tests/content")).unwrap()).unwrap();
    let sample = Sample::new(&content, 1, date(2026, 11, 22));
    let made = (0..50).filter_map(|number| sample.posting(number)).map(|posting| {
        let fields = serde_json::json!({
            "source": posting.key.source, "board": posting.key.board, "title": posting.title,
            "company": posting.company, "description_html": posting.description_html,
            "url": posting.url, "apply_url": posting.apply_url,
        });
        line(&posting.key.native_id, fields)
    });
    let lines = made.chain([line("real", serde_json::json!({}))]).collect::<Vec<_>>().join("\n");
    assert_eq!(import(&site.db, &lines, None).await.new, 51);
    site.refresh().await;
    let all = postings::list_whole(&mut site.db.read().await.unwrap(), 0, true, 1_000).await.unwrap();
    (site, all.into_iter().filter(|stored| stored.posting.is_sample()).collect())
}

fn url(stored: &StoredPosting) -> String {
    urls::posting(stored.id, &stored.posting.title)
}

/// The tags of each position in a list, by the address of its page.
fn tags(page: &Html) -> Vec<(String, Vec<String>)> {
    let cards = select(page, ".position").into_iter().map(|card| {
        let card = Html::parse_fragment(&card.html());
        let link = select(&card, "h3 a")[0].value().attr("href").unwrap().to_owned();
        (link, select(&card, ".tags li").into_iter().map(text).collect())
    });
    cards.collect()
}

#[tokio::test]
async fn a_visitor_sees_that_a_posting_is_made_up() {
    let (site, samples) = with_samples().await;
    assert_eq!(samples.len(), 50);
    let made_up: Vec<String> = samples.iter().map(url).collect();
    let mut seen = [0, 0];
    for list in ["/", "/jobs", "/jobs?page=2", "/paths/potter", "/companies/clay-works"] {
        for (link, tags) in tags(&Html::parse_document(&site.page(list).await)) {
            let made_up = made_up.contains(&link);
            assert_eq!(tags.first().is_some_and(|tag| tag == "Sample"), made_up, "{link} in {list}");
            seen[usize::from(made_up)] += 1;
        }
    }
    assert!(seen[0] > 3 && seen[1] > 20, "{seen:?}");

    let page = Html::parse_document(&site.page(&made_up[0]).await);
    let told = text(select(&page, "h1 + .sample")[0]);
    assert!(told.starts_with("This is a sample, made up to try the site out."), "{told}");
    assert_eq!(text(select(&page, ".tags li")[0]), "Sample");
    assert_eq!(select(&page, "meta[name=robots][content=noindex]").len(), 1);
    assert!(!page.html().contains("example.com"), "nothing there leads to an employer that is none");
    assert!(!page.html().contains("Its source gave no link to apply"));

    let company = site.page(&format!("/companies/{}", samples[0].company_slug)).await;
    assert!(company.contains("noindex"), "the employer is fictitious");
}

#[tokio::test]
async fn search_engines_are_told_of_real_postings_only() {
    let (site, samples) = with_samples().await;
    let sitemap = site.page("/sitemaps/positions-0.xml").await;
    for stored in &samples {
        assert!(!sitemap.contains(&url(stored)), "{}", url(stored));
        assert!(!sitemap.contains(&format!("/companies/{}", stored.company_slug)));
    }
    assert!(sitemap.contains("-potter-real") && sitemap.contains("/companies/clay-works"));
    let real = sitemap.split("<loc>").find(|entry| entry.contains("-potter-real")).unwrap();
    let real = real.split("</loc>").next().unwrap().trim_start_matches("https://careers.example");
    let page = site.page(real).await;
    assert!(
        !page.contains("noindex") && !page.contains("class=\"sample\"") && page.contains("class=\"apply\"")
    );
    assert_eq!(site.get(&url(&samples[0])).await.status, StatusCode::OK);
}
