//! Views of postings: counted in memory, written in batches.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

use crate::db::{self, Db, views};

/// Words by which robots name themselves in `User-Agent`.
const ROBOTS: &[&str] = &["bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "lighthouse"];

/// Marks an answer that tells the views of a posting, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewed(pub i64);

/// Marks a request behind which no one looks at the answer: one for its head, as that which makes it anew.
#[derive(Debug, Clone, Copy)]
pub struct Unseen;

/// Counts of views.
#[derive(Debug, Default)]
pub struct Views {
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    /// Not yet in the database.
    pending: HashMap<i64, u32>,
    /// Totals as last written; a catalogue read before that holds smaller ones.
    written: HashMap<i64, u32>,
}

impl Views {
    /// Counts one view of a posting.
    pub fn count(&self, id: i64) {
        let mut counts = self.lock();
        let pending = counts.pending.entry(id).or_default();
        *pending = pending.saturating_add(1);
    }

    /// The views to show for a posting that was read from the database with `stored` views.
    pub fn shown(&self, id: i64, stored: u32) -> u32 {
        let counts = self.lock();
        let written = counts.written.get(&id).copied().unwrap_or(0);
        stored.max(written).saturating_add(counts.pending.get(&id).copied().unwrap_or(0))
    }

    /// Writes what was counted since the last time, in one transaction. On failure nothing is lost:
    /// it is written with the next batch. To be run to its end, by one at a time, or views are written twice.
    pub async fn flush(&self, db: &Db) -> db::Result<()> {
        let counted: Vec<(i64, u32)> = self.lock().pending.iter().map(|(id, views)| (*id, *views)).collect();
        if counted.is_empty() {
            return Ok(());
        }
        let mut transaction = db.write().await?;
        let totals = views::update(&mut transaction, &counted).await?;
        transaction.commit().await?;
        let mut counts = self.lock();
        for (id, views) in counted {
            if let Some(pending) = counts.pending.get_mut(&id) {
                *pending = pending.saturating_sub(views);
                if *pending == 0 {
                    counts.pending.remove(&id);
                }
            }
        }
        counts.written.extend(totals);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a request with these headers is a person's look at a page: no prefetch, no robot that
/// says it is one.
pub fn is_view(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let prefetch = ["sec-purpose", "purpose", "x-purpose", "x-moz"]
        .iter()
        .any(|name| text(name).contains("prefetch") || text(name).contains("preview"));
    let agent = text(USER_AGENT.as_str()).to_ascii_lowercase();
    !prefetch && !ROBOTS.iter().any(|robot| agent.contains(robot))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::is_view;

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())])
    }

    #[test]
    fn robots_and_prefetches_are_no_views() {
        assert!(is_view(&HeaderMap::new()));
        assert!(is_view(&headers("user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")));
        assert!(!is_view(&headers("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")));
        assert!(!is_view(&headers("sec-purpose", "prefetch;prerender")));
        assert!(!is_view(&headers("purpose", "prefetch")));
    }
}
