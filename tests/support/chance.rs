//! Chance that can be had again.

use std::time::{SystemTime, UNIX_EPOCH};

use rand_pcg::Pcg64;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// Numbers that look like chance and are the same for the same seed.
pub struct Chance(Pcg64);

impl Chance {
    /// The numbers of a seed.
    pub fn of(seed: u64) -> Self {
        Self(Pcg64::seed_from_u64(seed))
    }

    /// Numbers that are others each time, unless `CAREER_PATHS_SEED` says which. The seed is printed, which
    /// is seen where a test fails.
    #[expect(clippy::print_stdout, reason = "this is how it is told")]
    pub fn new() -> Self {
        let given = std::env::var("CAREER_PATHS_SEED").ok().map(|seed| seed.parse().unwrap());
        let nanos = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
        let seed = given.unwrap_or_else(|| u64::from(nanos()));
        println!("to have the same again: CAREER_PATHS_SEED={seed}");
        Self::of(seed)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        // Near enough to even for bounds this small.
        self.0.next_u64() % bound.max(1)
    }
}
