//! The limits that an operator sets, as the parts of the program take them.

use std::num::NonZeroU32;

use crate::cli::serve::Limits;
use crate::server;
use crate::server::client::Proxies;
use crate::server::gate::Rules;
use crate::server::rate::{Rate, Rates};
use crate::server::stream::Waits;
use crate::web::Bounds;

impl Limits {
    /// Bounds of connections.
    pub fn connections(&self) -> server::Bounds {
        server::Bounds {
            connections: self.max_connections,
            head: self.max_head as usize * 1024,
            waits: Waits { head: self.head_timeout, idle: self.idle_timeout, write: self.write_timeout },
            drain: self.drain,
        }
    }

    /// Bounds of pages.
    pub fn pages(&self) -> Bounds {
        Bounds { making: self.max_making as usize, time: self.page_timeout }
    }

    /// What every request has to pass.
    pub fn rules(&self) -> Rules {
        let rate = match self.rate.map(NonZeroU32::new) {
            None => Rate::Usual,
            Some(None) => Rate::Unlimited,
            Some(Some(number)) => Rate::PerSecond(number),
        };
        Rules { proxies: Proxies::new(self.trust_proxy.clone()), rates: Rates::new(rate) }
    }
}
