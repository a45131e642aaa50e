//! Boards whose list comes in pages, and whose postings come one by one.

use career_paths::boards::fetch::Client;
use career_paths::boards::options::Options;
use career_paths::boards::{Found, Known, Listed, fetch};
use career_paths::model::board::Validators;

use crate::support::board_server::{Asked, BoardServer, Reply};
use crate::support::boards::{board, found, options};

/// A SmartRecruiters board of `total` postings: the list in pages, and details.
fn smart(total: usize) -> impl Fn(&Asked) -> Reply + Send + Sync + 'static {
    move |asked| {
        if let Some(id) = asked.target.strip_prefix("/postings/") {
            return Reply::ok(format!(r#"{{"id": "{id}", "name": "Potter {id}"}}"#));
        }
        let (_, offset) = asked.target.split_once("offset=").unwrap();
        let offset: usize = offset.parse().unwrap();
        let entry =
            |at: usize| format!(r#"{{"id": "{at}", "name": "Potter {at}", "releasedDate": "d{at}"}}"#);
        let page: Vec<String> = (offset..total.min(offset + 100)).map(entry).collect();
        let body =
            format!(r#"{{"offset": {offset}, "totalFound": {total}, "content": [{}]}}"#, page.join(","));
        Reply::ok(body).with("ETag", "\"v1\"")
    }
}

async fn ask_smart(server: &BoardServer, options: Options, known: &Known<'_>) -> Found {
    let board = board("smartrecruiters", &format!("{}/postings", server.base));
    found(fetch(&Client::new(options).unwrap(), &board, &Validators::default(), known).await)
}

#[tokio::test]
async fn lists_are_read_page_by_page_and_details_of_what_is_new() {
    let server = BoardServer::start(smart(230));
    let known = |entry: &Listed<'_>| {
        assert_eq!(entry.released, Some(format!("d{}", entry.native_id).as_str()));
        entry.native_id.parse::<usize>().unwrap() >= 7
    };
    let answer = ask_smart(&server, Options { most_details: 5, ..options() }, &known).await;
    assert_eq!((answer.entries, answer.complete, answer.postponed), (Some(230), true, 2));
    assert_eq!((answer.documents.len(), answer.seen.len()), (5, 225));
    let pages = ["0", "100", "200"].map(|offset| format!("/postings?limit=100&offset={offset}"));
    assert_eq!(server.targets()[..3], pages);
    assert_eq!(server.targets()[3..], ["0", "1", "2", "3", "4"].map(|id| format!("/postings/{id}")));
    // Of several pages no validator tells that all are as they were.
    assert_eq!(answer.validators, Validators::default());
    let server = BoardServer::start(smart(3));
    let answer = ask_smart(&server, options(), &|_| true).await;
    assert_eq!((answer.validators.etag.as_deref(), answer.seen.len()), (Some("\"v1\""), 3));
    let answer = ask_smart(&server, Options { most_details: 0, ..options() }, &|_| false).await;
    assert_eq!((answer.validators, answer.postponed), (Validators::default(), 3));
}

#[tokio::test]
async fn lists_and_details_that_fail_in_part_close_nothing_by_mistake() {
    let good = smart(150);
    let server = BoardServer::start(move |asked| match asked.target.as_str() {
        "/postings?limit=100&offset=100" => Reply::status("404 Not Found"),
        _ => good(asked),
    });
    let answer = ask_smart(&server, options(), &|_| true).await;
    assert_eq!((answer.seen.len(), answer.complete, answer.faults.len()), (100, false, 1));
    // The same page again and again.
    let good = smart(150);
    let server = BoardServer::start(move |asked| {
        let target = asked.target.replace("offset=100", "offset=0");
        good(&Asked { target, ..asked.clone() })
    });
    let answer = ask_smart(&server, options(), &|_| true).await;
    assert_eq!((answer.seen.len(), answer.complete, server.asked().len()), (100, false, 2));
    // One closed meanwhile, one is of another posting; from 4 on all fail.
    let good = smart(20);
    let server = BoardServer::start(move |asked| match asked.target.as_str() {
        "/postings/1" => Reply::status("404 Not Found"),
        "/postings/2" => Reply::ok(r#"{"id": "77"}"#),
        "/postings/0" | "/postings/3" => good(asked),
        target if target.contains('?') => good(asked),
        _ => Reply::status("500 Internal Server Error"),
    });
    let answer = ask_smart(&server, Options { tries: 1, ..options() }, &|_| false).await;
    assert_eq!((answer.documents.len(), answer.seen.len(), answer.details_failed.len()), (2, 17, 4));
    assert_eq!((answer.complete, answer.postponed, answer.validators), (true, 17, Validators::default()));
    assert_eq!(server.asked().len(), 1 + 7);
}
