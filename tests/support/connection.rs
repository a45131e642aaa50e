//! A connection to a running site, byte by byte.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The longest that any of these tests waits for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection that stays open.
#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Raw {
    /// A header, empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        let found = self.head.lines().find_map(|line| {
            let (given, value) = line.split_once(':')?;
            given.eq_ignore_ascii_case(name).then_some(value.trim())
        });
        found.unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    /// Connects to `host:port`.
    pub fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Self(BufReader::new(stream))
    }

    /// Sends bytes; false once the other side takes no more.
    pub fn send(&mut self, bytes: &[u8]) -> bool {
        self.0.get_mut().write_all(bytes).is_ok()
    }

    /// Says that nothing more will be sent.
    pub fn finish(&mut self) {
        let _ = self.0.get_ref().shutdown(Shutdown::Write);
    }

    /// Reads one answer; none if the connection is closed first.
    pub fn answer(&mut self) -> Option<Raw> {
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            match self.0.read_line(&mut line) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::ConnectionReset => return None,
                Err(error) => panic!("no answer: {error}; so far {head:?}"),
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
            head.push_str(&line);
        }
        let status = head.split(' ').nth(1)?.parse().unwrap();
        let mut body = vec![0; if status == 304 { 0 } else { length }];
        self.0.read_exact(&mut body).unwrap();
        Some(Raw { status, head, body })
    }

    /// Sends a `GET` with headers, each with its line break, and reads the answer.
    pub fn get(&mut self, url: &str, headers: &str) -> Raw {
        assert!(self.send(format!("GET {url} HTTP/1.1\r\nHost: x\r\n{headers}\r\n").as_bytes()));
        self.answer().expect("an answer")
    }

    /// Everything until the connection is closed, and how long that took.
    pub fn rest(&mut self) -> (Vec<u8>, Duration) {
        let started = Instant::now();
        let mut bytes = Vec::new();
        match self.0.read_to_end(&mut bytes) {
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                panic!("the connection stays open: {:?}", String::from_utf8_lossy(&bytes));
            }
            _ => (bytes, started.elapsed()),
        }
    }
}
