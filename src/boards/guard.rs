//! Which addresses of the network may be asked: public ones only, unless private ones are allowed.
//! Names are looked up here, so that what is checked is what is connected to; and every step of a
//! redirect is checked as the first one is.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;
use url::{Host, Url};

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

/// Whether an address belongs to a host of the public internet.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            // shared by the customers of a provider
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            // protocols, documentation, measurements
            | (192, 0, 0 | 2)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    // IPv4 in other clothes: mapped, or through a translator of the provider.
    let inner = match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((high, low)),
        [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    if let Some((high, low)) = inner {
        return is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    }
    let documentation = segments[..2] == [0x2001, 0xdb8] || (segments[0] == 0x3fff && segments[1] < 0x1000);
    let protocols = segments[0] == 0x2001 && segments[1] < 0x200;
    // The one block out of which addresses of hosts are given.
    segments[0] & 0xe000 == 0x2000 && !documentation && !protocols
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Guard, is_public};

    #[test]
    fn only_addresses_of_the_public_internet_are_public() {
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "64:ff9b::808:808",
        ];
        for ip in public {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
        let private = [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "::7f00:1",
            "3fff::1",
            "64:ff9b:1::1",
        ];
        for ip in private {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
    }

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
