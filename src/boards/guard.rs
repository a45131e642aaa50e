//! Which addresses of the network may be asked: public ones only, unless private ones are allowed.
//! Names are looked up here, so that what is checked is what is connected to; and every step of a
//! redirect is checked as the first one is.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;
use url::{Host, Url};

use crate::network::is_public;

/// A name or address leads into a private network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Private(String);

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is in a private network, where nothing is fetched unless that is allowed", self.0)
    }
}

impl Error for Private {}

/// Looks names up and keeps to public addresses.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    /// True where loopback, private and other special addresses may be asked too.
    pub allow_private: bool,
}

impl Guard {
    /// Refuses an address that is written with numbers and is not public. Names are checked when
    /// they are looked up.
    pub fn check(self, url: &Url) -> Result<(), Private> {
        let ip = match url.host() {
            Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
            Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
            Some(Host::Domain(_)) | None => return Ok(()),
        };
        if self.allow_private || is_public(ip) { Ok(()) } else { Err(Private(ip.to_string())) }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found: Vec<SocketAddr> = lookup_host((name.as_str(), 0)).await?.collect();
            let public: Vec<SocketAddr> =
                found.iter().copied().filter(|at| allow_private || is_public(at.ip())).collect();
            if public.is_empty() && !found.is_empty() {
                return Err(Private(name.as_str().to_owned()).into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an error has a private address as its cause.
pub fn private_cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Private> {
    let mut here = Some(error);
    while let Some(error) = here {
        if let Some(private) = error.downcast_ref() {
            return Some(private);
        }
        here = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::Guard;

    #[test]
    fn numbers_are_checked_in_every_spelling() {
        let guard = Guard { allow_private: false };
        let spellings = [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://0177.0.0.1/",
        ];
        for text in spellings {
            assert!(guard.check(&Url::parse(text).unwrap()).is_err(), "{text}");
        }
        assert!(guard.check(&Url::parse("https://jobs.example/").unwrap()).is_ok());
        assert!(Guard { allow_private: true }.check(&Url::parse(spellings[0]).unwrap()).is_ok());
    }
}
