//! A flood of requests that no two are alike: the site neither grows nor slows.

use crate::support::connection::Connection;
use crate::support::process::Server;
use crate::support::project;

/// Requests of the flood.
const FLOOD: usize = 100_000;

/// Requests before it, after which the process has grown to its usual size.
const WARM: usize = 10_000;

/// Connections by which it comes.
const CONNECTIONS: usize = 4;

/// MiB of answers that the site may keep.
const CACHE: u64 = 8;

/// MiB by which the process may grow beyond what it keeps: memory that the allocator has not given back.
const SLACK: u64 = 24;

/// Pages that people ask for all the time.
const HOT: [&str; 3] = ["/", "/paths/potter", "/jobs"];

/// Asks on an open connection; answers the status.
fn ask(connection: &mut Connection, url: &str, encoding: &str) -> u16 {
    connection.get(url, &format!("Accept-Encoding: {encoding}\r\n")).status
}

fn ask_hot(connection: &mut Connection) {
    for url in HOT {
        assert_eq!(ask(connection, url, "gzip"), 200);
    }
}

/// A request like no other, of every kind that can be made up.
fn rare(at: usize) -> (String, String) {
    let url = match at % 8 {
        0 => format!("/suggest?q=clay+{at}"),
        1 => format!("/search?q=glaze{at}"),
        2 => format!("/paths/potter?place={at}"),
        3 => format!("/?utm_source={at}"),
        4 => format!("/nowhere-{at}"),
        5 => format!("/skills?x={at}"),
        6 => format!("/PATHS/potter?y={at}"),
        _ => format!("/suggest?q={at}&q={at}"),
    };
    let encoding = ["gzip", "br", "zstd", "identity", "x"][at % 5];
    (url, format!("{encoding};q=0.{at}, x{at}"))
}

/// Time of processors that the site has taken since it started, in nanoseconds.
fn taken(site: &Server) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{}/task", site.id())).unwrap();
    let of_one = |thread: std::io::Result<std::fs::DirEntry>| {
        // A thread may end meanwhile.
        let times = std::fs::read_to_string(thread.unwrap().path().join("schedstat")).unwrap_or_default();
        times.split(' ').next().and_then(|time| time.parse::<u64>().ok()).unwrap_or(0)
    };
    threads.map(of_one).sum()
}

/// What the hot pages take of the processors in the cheapest of many rounds: what they cost when nothing else is
/// in the way, in nanoseconds.
fn cost(site: &Server) -> u64 {
    let mut connection = Connection::open(site.address());
    let round = |_| {
        let before = taken(site);
        for _ in 0..100 {
            ask_hot(&mut connection);
        }
        taken(site).saturating_sub(before)
    };
    (0..30).map(round).min().unwrap()
}

/// Resident memory of the site in MiB.
fn resident(site: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", site.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

fn flood(site: &Server, requests: std::ops::Range<usize>) {
    std::thread::scope(|scope| {
        for part in 0..CONNECTIONS {
            let requests = requests.clone().skip(part).step_by(CONNECTIONS);
            scope.spawn(move || {
                let mut connection = Connection::open(site.address());
                for at in requests {
                    let (url, encoding) = rare(at);
                    let status = ask(&mut connection, &url, &encoding);
                    assert!(status < 500, "{url}: {status}");
                    if at % 100 == part {
                        ask_hot(&mut connection);
                    }
                }
            });
        }
    });
}

#[test]
fn requests_that_no_two_are_alike_neither_fill_the_memory_nor_slow_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let cache = CACHE.to_string();
    let site = Server::start(folder.path(), &["--data", data.to_str().unwrap(), "--cache", &cache]);
    flood(&site, 0..WARM);
    let (before, small) = (cost(&site), resident(&site));
    flood(&site, WARM..WARM + FLOOD);
    let (after, large) = (cost(&site), resident(&site));
    assert!(after * 5 <= before * 6, "hot pages took {before} ns and take {after} ns");
    assert!(large <= small + CACHE + SLACK, "{small} MiB before, {large} MiB after");
    let (_, log) = site.stop("-TERM");
    assert!(!log.contains("ERROR"), "{log}");
}
