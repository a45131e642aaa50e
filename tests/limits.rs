//! How much the site bears, and what it says to who wants more: the running program, over the wire.

use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::connection::{Connection, Raw};
use crate::support::process::Server;
use crate::support::project;

/// A site with the small content and some options.
fn site(options: &[&str]) -> (TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let arguments = [&["--data", data.to_str().unwrap()], options].concat();
    let server = Server::start(folder.path(), &arguments);
    (folder, server)
}

fn get(site: &Server, url: &str, headers: &str) -> Raw {
    Connection::open(site.address()).get(url, headers)
}

/// A time that was to be about so many seconds long, on a machine that does other things too.
fn about(took: Duration, seconds: f64) -> bool {
    (seconds * 0.9..seconds + 5.0).contains(&took.as_secs_f64())
}

#[test]
fn heads_are_bounded_in_bytes_and_fields() {
    let (_folder, site) = site(&["--max-head", "8"]);
    assert_eq!(get(&site, "/", &format!("Cookie: {}\r\n", "a".repeat(6_000))).status, 200);
    assert_eq!(get(&site, "/", &format!("Cookie: {}\r\n", "a".repeat(9_000))).status, 431);
    assert_eq!(get(&site, &format!("/{}", "a".repeat(9_000)), "").status, 431);
    assert_eq!(get(&site, "/", &"A: b\r\n".repeat(90)).status, 200);
    assert_eq!(get(&site, "/", &"A: b\r\n".repeat(200)).status, 431);
    // Who never ends his head is cut off as soon as it is too long.
    let mut endless = Connection::open(site.address());
    endless.send(b"GET / HTTP/1.1\r\n");
    while endless.send(b"X-Line: and one more, and one more, and one more\r\n") {}
}

#[test]
fn bodies_are_not_taken_and_what_is_in_them_is_no_request() {
    let (_folder, site) = site(&[]);
    let hidden = "GET /about HTTP/1.1\r\nHost: x\r\n\r\n";
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{hidden}", hidden.len()), 413),
        (format!("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n{hidden}"), 413),
        (format!("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{hidden}", 1_000_000), 413),
        ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n".to_owned(), 413),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0;x=\"\r\n\r\nGET / HTTP/1.1\r\n\r\n".to_owned(), 413),
    ] {
        let mut connection = Connection::open(site.address());
        connection.send(request.as_bytes());
        let first = connection.answer().expect("an answer");
        assert_eq!(first.status, status, "{request}");
        assert_eq!(first.header("connection"), "close");
        assert!(first.text().contains("This page can only be read"));
        assert!(!first.header("content-security-policy").is_empty());
        connection.finish();
        let (rest, _) = connection.rest();
        assert_eq!(String::from_utf8_lossy(&rest), "", "one request, one answer: {request}");
    }
    assert_eq!(get(&site, "/", "Content-Length: 0\r\n").status, 200);
    let mut connection = Connection::open(site.address());
    connection.send(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(connection.answer().map(|answer| answer.status), Some(405));
}

#[test]
fn no_one_is_waited_for_for_ever() {
    let (_folder, site) = site(&["--head-timeout", "1s", "--idle-timeout", "3s", "--write-timeout", "2s"]);
    let slow_head = || {
        let mut connection = Connection::open(site.address());
        let started = Instant::now();
        connection.send(b"GET / HTTP/1.1\r\n");
        while connection.send(b"X: y\r\n") && started.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(100));
        }
        started.elapsed()
    };
    let silent = || Connection::open(site.address()).rest().1;
    let idle_after_a_page = || {
        let mut connection = Connection::open(site.address());
        assert_eq!(connection.get("/", "").status, 200);
        connection.rest().1
    };
    let reads_nothing = || {
        let mut connection = Connection::open(site.address());
        let started = Instant::now();
        // Far more answers than the system keeps for a connection.
        let page = b"GET /paths HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
        while connection.send(&page) && started.elapsed() < Duration::from_secs(20) {}
        started.elapsed()
    };
    std::thread::scope(|scope| {
        let waits = [
            (scope.spawn(slow_head), 1.0, "a head that drips in"),
            (scope.spawn(silent), 3.0, "a connection without a word"),
            (scope.spawn(idle_after_a_page), 3.0, "a connection after its page"),
            (scope.spawn(reads_nothing), 2.0, "one that takes no answer"),
        ];
        for (wait, seconds, what) in waits {
            let took = wait.join().unwrap();
            assert!(about(took, seconds), "{what}: {took:?}");
        }
    });
    assert_eq!(get(&site, "/", "").status, 200);
}

#[test]
fn when_there_is_no_room_one_is_told_so_at_once_and_later_there_is() {
    let (_folder, site) = site(&["--max-connections", "50", "--head-timeout", "2s", "--idle-timeout", "2s"]);
    let slow: Vec<Connection> = (0..50)
        .map(|_| {
            let mut connection = Connection::open(site.address());
            connection.send(b"GET / HTTP/1.1\r\n");
            connection
        })
        .collect();
    let started = Instant::now();
    let refused = get(&site, "/", "");
    assert_eq!((refused.status, refused.header("retry-after")), (503, "1"));
    assert_eq!(refused.text().len(), refused.header("content-length").parse::<usize>().unwrap());
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    drop(slow);
    let started = Instant::now();
    while get(&site, "/", "").status != 200 {
        assert!(started.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn slow_connections_by_the_hundred_hold_no_one_up() {
    let (_folder, site) = site(&["--head-timeout", "5s"]);
    let mut slow: Vec<Connection> = (0..500)
        .map(|_| {
            let mut connection = Connection::open(site.address());
            connection.send(b"GET / HTTP/1.1\r\nHost");
            connection
        })
        .collect();
    let mut longest = Duration::ZERO;
    for drips in slow.iter_mut().take(50) {
        let started = Instant::now();
        assert_eq!(get(&site, "/paths/potter", "").status, 200);
        longest = longest.max(started.elapsed());
        drips.send(b":");
    }
    assert!(longest < Duration::from_secs(1), "{longest:?}");
    for mut connection in slow {
        connection.rest();
    }
}

#[test]
fn a_client_that_asks_too_often_is_told_when_to_come_again() {
    let (_folder, site) = site(&["--rate", "2", "--trust-proxy", "127.0.0.0/8"]);
    let from = |client: &str| format!("X-Forwarded-For: {client}\r\n");
    let statuses: Vec<u16> = (0..30).map(|_| get(&site, "/", &from("192.0.2.1")).status).collect();
    let taken = statuses.iter().filter(|status| **status == 200).count();
    assert!((10..20).contains(&taken), "{statuses:?}");
    let refused = get(&site, "/", &from("203.0.113.7, 192.0.2.1"));
    assert_eq!((refused.status, refused.header("retry-after")), (429, "1"), "he can't forge another address");
    assert!(refused.text().contains("Too many requests"));
    assert_eq!(refused.header("cache-control"), "no-store");
    assert!(!refused.header("content-security-policy").is_empty());
    assert_eq!(get(&site, "/", &from("192.0.2.2")).status, 200, "others are not held up");
    let started = Instant::now();
    while get(&site, "/", &from("192.0.2.1")).status == 429 {
        assert!(started.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn without_a_trusted_proxy_no_one_is_believed_and_neighbours_are_not_counted() {
    let (_folder, strict) = site(&["--rate", "1"]);
    let taken = (0..30)
        .filter(|at| get(&strict, "/", &format!("X-Forwarded-For: 192.0.2.{at}\r\n")).status == 200)
        .count();
    assert!((5..15).contains(&taken), "{taken}");
    let (_folder, usual) = site(&[]);
    let mut connection = Connection::open(usual.address());
    assert!((0..2_000).all(|_| connection.get("/", "").status == 200), "a proxy asks for everyone");
}

#[test]
fn under_more_load_than_can_be_borne_who_can_t_be_answered_is_told_and_hot_pages_are_there() {
    let (_folder, site) = site(&["--max-making", "1", "--workers", "2"]);
    assert_eq!(get(&site, "/paths/potter", "").status, 200);
    let (refused, slowest) = std::thread::scope(|scope| {
        let cold: Vec<_> = (0..8)
            .map(|client| {
                let site = &site;
                scope.spawn(move || {
                    let mut connection = Connection::open(site.address());
                    let mut refused = 0;
                    for at in 0..300 {
                        let answer = connection.get(&format!("/search?q=clay+{client}+{at}"), "");
                        assert!(matches!(answer.status, 200 | 503), "{}", answer.head);
                        if answer.status == 503 {
                            assert_eq!(answer.header("retry-after"), "1");
                            assert!(answer.text().contains("The site is busy"));
                            refused += 1;
                        }
                    }
                    refused
                })
            })
            .collect();
        let mut hot = Connection::open(site.address());
        let mut probe = Connection::open(site.address());
        let mut slowest = Duration::ZERO;
        while cold.iter().any(|client| !client.is_finished()) {
            let started = Instant::now();
            assert_eq!(hot.get("/paths/potter", "").status, 200);
            slowest = slowest.max(started.elapsed());
            assert_eq!(probe.get("/healthz", "").status, 200, "who has much to do is not dead");
        }
        (cold.into_iter().map(|client| client.join().unwrap()).sum::<u32>(), slowest)
    });
    assert!(refused > 0, "no one was refused");
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
    assert_eq!(get(&site, "/search?q=afterwards", "").status, 200);
}
