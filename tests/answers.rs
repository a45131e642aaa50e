//! Answers from memory: made once, given to all, never a mix of two states, never more than fits.

use std::io::Read;
use std::time::Duration;

use axum::http::StatusCode;
use career_paths::db::postings;
use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::support::postings::{import, line};
use crate::support::site::{Answer, MEMORY, Site, at_once};

const ENCODINGS: [&str; 4] = ["identity", "gzip", "br", "zstd"];

/// The text of an answer, unpacked.
fn text(answer: &Answer) -> String {
    let mut unpacked = Vec::new();
    let mut packed = &answer.bytes[..];
    match answer.header("content-encoding") {
        "gzip" => flate2::read::GzDecoder::new(packed).read_to_end(&mut unpacked).unwrap(),
        "br" => brotli::Decompressor::new(packed, 4096).read_to_end(&mut unpacked).unwrap(),
        "zstd" => zstd::Decoder::new(packed).unwrap().read_to_end(&mut unpacked).unwrap(),
        _ => packed.read_to_end(&mut unpacked).unwrap(),
    };
    String::from_utf8(unpacked).unwrap()
}

#[tokio::test]
async fn many_who_ask_at_once_share_one_page_in_every_encoding() {
    let site = Site::remembering(MEMORY).await;
    let headers: Vec<[(&str, &str); 1]> = ENCODINGS.map(|encoding| [("accept-encoding", encoding)]).to_vec();
    let asked = (0..40).map(|at| site.get_with("/paths/potter", &headers[at % 4]));
    let answers = at_once(asked).await;
    assert_eq!(site.state.answers().made(), 1);
    let plain = text(&answers[0]);
    for (at, answer) in answers.iter().enumerate() {
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.bytes, answers[at % 4].bytes, "packed once");
        assert_eq!(text(answer), plain);
        assert_eq!(answer.header("etag"), answers[0].header("etag"));
        assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
    }
}

#[tokio::test]
async fn what_is_kept_asks_no_database() {
    let site = Site::remembering(MEMORY).await;
    let urls = ["/", "/paths/potter", "/jobs", "/jobs?q=potter", "/companies/example-corp", "/sitemap.xml"];
    for url in urls {
        site.page(url).await;
    }
    let made = site.state.answers().made();
    site.db.close().await;
    for url in urls {
        let whole = site.get(url).await;
        assert_eq!(whole.status, StatusCode::OK, "{url}");
        let head = site.ask("HEAD", url, &[("accept-encoding", "br")]).await;
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{url}");
        assert_eq!(head.header("content-encoding"), "br", "{url}");
        let same = site.get_with(url, &[("if-none-match", whole.header("etag"))]).await;
        assert_eq!((same.status, same.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{url}");
    }
    assert_eq!(site.state.answers().made(), made);
}

#[tokio::test]
async fn an_old_page_is_shown_until_the_new_one_is_there() {
    let site = Site::remembering(MEMORY).await;
    let urls = ["/", "/jobs", "/paths/potter", "/companies/clay-works", "/jobs.atom"];
    for at in 0..4 {
        // The company's page is there from the first import on.
        let mut before = Vec::new();
        for url in urls {
            for encoding in ENCODINGS {
                before.push(site.get_with(url, &[("accept-encoding", encoding)]).await);
            }
        }
        let title = format!("Senior Potter of Day {at}");
        import(&site.db, &line("a", json!({ "title": title })), None).await;
        site.refresh().await;
        let asked = urls.iter().flat_map(|url| ENCODINGS.map(|encoding| (*url, encoding)));
        for ((url, encoding), before) in asked.zip(&before) {
            let fresh = async {
                loop {
                    let answer = site.get_with(url, &[("accept-encoding", encoding)]).await;
                    assert_eq!(answer.status, StatusCode::OK, "{url}");
                    if text(&answer).contains(&title) {
                        return answer;
                    }
                    assert_eq!(answer.bytes, before.bytes, "{url} in {encoding}: neither old nor new");
                    sleep(Duration::from_millis(1)).await;
                }
            };
            let answer = timeout(Duration::from_secs(20), fresh).await.expect(url);
            assert_ne!(answer.header("etag"), before.header("etag"), "{url}");
        }
    }
}

#[tokio::test]
async fn a_page_that_can_not_be_made_anew_is_shown_as_it_was() {
    let site = Site::remembering(MEMORY).await;
    let before = site.page("/jobs").await;
    site.state.app().doubt_index("a test says so");
    site.db.close().await;
    for _ in 0..20 {
        assert_eq!(site.page("/jobs").await, before);
        sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(site.get("/jobs?page=1").await.status, StatusCode::INTERNAL_SERVER_ERROR, "it was never made");
}

#[tokio::test]
async fn what_is_there_no_longer_is_not_shown_from_memory() {
    let site = Site::remembering(MEMORY).await;
    import(&site.db, &line("a", json!({})), Some(jiff::SignedDuration::ZERO)).await;
    site.refresh().await;
    let company = "/companies/clay-works";
    assert_eq!(site.get(company).await.status, StatusCode::OK);
    import(&site.db, &line("b", json!({ "company": "Other Works" })), Some(jiff::SignedDuration::ZERO)).await;
    site.refresh().await;
    let gone = async {
        while site.get(company).await.status == StatusCode::OK {
            sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(Duration::from_secs(20), gone).await.expect("it is gone in the end");
    assert_eq!(site.get(company).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn looks_at_a_posting_are_counted_from_memory_too() {
    const POSTING: &str = "/jobs/1-senior-estimator-bridges";
    let site = Site::remembering(MEMORY).await;
    let first = site.get(POSTING).await;
    let known = [("if-none-match", first.header("etag"))];
    for (headers, method) in [
        (&[("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")][..], "GET"),
        (&known[..], "GET"),
        (&[("accept-encoding", "br")], "GET"),
        (&[("user-agent", "Googlebot/2.1")], "GET"),
        (&[("sec-purpose", "prefetch")], "GET"),
        (&[], "HEAD"),
    ] {
        site.ask(method, POSTING, headers).await;
    }
    at_once((0..6).map(|_| site.get(POSTING))).await;
    site.state.views().flush(&site.db).await.unwrap();
    let stored = postings::find(&mut site.db.read().await.unwrap(), 1).await.unwrap().unwrap().0;
    assert_eq!(stored.posting.views, 7 + 1 + 3 + 6);
    sleep(Duration::from_millis(1_000)).await;
    assert!(site.page(POSTING).await.contains("18 views"), "after a second it tells them");
}

#[tokio::test]
async fn only_pages_are_kept() {
    let site = Site::remembering(MEMORY).await;
    let long = format!("/search?q={}", "potter+".repeat(100));
    let urls = ["/nowhere", "/jobs?page=0", "/Paths", "/healthz", "/readyz", "/jobs/1", &long];
    for url in urls {
        for encoding in ENCODINGS {
            site.get_with(url, &[("accept-encoding", encoding)]).await;
        }
        site.ask("POST", url, &[]).await;
        assert_eq!(site.state.answers().bytes(), 0, "{url}");
    }
    assert_eq!(site.state.answers().made(), 0);
    let packed = site.get_with("/nowhere", &[("accept-encoding", "gzip")]).await;
    assert!(text(&packed).contains("This page is not here"));
}

#[tokio::test]
async fn rare_searches_neither_outgrow_the_memory_nor_push_out_what_many_ask_for() {
    const BYTES: u64 = 1024 * 1024;
    let site = Site::remembering(BYTES).await;
    let hot = ["/", "/paths/potter", "/jobs", "/skills/kiln"];
    let mut made = 0;
    for at in 0..1_500 {
        let before = site.state.answers().made();
        site.get(&format!("/search?q=rare{at}")).await;
        made += site.state.answers().made() - before;
        assert!(site.state.answers().bytes() <= BYTES);
        if at % 10 == 0 {
            for url in hot {
                site.page(url).await;
            }
        }
    }
    assert_eq!(made, 1_500);
    let remade = site.state.answers().made() - made;
    assert!(remade <= 2 * hot.len() as u64, "hot pages were made {remade} times");
}
