//! How politely, how long and how much is fetched.

use std::time::Duration;

/// Bounds and manners of the client. The defaults suit public hiring systems.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where whoever runs the asked server can reach us, as the address of this site; it stands in
    /// the User-Agent.
    pub contact: Option<String>,
    /// Longest wait for a connection.
    pub connect_timeout: Duration,
    /// Longest wait for the next bytes of an answer.
    pub read_timeout: Duration,
    /// Longest time of one try, from the request to the last byte.
    pub timeout: Duration,
    /// Most bytes of one answer, unpacked; and of all answers of one board together.
    pub most_bytes: usize,
    /// Tries of one request, the first one included.
    pub tries: u32,
    /// Wait after the first try that failed; doubled after each further one.
    pub first_wait: Duration,
    /// Longest wait for anything: the next try, or a host that asks to be left alone. Where it asks
    /// for more, its boards fail at once and say how long.
    pub longest_wait: Duration,
    /// Pause between two requests to one host.
    pub pause: Duration,
    /// Hosts that are asked at the same time.
    pub hosts_at_once: usize,
    /// Redirects that are followed.
    pub redirects: usize,
    /// Whether hosts in private networks may be asked, such as a feed in one's own house.
    pub allow_private: bool,
    /// Most postings of one board whose details are fetched one by one in a poll; the others come
    /// in the next one.
    pub most_details: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            contact: None,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(120),
            most_bytes: 64 << 20,
            tries: 4,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
            pause: Duration::from_secs(1),
            hosts_at_once: 4,
            redirects: 5,
            allow_private: false,
            most_details: 500,
        }
    }
}

impl Options {
    /// "career-paths/0.1.0 (+https://careers.example.org)".
    pub fn user_agent(&self) -> String {
        let contact = self.contact.as_ref().map_or_else(String::new, |contact| format!(" (+{contact})"));
        format!("{}/{}{contact}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
    }
}
