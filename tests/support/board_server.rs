//! A server that answers as hiring systems do on good and bad days, and remembers what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Path and query.
    pub target: String,
    /// Lines after the first one, names in lower case.
    pub headers: Vec<(String, String)>,
    pub at: Instant,
    /// How many requests to the same target came before.
    pub before: usize,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What is sent.
pub enum Reply {
    /// Status line and headers without a length, and the body.
    Whole(&'static str, Vec<(&'static str, String)>, Vec<u8>),
    /// Bytes as they are, head included; then the connection is closed.
    Raw(Vec<u8>),
    /// A head, and then a byte each time span, for ever.
    Dripping(Duration),
    /// A head, and then bytes without end.
    Endless,
}

impl Reply {
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::Whole("200 OK", Vec::new(), body.into())
    }

    pub fn status(status: &'static str) -> Self {
        Self::Whole(status, Vec::new(), b"<html>sorry</html>".to_vec())
    }

    pub fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        match self {
            Self::Whole(status, mut headers, body) => {
                headers.push((name, value.into()));
                Self::Whole(status, headers, body)
            }
            other => other,
        }
    }
}

type Answering = dyn Fn(&Asked) -> Reply + Send + Sync;

#[derive(Default)]
struct Record {
    asked: Mutex<Vec<Asked>>,
    under_way: AtomicUsize,
    most_at_once: AtomicUsize,
}

/// A running server. Its threads end with the test.
pub struct BoardServer {
    pub base: String,
    record: Arc<Record>,
}

impl BoardServer {
    /// Starts on a free port.
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let record = Arc::new(Record::default());
        let (kept, answer): (_, Arc<Answering>) = (Arc::clone(&record), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (record, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &record, &*answer));
            }
        });
        Self { base, record }
    }

    /// All requests so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.record.asked.lock().unwrap().clone()
    }

    pub fn targets(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }

    /// Most requests that were under way at one time.
    pub fn most_at_once(&self) -> usize {
        self.record.most_at_once.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: TcpStream, record: &Record, answer: &Answering) {
    let Some(mut asked) = head(&stream) else { return };
    let now = record.under_way.fetch_add(1, Ordering::SeqCst) + 1;
    record.most_at_once.fetch_max(now, Ordering::SeqCst);
    {
        let mut all = record.asked.lock().unwrap();
        asked.before = all.iter().filter(|other| other.target == asked.target).count();
        all.push(asked.clone());
    }
    let bytes = match answer(&asked) {
        Reply::Whole(status, headers, body) => {
            let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\n").into_bytes();
            for (name, value) in headers {
                bytes.extend(format!("{name}: {value}\r\n").into_bytes());
            }
            if !status.starts_with("304") {
                bytes.extend(format!("Content-Length: {}\r\n", body.len()).into_bytes());
            }
            bytes.extend(b"\r\n");
            bytes.extend(body);
            bytes
        }
        Reply::Raw(bytes) => bytes,
        Reply::Dripping(span) => {
            drip(&mut stream, b"[", span);
            Vec::new()
        }
        Reply::Endless => {
            drip(&mut stream, &[b' '; 65536], Duration::ZERO);
            Vec::new()
        }
    };
    // Counted down first: the client may go on as soon as it has the last byte.
    record.under_way.fetch_sub(1, Ordering::SeqCst);
    let _ = stream.write_all(&bytes);
}

/// Sends a head and then the same bytes again and again, until the client has had enough.
fn drip(stream: &mut TcpStream, bytes: &[u8], span: Duration) {
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
    while stream.write_all(bytes).is_ok() {
        std::thread::sleep(span);
    }
}

fn head(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let target = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(':').map(|(n, v)| (n.to_lowercase(), v.trim().to_owned())))
        .collect();
    Some(Asked { target, headers, at: Instant::now(), before: 0 })
}
