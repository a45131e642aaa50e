//! A client that means harm, over the wire: requests that are broken, ambiguous, or full of probes. None crashes the
//! site, hangs, is answered with a failure of ours, tells of the inside, or comes back as markup.

use std::ops::RangeInclusive;
use std::time::Duration;

use scraper::Html;

use crate::support::chance::Chance;
use crate::support::connection::Connection;
use crate::support::process::Server;
use crate::support::project;

/// Requests of each of the clients.
const REQUESTS: usize = 1_500;

const CLIENTS: u64 = 4;

/// No one waits longer than this for an answer, nor for the end of a connection that he has finished with.
const LONGEST: Duration = Duration::from_secs(12);

/// What comes back as it is has been taken for markup, a header or a command. Each has the mark `zq9`.
const PROBES: &[&str] = &[
    "<zq9>",
    "</title><zq9 onload=1>",
    "\"><zq9>",
    "\" zq9=\"1",
    "' zq9='1",
    "javascript:zq9()",
    "%0d%0azq9:%20injected",
    "%0aSet-Cookie:%20zq9=1",
    "zq9' OR 1=1 --",
    "zq9'; drop table posting; --",
    "zq9\" union select * from meta --",
    "{{zq9}}${zq9}<%= zq9 %>#{zq9}",
    "../../../../etc/passwd%00zq9",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd?zq9",
    "..\\..\\zq9",
    "%c0%af..%c0%afzq9",
    "zq9%00",
    "zq9%ff%fe",
    "%e2%80%aezq9",
    "zq9:title AND (* TO [",
    "\\\"zq9\\\"",
    "-zq9 \"",
    "]]><zq9>",
    "<!--zq9-->&zq9;&#x3c;zq9>",
    "//zq9.example/%2f..",
    "http://zq9.example/",
    "99999999999999999999999999zq9",
];

/// Where a probe is put.
const TARGETS: &[&str] = &[
    "/{}",
    "/paths/{}",
    "/paths/potter?place={}",
    "/paths/potter?{}=1",
    "/categories/{}",
    "/skills?q={}",
    "/skills/{}",
    "/faq?q={}",
    "/search?q={}",
    "/suggest?q={}",
    "/jobs?q={}",
    "/jobs?place={}&q={}",
    "/jobs?page={}",
    "/jobs?skill={}&sort={}",
    "/jobs.atom?q={}",
    "/jobs/1-{}",
    "/jobs/{}",
    "/companies/{}",
    "/sitemaps/{}.xml",
    "/pictures/{}",
    "/assets/{}",
    "/readyz?{}",
    "//{}",
    "{}",
];

/// Shapes by which two servers might count requests differently; `{}` is a request hidden in the first one's body.
const SHAPES: &[&str] = &[
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{}",
    "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n8\r\nsmuggled\r\n0\r\n\r\n{}",
    "Content-Length: 0\r\nContent-Length: 44\r\n\r\n{}",
    "Content-Length: 44\r\nContent-Length: 0\r\n\r\n{}",
    "Content-Length: 0, 44\r\n\r\n{}",
    "Content-Length: +0\r\n\r\n{}",
    "Content-Length: -1\r\n\r\n{}",
    "Content-Length: 0x2c\r\n\r\n{}",
    "Content-Length: 99999999999999999999\r\n\r\n{}",
    "Transfer-Encoding: xchunked\r\n\r\n{}",
    "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{}",
    "Transfer-Encoding: identity\r\nContent-Length: 44\r\n\r\n{}",
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{}",
    "Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n{}",
    " Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{}",
    "X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{}",
    "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{}",
    "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}",
    "Transfer-Encoding: chunked\r\n\r\n0;ext=\"\r\n\r\n{}",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n{}",
    "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\nContent-Length: 44\r\n\r\n{}",
    "Expect: 100-continue\r\nContent-Length: 44\r\n\r\n{}",
];

const METHODS: &[&str] =
    &["GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PRI", "get", "GE T", "G\0T", ""];

const HEADERS: &[&str] = &[
    "Host: zq9.example",
    "X-Forwarded-Host: zq9.example",
    "X-Forwarded-For: <zq9>",
    "X-Request-Id: <zq9>",
    "X-Request-Id: zq9\tzq9",
    "Accept-Encoding: br;q=zq9, *;q=-1, gzip;;;",
    "Accept-Encoding: ,,,,,,,,",
    "If-None-Match: \"zq9\", W/*, ",
    "If-Modified-Since: zq9",
    "Range: bytes=0-0,0-0,99999999999-",
    "Cookie: zq9=<zq9>; \"",
    "User-Agent: <zq9>() { :;}; zq9",
    "Referer: javascript:zq9()",
    "Origin: null",
    "Connection: close, keep-alive, zq9",
    "Sec-Purpose: prefetch;zq9",
    "\u{7f}: zq9",
    ": zq9",
    "zq9",
];

/// Makes requests up.
struct Hostile(Chance);

impl Hostile {
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.below(end as u64)).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A request with a probe in its target, which is otherwise well formed more often than not.
    fn probe(&mut self) -> String {
        let target = self.pick(TARGETS).replace("{}", &self.pick(PROBES).replace(' ', "%20"));
        let method = if self.below(3) > 0 { "GET" } else { self.pick(METHODS) };
        let mut headers = String::new();
        for _ in 0..self.below(4) {
            headers.push_str(self.pick(HEADERS));
            headers.push_str("\r\n");
        }
        format!("{method} {target} HTTP/1.1\r\nHost: x\r\n{headers}\r\n")
    }

    fn shape(&mut self) -> String {
        let hidden = "GET /smuggled HTTP/1.1\r\nHost: zq9.example\r\n\r\n";
        let method = self.pick(&["GET", "POST", "HEAD"]);
        format!("{method} / HTTP/1.1\r\nHost: x\r\n{}", self.pick(SHAPES).replace("{}", hidden))
    }

    /// A request in which bytes were changed, taken out or doubled.
    fn broken(&mut self) -> Vec<u8> {
        let mut bytes = self.probe().into_bytes();
        for _ in 0..=self.below(6) {
            if bytes.is_empty() {
                break;
            }
            let at = self.below(bytes.len());
            match self.below(4) {
                0 => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                1 => {
                    bytes.remove(at);
                }
                2 => bytes.insert(at, b"\r\n\0 \t:\xff"[self.below(7)]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        bytes
    }
}

/// What answers bytes, with the connection closed behind them, must be: so many answers, each of them sound.
fn check(site: &Server, bytes: &[u8], answers: RangeInclusive<usize>) {
    let shown = String::from_utf8_lossy(bytes).into_owned();
    let mut connection = Connection::open(site.address());
    connection.send(bytes);
    connection.finish();
    let (answer, took) = connection.rest();
    assert!(took < LONGEST, "{took:?}: {shown}");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let count = answer.matches("HTTP/1.1 ").count();
    assert!(answers.contains(&count), "{count} answers: {shown}\n{answer}");
    if count == 0 {
        return;
    }
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status: u32 = head.split(' ').nth(1).unwrap().parse().unwrap();
    assert!((200..500).contains(&status), "{shown}\n{answer}");
    for line in head.lines() {
        let line = line.to_ascii_lowercase();
        assert!(!line.starts_with("zq9") && !line.starts_with("set-cookie"), "{shown}\n{head}");
        if let Some(location) = line.strip_prefix("location: ") {
            assert!(location.starts_with('/') && !location.starts_with("//"), "{shown}\n{head}");
        }
    }
    for inside in ["panicked", "sqlx", "sqlite", "tantivy", "src/", ".rs:", "root:x", "RUST_BACKTRACE"] {
        assert!(!body.contains(inside), "{inside}: {shown}\n{body}");
    }
    if head.contains("text/html") || head.contains("xml") {
        assert!(!body.contains("<zq9"), "{shown}\n{body}");
        // As a browser reads it.
        let page = Html::parse_document(body);
        for element in page.root_element().descendent_elements().map(|element| element.value()) {
            let ours = |(name, value): (&str, &str)| {
                let leads = ["href", "src", "action"].contains(&name);
                !(name.contains("zq9") || leads && value.trim_start().starts_with("javascript:"))
            };
            assert!(element.name() != "zq9" && element.attrs().all(ours), "{element:?}: {shown}\n{body}");
        }
    }
}

#[test]
fn whatever_a_client_sends_the_site_answers_soundly_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let site = Server::start(folder.path(), &["--data", data.to_str().unwrap(), "--head-timeout", "2s"]);
    std::thread::scope(|scope| {
        for seed in 0..CLIENTS {
            let site = &site;
            scope.spawn(move || {
                let mut hostile = Hostile(Chance::of(seed));
                for at in 0..REQUESTS {
                    match at % 3 {
                        0 => check(site, hostile.probe().as_bytes(), 0..=1),
                        1 => check(site, &hostile.broken(), 0..=3),
                        _ => check(site, hostile.shape().as_bytes(), 0..=1),
                    }
                }
            });
        }
    });
    assert!(site.get("/paths/potter").starts_with("HTTP/1.1 200"));
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0));
    assert!(!log.contains("panicked") && !log.contains("ERROR"), "{log}");
}

#[test]
fn every_probe_in_every_place_is_answered_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let site = Server::start(folder.path(), &["--data", data.to_str().unwrap()]);
    for target in TARGETS {
        for probe in PROBES {
            // As a browser would send it, and as an attacker would.
            for probe in
                [probe.replace(' ', "%20"), probe.replace('<', "%3C").replace('"', "%22").replace(' ', "+")]
            {
                let request = format!("GET {} HTTP/1.1\r\nHost: x\r\n\r\n", target.replace("{}", &probe));
                check(&site, request.as_bytes(), 0..=1);
            }
        }
    }
    let (_, log) = site.stop("-TERM");
    assert!(!log.contains("panicked") && !log.contains("ERROR"), "{log}");
}
