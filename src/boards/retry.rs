//! When a request that failed is made again.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::StatusCode;

/// The longest that a host is left alone on its own word; more is a slip.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Whether a later try may succeed where this answer came.
pub fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// Whether the answer says that the host, not this board alone, has too much to do.
pub fn is_of_the_host(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 503)
}

/// The time for which a server asks to be left alone: seconds, or an HTTP date. `None` for anything
/// else; zero for what is past, and a day at most.
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds are a very long time.
        return Some(value.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let until = DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default().min(LONGEST))
}

/// The wait after the try with this number (from 1): doubled each time up to `longest`, and somewhere
/// between half and all of that, so that many clients do not come back at once.
pub fn backoff(first: Duration, tries: u32, longest: Duration) -> Duration {
    let doubled = first.saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1))).min(longest);
    (doubled / 2).saturating_add((doubled / 2).mul_f64(chance()))
}

/// Some number from 0 to 1, another one each time.
fn chance() -> f64 {
    let [a, b, c, d, ..] = RandomState::new().build_hasher().finish().to_le_bytes();
    f64::from(u32::from_le_bytes([a, b, c, d])) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use reqwest::StatusCode;

    use super::{backoff, is_passing, retry_after};

    #[test]
    fn servers_say_how_long_in_seconds_or_by_a_date() {
        let now: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
        let read = |text: &str| retry_after(text, now).map(|wait| wait.as_secs());
        for (text, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Tue, 24 Nov 2026 10:01:30 GMT", Some(90)),
            ("Tue, 24 Nov 2026 09:00:00 GMT", Some(0)),
            ("99999999999999999999999", Some(86_400)),
            ("Tue, 24 Nov 2099 10:01:30 GMT", Some(86_400)),
            ("soon", None),
            ("-5", None),
            ("1.5", None),
            ("", None),
        ] {
            assert_eq!(read(text), seconds, "{text:?}");
        }
    }

    #[test]
    fn waits_double_up_to_a_bound_and_are_spread() {
        let (first, longest) = (Duration::from_secs(1), Duration::from_secs(10));
        for (tries, whole) in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 10), (40, 10), (u32::MAX, 10)] {
            let whole = Duration::from_secs(whole);
            let wait = backoff(first, tries, longest);
            assert!(wait >= whole / 2 && wait <= whole, "{tries}: {wait:?}");
        }
        let waits: std::collections::HashSet<Duration> =
            (0..20).map(|_| backoff(first, 1, longest)).collect();
        assert!(waits.len() > 10);
    }

    #[test]
    fn what_will_not_pass_is_not_tried_again() {
        let passing = |code: u16| is_passing(StatusCode::from_u16(code).unwrap());
        assert!([408, 429, 500, 502, 503, 504].into_iter().all(passing));
        assert!(![200, 304, 400, 401, 403, 404, 410, 451, 501].into_iter().any(passing));
    }
}
