//! How long an answer may be kept, by others and by the site itself: pages state a policy, and
//! nothing else does.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// How long a page counts as fresh.
pub const FRESH: Duration = Duration::from_secs(60);

/// How much longer it may be shown while it is made anew.
pub const STALE: Duration = Duration::from_secs(600);

/// Headers that a 304 repeats of the 200 in whose place it stands (RFC 9110, 15.4.5).
pub const REPEATED: [HeaderName; 3] = [header::CACHE_CONTROL, header::ETAG, header::VARY];

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachePolicy {
    /// A page: fresh for [`FRESH`], and to be shown for [`STALE`] more while it is asked for again.
    Page,
    /// A file whose name changes with its content.
    Immutable,
    /// Errors, and what tells the state of this moment.
    Never,
}

impl CachePolicy {
    /// Tells it to others.
    pub fn tell(self, headers: &mut HeaderMap) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.words()));
    }

    fn words(self) -> &'static str {
        match self {
            Self::Page => "public, max-age=60, stale-while-revalidate=600",
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Never => "no-store",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CachePolicy, FRESH, STALE};

    #[test]
    fn others_are_told_what_the_site_keeps_to_itself() {
        let (fresh, stale) = (FRESH.as_secs(), STALE.as_secs());
        let told = format!("public, max-age={fresh}, stale-while-revalidate={stale}");
        assert_eq!(CachePolicy::Page.words(), told);
    }
}
