//! Values as an operator writes them.

use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;
use jiff::civil::Date;
use jiff::{SignedDuration, Span, SpanRelativeTo};

/// A day of a year from 1992 to 2099, so that every date around it is one that an import takes.
pub fn day(text: &str) -> Result<Date, String> {
    let day: Option<Date> = text.parse().ok();
    day.filter(|day| (1992..2100).contains(&day.year()))
        .ok_or_else(|| "write it as 2026-11-24, from 1992 to 2099".to_owned())
}

/// A time such as 48h, 90m, 2d or 0.
pub fn duration(text: &str) -> Result<SignedDuration, String> {
    let wrong = || "write it as 48h, 90m or 2d".to_owned();
    if text.trim() == "0" {
        return Ok(SignedDuration::ZERO);
    }
    let span: Span = text.parse().map_err(|_| wrong())?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| wrong())?;
    if duration.is_negative() { Err(wrong()) } else { Ok(duration) }
}

/// How long something is waited for: from a tenth of a second to a day.
pub fn wait(text: &str) -> Result<Duration, String> {
    const SHORTEST: Duration = Duration::from_millis(100);
    const LONGEST: Duration = Duration::from_hours(24);
    let wait = duration(text).ok().and_then(|duration| Duration::try_from(duration).ok());
    wait.filter(|wait| (SHORTEST..=LONGEST).contains(wait))
        .ok_or_else(|| "write it as 10s, 2m or 500ms, from 100ms to 24h".to_owned())
}

/// A scheme and a host, without a slash at the end.
pub fn base_url(text: &str) -> Result<String, String> {
    let plain = text.trim_end_matches('/');
    let uri: axum::http::Uri = plain.parse().map_err(|error| format!("{error}"))?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    if web && uri.host().is_some() && uri.path() == "/" && uri.query().is_none() {
        Ok(plain.to_owned())
    } else {
        Err("write it as https://careers.example.org, without a path".to_owned())
    }
}

/// A filter of the log.
pub fn filter(text: &str) -> Result<String, String> {
    match tracing_subscriber::EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// A network as 10.0.0.0/8, or one address.
pub fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let alone = || text.parse::<IpAddr>().map(IpNet::from).ok();
    text.parse().ok().or_else(alone).ok_or_else(|| "write it as 10.0.0.0/8, 192.0.2.7 or fd00::/8".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::SignedDuration;

    use super::{base_url, day, duration, network, wait};

    #[test]
    fn times_are_numbers_with_units() {
        for (text, hours) in [("48h", 48), ("2d", 48), ("0", 0), ("0s", 0), ("1 hour", 1)] {
            assert_eq!(duration(text), Ok(SignedDuration::from_hours(hours)), "{text}");
        }
        for bad in ["", "48", "-1h", "soon", "2 months"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn waits_are_neither_nothing_nor_for_ever() {
        assert_eq!(wait("10s"), Ok(Duration::from_secs(10)));
        assert_eq!(wait("250ms"), Ok(Duration::from_millis(250)));
        for bad in ["0", "0s", "1ms", "25h", "-1s", "10", ""] {
            assert!(wait(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_of_our_time() {
        assert_eq!(day("2026-11-24").map(|day| day.to_string()).as_deref(), Ok("2026-11-24"));
        for bad in ["", "24.11.2026", "2026-02-30", "1989-01-01", "2100-01-01", "today"] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn base_urls_are_a_scheme_and_a_host() {
        assert_eq!(base_url("https://a.example/").as_deref(), Ok("https://a.example"));
        for bad in ["a.example", "ftp://a.example", "https://a.example/sub", "https://a.example?x", ""] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn networks_may_be_one_address() {
        for (text, shown) in [("10.0.0.0/8", "10.0.0.0/8"), ("192.0.2.7", "192.0.2.7/32"), ("::1", "::1/128")]
        {
            assert_eq!(network(text).map(|network| network.to_string()).as_deref(), Ok(shown));
        }
        for bad in ["", "10.0.0.0/33", "proxy.example", "10.0.0"] {
            assert!(network(bad).is_err(), "{bad}");
        }
    }
}
