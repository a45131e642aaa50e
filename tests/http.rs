//! What every answer owes to whoever asks: statuses, headers, caching, one spelling of a URL.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::site::Site;

/// One URL of every kind of page.
const PAGES: &[&str] = &[
    "/",
    "/paths",
    "/paths/potter",
    "/categories/crafts",
    "/skills",
    "/skills/kiln",
    "/faq",
    "/search",
    "/jobs",
    "/jobs/1-senior-estimator-bridges",
    "/companies/example-corp",
    "/about",
    "/privacy",
];

#[tokio::test]
async fn pages_carry_the_headers_of_a_careful_site() {
    let site = Site::small().await;
    for url in PAGES {
        let answer = site.get(url).await;
        assert_eq!(answer.status, StatusCode::OK, "{url}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{url}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{url}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{url}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{url}");
        assert!(answer.header("cache-control").starts_with("public, max-age="), "{url}");
        assert!(answer.header("etag").starts_with("W/\""), "{url}");
        assert!(!answer.header("x-request-id").is_empty(), "{url}");
        assert!(answer.headers.get("set-cookie").is_none(), "{url}");
    }
}

#[tokio::test]
async fn who_has_the_page_already_is_told_so() {
    let site = Site::small().await;
    for url in PAGES.iter().filter(|url| !url.starts_with("/jobs/")) {
        let first = site.get(url).await;
        let again = site.get_with(url, &[("if-none-match", first.header("etag"))]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{url}");
        assert!(again.bytes.is_empty(), "{url}");
        assert_eq!(again.header("etag"), first.header("etag"));
        assert_eq!(again.header("vary"), "accept-encoding", "{url}");
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        let other = site.get_with(url, &[("if-none-match", "W/\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK, "{url}");
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let site = Site::small().await;
    for url in PAGES.iter().chain(&["/nowhere", "/jobs?page=0", "/robots.txt", "/healthz"]) {
        let get = site.get(url).await;
        let head = site.ask("HEAD", url, &[]).await;
        assert_eq!(head.status, get.status, "{url}");
        assert!(head.bytes.is_empty(), "{url}");
        for name in ["content-type", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{url} {name}");
        }
    }
}

#[tokio::test]
async fn pages_are_compressed_for_who_can_read_that() {
    let site = Site::small().await;
    let plain = site.get("/paths/potter").await;
    for encoding in ["gzip", "br"] {
        let answer = site.get_with("/paths/potter", &[("accept-encoding", encoding)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.bytes.len() * 2 < plain.bytes.len(), "{encoding}");
        assert_eq!(answer.header("etag"), plain.header("etag"), "weak, so the same for all encodings");
    }
    assert_eq!(plain.header("content-encoding"), "");
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hashed_names() {
    let site = Site::small().await;
    let home = site.page("/").await;
    let at = home.find("/assets/site.").expect("the stylesheet");
    let url = &home[at..at + home[at..].find('"').unwrap()];
    let answer = site.get(url).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(site.get("/assets/site.0000000000000000.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_other_spelling_leads_to_the_one() {
    let site = Site::small().await;
    for (given, right) in [
        ("/paths/", "/paths"),
        ("/Paths/POTTER", "/paths/potter"),
        ("//paths//potter//", "/paths/potter"),
        ("/jobs?utm_source=x&page=1", "/jobs?page=1"),
        ("/jobs/1", "/jobs/1-senior-estimator-bridges"),
        ("/jobs/1-anything-else", "/jobs/1-senior-estimator-bridges"),
    ] {
        let answer = site.get(given).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{given}");
        assert_eq!(answer.header("location"), right, "{given}");
    }
}

#[tokio::test]
async fn no_redirect_leads_to_another_site() {
    let site = Site::small().await;
    for url in [
        "//evil.example/",
        "///evil.example//",
        "/%2F%2Fevil.example/",
        "/\\evil.example/",
        "//evil.example/%2e%2e/",
    ] {
        let Ok(request) = Request::builder().uri(format!("http://us.example{url}")).body(Body::empty())
        else {
            continue;
        };
        let answer = site.send(request).await;
        let location = answer.header("location");
        assert!(
            location.is_empty() || (location.starts_with('/') && !location.starts_with("//")),
            "{url} → {location}"
        );
        assert!(!location.contains('\\'), "{url} → {location}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_names_the_nearest() {
    let site = Site::small().await;
    for (url, name, link) in [
        ("/paths/poter", "Potter", "/paths/potter"),
        ("/ceramicist", "Potter", "/paths/potter"),
        ("/skills/spread-sheets", "Spreadsheets", "/skills/sheets"),
        ("/paths/Kiln%20Firing", "Kiln Firing", "/skills/kiln"),
        ("/categories/ofice", "Office", "/categories/office"),
    ] {
        let url = url.to_ascii_lowercase();
        let answer = site.get(&url).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{url}");
        let text = answer.text();
        assert!(text.contains("Did you mean"), "{url}");
        assert!(text.contains(&format!("<a href=\"{link}\">{name}</a>")), "{url}");
        assert_eq!(answer.header("cache-control"), "no-store", "{url}");
        assert!(text.contains("noindex"), "{url}");
    }
    for url in [
        "/nowhere-at-all",
        "/jobs/999",
        "/jobs/x",
        "/jobs/99999999999999999999",
        "/jobs/-1",
        "/companies/nobody",
        "/companies/No%20body",
        "/paths/%ff",
        "/assets/../Cargo.toml",
    ] {
        assert_eq!(site.get(&url.to_ascii_lowercase()).await.status, StatusCode::NOT_FOUND, "{url}");
    }
}

#[tokio::test]
async fn a_parameter_that_does_not_fit_is_named() {
    let site = Site::small().await;
    for page in PAGES {
        let url = format!("{page}?nonsense=1");
        let answer = site.get(&url).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{url}");
        assert!(answer.text().contains("<code>nonsense</code> is not known"), "{url}");
        assert_eq!(answer.header("cache-control"), "no-store", "{url}");
    }
    for (url, name) in [
        ("/jobs?page=0", "page"),
        ("/jobs?page=-1", "page"),
        ("/jobs?page=1.5", "page"),
        ("/jobs?page=two", "page"),
        ("/jobs?page=", "page"),
        ("/jobs?page=2", "page"),
        ("/jobs?page=4294967296", "page"),
        ("/jobs?page=1&page=1", "page"),
        ("/companies/example-corp?page=7", "page"),
        ("/jobs?%3Cscript%3E=1", "&#60;script&#62;"),
    ] {
        let answer = site.get(url).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{url}");
        assert!(answer.text().contains(&format!("<code>{name}</code>")), "{url}: {}", answer.text());
    }
    let long = format!("/faq?q={}", "x".repeat(201));
    assert_eq!(site.get(&long).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_can_only_be_read() {
    let site = Site::small().await;
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
        for url in ["/", "/paths/potter", "/jobs/1-senior-estimator-bridges", "/robots.txt"] {
            let answer = site.ask(method, url, &[]).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {url}");
            assert!(answer.header("allow").contains("GET"), "{method} {url}");
            assert!(answer.text().contains("This page can only be read"), "{method} {url}");
        }
    }
}

#[tokio::test]
async fn nothing_that_a_client_sends_is_a_fault_of_ours() {
    let site = Site::small().await;
    let long = format!("/{}", "a/".repeat(3000));
    let urls = [
        "/%",
        "/%zz",
        "/%00",
        "/paths/%00",
        "/paths/%F0%9F%92%A9",
        "/jobs?q=%ff%fe",
        "/jobs?%",
        "/?&&&=&==",
        "/search?q=%00",
        "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/faq?q='%20or%201=1--",
        "/skills/..%2f..%2fetc%2fpasswd",
        "/jobs/1-%E2%80%AE",
        "/jobs/1%20union%20select",
        "*",
        "/jobs?page=%D9%A1",
        &long,
    ];
    for url in urls {
        let Ok(request) = Request::builder().uri(url).body(Body::empty()) else { continue };
        let answer = site.send(request).await;
        assert!(!answer.status.is_server_error(), "{url}: {}", answer.status);
        assert!(!answer.text().contains("<script>alert"), "{url}");
    }
    for (name, value) in [
        ("if-none-match", "\"\u{0}"),
        ("if-none-match", ",,,W/"),
        ("accept-encoding", "br;q=x, *;q=0"),
        ("range", "bytes=9-1"),
        ("x-request-id", "a b\"<script>"),
        ("x-request-id", ""),
        ("content-length", "0"),
        ("host", "evil.example"),
        ("cookie", "a=b"),
    ] {
        let Ok(request) = Request::builder().uri("/paths").header(name, value).body(Body::empty()) else {
            continue;
        };
        let answer = site.send(request).await;
        assert!(
            answer.status == StatusCode::OK || answer.status == StatusCode::NOT_MODIFIED,
            "{name}: {value}"
        );
        assert!(!answer.header("x-request-id").contains('<'));
    }
}

#[tokio::test]
async fn a_proxys_request_id_is_kept_where_it_is_plain() {
    let site = Site::small().await;
    let answer = site.get_with("/", &[("x-request-id", "abc-123")]).await;
    assert_eq!(answer.header("x-request-id"), "abc-123");
    let other = site.get_with("/", &[("x-request-id", "no spaces")]).await;
    assert_ne!(other.header("x-request-id"), "no spaces");
}

#[tokio::test]
async fn health_is_told_to_the_operator() {
    let site = Site::small().await;
    let alive = site.get("/healthz").await;
    assert_eq!((alive.status, alive.text().as_str()), (StatusCode::OK, "ok\n"));
    let ready = site.get("/readyz").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert!(ready.text().contains("content version 1"));
    assert_eq!(ready.header("cache-control"), "no-store");
    site.db.close().await;
    let gone = site.get("/readyz").await;
    assert_eq!(gone.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_fault_of_ours_shows_nothing_of_the_inside() {
    let site = Site::small().await;
    site.db.close().await;
    let answer = site.get_with("/jobs", &[("x-request-id", "find-me-7")]).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let text = answer.text();
    assert!(text.contains("Something went wrong on our side") && text.contains("find-me-7"));
    for inside in ["sqlx", "SQL", "pool", "Pool", "panic", "src/"] {
        assert!(!text.contains(inside), "{inside}");
    }
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        site.get("/paths/potter").await.status,
        StatusCode::OK,
        "pages of the catalogue need no database"
    );
}

#[tokio::test]
async fn a_panic_is_a_page_too() {
    let response = career_paths::web::error::panicked(Box::new("secret".to_owned()));
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
}
