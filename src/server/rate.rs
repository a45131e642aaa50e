//! How often one client may ask: a bucket of tokens for each, filled again at a steady rate.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client::household;
use crate::network::is_public;

/// Requests a second of one client, unless the operator says otherwise: a page and its files, many times over.
const PER_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// What may come at once is what else comes in so many seconds: a browser that opens many pages, a university
/// behind one address.
const BURST_SECONDS: u32 = 5;

/// How often one client may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// A hundred times a second from an address of the public internet; others are proxies and colleagues.
    Usual,
    /// As often as it likes.
    Unlimited,
    /// So many times a second, whoever asks.
    PerSecond(NonZeroU32),
}

/// Counts requests by client.
#[derive(Debug)]
pub struct Rates {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    only_public: bool,
}

impl Rates {
    /// `None` where nothing needs to be counted.
    pub fn new(rate: Rate) -> Option<Self> {
        let (per_second, only_public) = match rate {
            Rate::Unlimited => return None,
            Rate::Usual => (PER_SECOND, true),
            Rate::PerSecond(number) => (number, false),
        };
        let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(BURST_SECONDS - 1));
        let limiter = RateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst));
        Some(Self { limiter, only_public })
    }

    /// Counts a request; the error is how long its client has to wait for the next.
    pub fn take(&self, client: IpAddr) -> Result<(), Duration> {
        if self.only_public && !is_public(client) {
            return Ok(());
        }
        self.limiter
            .check_key(&household(client))
            .map_err(|until| until.wait_time_from(DefaultClock::default().now()))
    }

    /// Forgets who has not asked for a while.
    pub fn forget_idle(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }

    /// How many clients are remembered.
    pub fn clients(&self) -> usize {
        self.limiter.len()
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use super::{Rate, Rates};

    #[test]
    fn a_client_may_ask_often_and_not_too_often() {
        let rates = Rates::new(Rate::PerSecond(NonZeroU32::new(2).unwrap())).unwrap();
        let (one, other) = ("127.0.0.1".parse().unwrap(), "192.0.2.1".parse().unwrap());
        let taken = (0..50).filter(|_| rates.take(one).is_ok()).count();
        assert!((10..13).contains(&taken), "{taken}");
        let wait = rates.take(one).unwrap_err();
        assert!(wait <= Duration::from_millis(500), "{wait:?}");
        assert_eq!(rates.take(other), Ok(()), "others are not held up");
        assert_eq!(rates.clients(), 2);
    }

    #[test]
    fn unless_told_only_the_public_internet_is_counted() {
        let rates = Rates::new(Rate::Usual).unwrap();
        let taken = |client: &str| (0..1000).filter(|_| rates.take(client.parse().unwrap()).is_ok()).count();
        assert_eq!(taken("10.1.2.3"), 1000);
        assert_eq!(taken("127.0.0.1"), 1000);
        assert!((500..700).contains(&taken("8.8.8.8")));
        let of_household: usize = (0..10).map(|host| taken(&format!("2606:4700::{host}"))).sum();
        assert!((500..1200).contains(&of_household), "{of_household}");
        assert!(Rates::new(Rate::Unlimited).is_none());
    }
}
