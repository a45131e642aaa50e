//! Chance that can be had again.

use std::time::{SystemTime, UNIX_EPOCH};

/// Numbers that look like chance and are the same for the same seed.
pub struct Chance(u64);

impl Chance {
    /// The numbers of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Numbers that are others each time, unless `CAREER_PATHS_SEED` says which. The seed is printed, which
    /// is seen where a test fails.
    #[expect(clippy::print_stdout, reason = "this is how it is told")]
    pub fn new() -> Self {
        let given = std::env::var("CAREER_PATHS_SEED").ok().map(|seed| seed.parse().unwrap());
        let nanos = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
        let seed = given.unwrap_or_else(|| u64::from(nanos()));
        println!("to have the same again: CAREER_PATHS_SEED={seed}");
        Self(seed)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        // Knuth's multiplier for linear congruences (TAOCP 2, 3.3.4)
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound.max(1)
    }
}
