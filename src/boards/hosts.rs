//! One request at a time to each host, with a pause after it, and none while a host asks to be left
//! alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Turnstile, OwnedMutexGuard};
use tokio::time::{Instant, sleep_until};
use url::Url;

/// Hosts remembered before those are forgotten that need no more waiting; redirects may lead to any
/// number of them.
const REMEMBERED: usize = 1024;

/// When each host may be asked next.
#[derive(Debug)]
pub struct Hosts {
    pause: Duration,
    longest_wait: Duration,
    known: Mutex<HashMap<String, Arc<Turnstile<Instant>>>>,
}

/// The right to ask a host; given back when dropped.
#[derive(Debug)]
pub struct Turn {
    next: OwnedMutexGuard<Instant>,
    pause: Duration,
}

impl Turn {
    /// Nobody asks this host for a time.
    pub fn leave_alone(&mut self, time: Duration) {
        *self.next = later(time);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let after_pause = later(self.pause);
        *self.next = (*self.next).max(after_pause);
    }
}

/// Now and a time; now itself where that is past all counting.
fn later(time: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(time).unwrap_or(now)
}

impl Hosts {
    /// Knows no host yet. A turn that is further away than `longest_wait` is not waited for.
    pub fn new(pause: Duration, longest_wait: Duration) -> Self {
        Self { pause, longest_wait, known: Mutex::default() }
    }

    /// Waits until the host of an address may be asked. Fails with the time that it is still to be
    /// left alone, where that is too long to wait.
    pub async fn turn(&self, url: &Url) -> Result<Turn, Duration> {
        let next = self.turnstile(url).lock_owned().await;
        let wait = next.saturating_duration_since(Instant::now());
        if wait > self.longest_wait {
            return Err(wait);
        }
        sleep_until(*next).await;
        Ok(Turn { next, pause: self.pause })
    }

    fn turnstile(&self, url: &Url) -> Arc<Turnstile<Instant>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            let now = Instant::now();
            known.retain(|_, next| {
                Arc::strong_count(next) > 1 || next.try_lock().is_ok_and(|next| *next > now)
            });
        }
        Arc::clone(known.entry(key(url)).or_insert_with(|| Arc::new(Turnstile::new(Instant::now()))))
    }
}

/// "jobs.example:443".
pub fn key(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    format!("{host}:{}", url.port_or_known_default().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use url::Url;

    use super::{Hosts, REMEMBERED, key};

    const PAUSE: Duration = Duration::from_millis(40);

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[tokio::test]
    async fn turns_at_one_host_come_one_by_one_with_pauses() {
        let hosts = Hosts::new(PAUSE, Duration::from_secs(1));
        let start = Instant::now();
        for path in ["a", "b", "c"] {
            drop(hosts.turn(&url(&format!("https://jobs.example/{path}"))).await.unwrap());
        }
        assert!(start.elapsed() >= 2 * PAUSE);
        let held = hosts.turn(&url("https://jobs.example/")).await.unwrap();
        let other = url("https://jobs.example:8443/");
        assert!(tokio::time::timeout(PAUSE, hosts.turn(&other)).await.unwrap().is_ok());
        let waiting = url("https://JOBS.example./");
        assert!(tokio::time::timeout(PAUSE, hosts.turn(&waiting)).await.is_err());
        drop(held);
    }

    #[tokio::test]
    async fn hosts_are_left_alone_as_they_ask() {
        let hosts = Hosts::new(Duration::ZERO, Duration::from_secs(5));
        let address = url("https://jobs.example/");
        hosts.turn(&address).await.unwrap().leave_alone(PAUSE);
        let start = Instant::now();
        hosts.turn(&address).await.unwrap().leave_alone(Duration::from_secs(60));
        assert!(start.elapsed() >= PAUSE);
        assert!(hosts.turn(&address).await.unwrap_err() > Duration::from_secs(50));
    }

    #[tokio::test]
    async fn hosts_of_which_nothing_is_due_are_forgotten() {
        let hosts = Hosts::new(Duration::ZERO, Duration::from_secs(5));
        let busy = url("https://busy.example/");
        hosts.turn(&busy).await.unwrap().leave_alone(Duration::from_secs(60));
        for number in 0..2 * REMEMBERED {
            drop(hosts.turn(&url(&format!("https://h{number}.example/"))).await.unwrap());
        }
        let known = hosts.known.lock().unwrap();
        assert!(known.len() <= REMEMBERED && known.contains_key(&key(&busy)), "{}", known.len());
    }
}
