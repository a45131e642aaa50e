//! Boards are fetched politely, within bounds, and only what is whole counts as whole. The servers
//! are local and answer as hiring systems do on good and bad days.

use std::io::Write;
use std::time::{Duration, Instant};

use career_paths::boards::failure::FetchError;
use career_paths::boards::fetch::Client;
use career_paths::boards::list::BoardList;
use career_paths::boards::options::Options;
use career_paths::boards::polls::{Poll, fetch_all};
use career_paths::boards::{Answer, Listed, fetch};
use career_paths::model::board::Validators;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::board_server::{Asked, BoardServer, Reply};
use crate::support::boards::{board, found, options};
use crate::support::project;

/// Between two requests to a host, and how long a request takes at one that is slow.
const PAUSE: Duration = Duration::from_millis(60);
const SLOW: Duration = Duration::from_millis(150);

async fn ask(options: Options, kind: &str, url: &str, validators: &Validators) -> Result<Answer, FetchError> {
    let known = |_: &Listed<'_>| false;
    fetch(&Client::new(options).unwrap(), &board(kind, url), validators, &known).await
}

/// Asks a board that answers every request to it in one way.
async fn answered(
    kind: &str,
    reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
) -> (Result<Answer, FetchError>, BoardServer) {
    let server = BoardServer::start(reply);
    let answer = ask(options(), kind, &format!("{}/board", server.base), &Validators::default()).await;
    (answer, server)
}

const LEVER: &str = r#"[{"id": "a", "text": "Potter"}, {"id": "b", "text": "Clerk"}]"#;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_board_is_told_who_asks_and_nothing_else() {
    let (answer, server) = answered("lever", |_| Reply::ok(LEVER).with("Set-Cookie", "id=1")).await;
    let found = found(answer);
    assert_eq!((found.entries, found.complete, found.faults.len()), (Some(2), true, 0));
    assert_eq!(found.documents[0].bytes, LEVER.as_bytes());
    let asked = &server.asked()[0];
    let agent = asked.header("user-agent").unwrap();
    assert!(agent.starts_with("career-paths/") && agent.ends_with("(+https://careers.example)"), "{agent}");
    assert_eq!(asked.header("accept-encoding"), Some("gzip"));
    for name in ["cookie", "referer", "authorization", "if-none-match", "if-modified-since"] {
        assert_eq!(asked.header(name), None);
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let server = BoardServer::start(|asked| match asked.header("if-none-match") {
        Some("\"v1\"") => Reply::status("304 Not Modified"),
        _ => Reply::ok(LEVER).with("ETag", "\"v1\"").with("Last-Modified", "Tue, 24 Nov 2026 10:00:00 GMT"),
    });
    let first = found(ask(options(), "lever", &server.base, &Validators::default()).await);
    assert_eq!(first.validators.etag.as_deref(), Some("\"v1\""));
    let second = ask(options(), "lever", &server.base, &first.validators).await;
    assert_eq!(second, Ok(Answer::Unchanged));
    let modified = server.asked()[1].header("if-modified-since").map(str::to_owned);
    assert_eq!(modified.as_deref(), Some("Tue, 24 Nov 2026 10:00:00 GMT"));
    // An answer that nobody asked for.
    let (answer, _) = answered("lever", |_| Reply::status("304 Not Modified")).await;
    assert!(answer.unwrap_err().what.contains("304"));
}

#[tokio::test]
async fn only_what_may_pass_is_tried_again() {
    for (status, requests, gone) in [
        ("400 Bad Request", 1, false),
        ("401 Unauthorized", 1, false),
        ("403 Forbidden", 1, false),
        ("404 Not Found", 1, true),
        ("410 Gone", 1, true),
        ("204 No Content", 1, false),
        ("408 Request Timeout", 3, false),
        ("500 Internal Server Error", 3, false),
        ("502 Bad Gateway", 3, false),
        ("504 Gateway Timeout", 3, false),
    ] {
        let (answer, server) = answered("lever", move |_| Reply::status(status)).await;
        let error = answer.unwrap_err();
        assert_eq!((server.asked().len(), error.gone), (requests, gone), "{status}");
        assert!(error.what.contains(&status[..3]) && error.what.contains("/board"), "{error}");
    }
    let (answer, server) = answered("lever", |asked| match asked.before {
        0 | 1 => Reply::status("500 Internal Server Error"),
        _ => Reply::ok(LEVER),
    })
    .await;
    assert!(found(answer).complete && server.asked().len() == 3);
}

#[tokio::test]
async fn hosts_are_left_alone_as_long_as_they_ask() {
    let (answer, server) = answered("lever", |asked| match asked.before {
        0 => Reply::status("429 Too Many Requests").with("Retry-After", "1"),
        _ => Reply::ok(LEVER),
    })
    .await;
    assert!(found(answer).complete);
    let times = server.asked();
    assert!(times[1].at - times[0].at >= Duration::from_millis(950));
    // Longer than anyone waits: told at once, and no other board of the host is asked.
    let server = BoardServer::start(|_| Reply::status("429 Too Many Requests").with("Retry-After", "3600"));
    let (client, known) = (Client::new(options()).unwrap(), |_: &Listed<'_>| false);
    for _ in 0..3 {
        let answer = fetch(&client, &board("lever", &server.base), &Validators::default(), &known).await;
        assert!(answer.unwrap_err().leave_alone.unwrap() > Duration::from_secs(3500));
    }
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn what_breaks_off_is_no_answer() {
    let truncated =
        || Reply::Raw(format!("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{LEVER}").into_bytes());
    let chunked =
        || Reply::Raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{},{\r\n".to_vec());
    let half = || {
        let mut body = packed(LEVER.as_bytes());
        body.truncate(body.len() - 9);
        Reply::ok(body).with("Content-Encoding", "gzip")
    };
    let broken = || Reply::ok("no gzip").with("Content-Encoding", "gzip");
    let silent = || Reply::Raw(Vec::new());
    let noise = || Reply::Raw(b"\x16\x03\x01 hello".to_vec());
    let replies: [(_, fn() -> Reply); 6] = [
        ("truncated", truncated),
        ("chunked", chunked),
        ("half", half),
        ("broken", broken),
        ("silent", silent),
        ("noise", noise),
    ];
    for (name, reply) in replies {
        let (answer, server) = answered("lever", move |_| reply()).await;
        let error = answer.expect_err(name);
        assert!(!error.gone && error.what.ends_with("(tried 3 times)"), "{name}: {error}");
        assert_eq!(server.asked().len(), 3, "{name}");
    }
}

#[tokio::test]
async fn damaged_partial_and_empty_answers_are_not_complete() {
    for (kind, body, entries) in [
        ("lever", "[{\"id\": \"a\"}, {\"id\":", None),
        ("greenhouse", r#"{"jobs": [{}], "meta": {"total": 2}}"#, Some(1)),
        ("ashby", r#"{"jobs": []}"#, Some(0)),
    ] {
        let (answer, _) = answered(kind, move |_| Reply::ok(body).with("ETag", "\"v1\"")).await;
        let found = found(answer);
        assert_eq!((found.entries, found.complete), (entries, false), "{body}");
        assert_eq!(found.faults.is_empty(), entries == Some(0), "{body}");
        assert_eq!((found.documents.len(), found.validators), (1, Validators::default()));
    }
    for body in ["<!DOCTYPE html><h1>Maintenance</h1>", "", "  \n", "Rate limit"] {
        let (answer, server) = answered("ashby", move |_| Reply::ok(body)).await;
        assert!(answer.unwrap_err().what.contains("not ashby"), "{body}");
        assert_eq!(server.asked().len(), 1);
    }
    let (answer, _) = answered("rss", |_| Reply::ok("<rss><channel/></rss>")).await;
    assert!(!found(answer).complete, "a feed of the newest is never all");
}

#[tokio::test]
async fn slow_and_endless_answers_are_cut_off() {
    let cut = |reply: fn() -> Reply, wanted: &'static str| async move {
        let start = Instant::now();
        let server = BoardServer::start(move |_| reply());
        let (read_timeout, timeout) = (Duration::from_millis(400), Duration::from_secs(1));
        let options = Options { tries: 1, read_timeout, timeout, ..options() };
        let error = ask(options, "lever", &server.base, &Validators::default()).await.unwrap_err();
        assert!(error.what.contains(wanted), "{error}");
        assert!(start.elapsed() < Duration::from_secs(5));
    };
    cut(|| Reply::Dripping(Duration::from_millis(50)), "in time").await;
    cut(|| Reply::Dripping(Duration::from_secs(5)), "in time").await;
    cut(|| Reply::Endless, "more than 1048576 bytes").await;
    let stated = || Reply::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[".to_vec());
    cut(stated, "more than 1048576 bytes").await;
}

#[tokio::test]
async fn packed_answers_are_unpacked_within_bounds() {
    let gzip = || Reply::ok(packed(LEVER.as_bytes())).with("Content-Encoding", "gzip");
    let file = || Reply::ok(packed(LEVER.as_bytes())).with("Content-Type", "application/gzip");
    let replies: [fn() -> Reply; 2] = [gzip, file];
    for reply in replies {
        let (answer, _) = answered("lever", move |_| reply()).await;
        assert_eq!(found(answer).documents[0].bytes, LEVER.as_bytes());
    }
    let bomb = packed(&vec![b' '; 20 << 20]);
    for encoded in [true, false] {
        let bomb = bomb.clone();
        let (answer, server) = answered("lever", move |_| {
            let bomb = Reply::ok(bomb.clone());
            if encoded { bomb.with("Content-Encoding", "gzip") } else { bomb }
        })
        .await;
        assert!(answer.unwrap_err().what.contains("more than"));
        assert_eq!(server.asked().len(), 1);
    }
}

#[tokio::test]
async fn redirects_are_few_and_stay_outside() {
    let (answer, server) = answered("lever", |asked| match asked.target.as_str() {
        "/board" => Reply::status("301 Moved Permanently").with("Location", "/moved"),
        _ => Reply::ok(LEVER),
    })
    .await;
    assert!(found(answer).complete);
    assert_eq!(server.targets(), ["/board", "/moved"]);
    let (answer, server) = answered("lever", |_| Reply::status("302 Found").with("Location", "/board")).await;
    assert!(answer.unwrap_err().what.contains("without end"));
    assert_eq!(server.asked().len(), 6);
    for location in ["file:///etc/passwd", "ftp://jobs.example/", "gopher://127.0.0.1/", "http://"] {
        let (answer, server) =
            answered("lever", move |_| Reply::status("302 Found").with("Location", location)).await;
        assert!(answer.is_err() && server.asked().len() == 1, "{location}");
    }
}

#[tokio::test]
async fn private_networks_are_out_of_reach() {
    let server = BoardServer::start(|_| Reply::ok(LEVER));
    let port = server.base.rsplit(':').next().unwrap().to_owned();
    let hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433"];
    for host in hosts {
        let options = Options { allow_private: false, ..options() };
        let url = format!("http://{host}:{port}/");
        let error = ask(options, "lever", &url, &Validators::default()).await.unwrap_err();
        assert!(error.what.contains("private network"), "{host}: {error}");
    }
    assert_eq!(server.asked().len(), 0);
}

#[tokio::test]
async fn one_request_at_a_time_with_pauses_and_several_hosts_at_once() {
    let slow = |_: &Asked| {
        std::thread::sleep(SLOW);
        Reply::ok(LEVER)
    };
    let servers: Vec<BoardServer> = (0..3).map(|_| BoardServer::start(slow)).collect();
    let polls = servers.iter().flat_map(|server| (0..3).map(|at| format!("{}/{at}", server.base)));
    let polls = polls.map(|url| Poll {
        board: board("lever", &url),
        validators: Validators::default(),
        known: Box::new(|_: &Listed<'_>| false),
    });
    let start = Instant::now();
    let client = Client::new(Options { pause: PAUSE, ..options() }).unwrap();
    let mut outcomes = fetch_all(&client, polls.collect());
    let mut count = 0;
    while let Some(outcome) = outcomes.recv().await {
        assert!(found(outcome.answer).complete);
        count += 1;
    }
    assert_eq!(count, 9);
    // What they would take one after the other.
    assert!(start.elapsed() < 9 * SLOW + 6 * PAUSE, "{:?}", start.elapsed());
    for server in &servers {
        assert_eq!(
            (server.most_at_once(), server.targets()),
            (1, vec!["/0".into(), "/1".into(), "/2".into()])
        );
        for pair in server.asked().windows(2) {
            assert!(pair[1].at - pair[0].at >= SLOW + PAUSE);
        }
    }
    // Clones share their manners.
    let server = BoardServer::start(slow);
    let asked = board("lever", &server.base);
    let (none, known) = (Validators::default(), |_: &Listed<'_>| false);
    let (other, third) = (client.clone(), client.clone());
    let _ = tokio::join!(
        fetch(&client, &asked, &none, &known),
        fetch(&other, &asked, &none, &known),
        fetch(&third, &asked, &none, &known),
    );
    assert_eq!((server.most_at_once(), server.asked().len()), (1, 3));
}

#[test]
fn the_example_is_sound() {
    let list = BoardList::open(&project("data/boards/example.json")).unwrap();
    assert!(list.boards.len() >= 20 && list.boards.iter().all(|board| !board.may_mark_up));
}
