//! Chance that repeats itself: the same seed and number draw the same things on every machine.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// An odd number that lays the seeds far apart, so that the postings of two seeds never draw the same.
const BETWEEN_SEEDS: u64 = 0x9E37_79B9_7F4A_7C15;

/// What is drawn for one posting. Only whole numbers are worked with, which come out the same everywhere.
#[derive(Debug)]
pub struct Draws(Pcg32);

impl Draws {
    /// The draws of a posting by its number, whatever was drawn for those before it.
    pub fn new(seed: u64, number: u64) -> Self {
        Self(Pcg32::seed_from_u64(seed.wrapping_mul(BETWEEN_SEEDS).wrapping_add(number)))
    }

    /// One of the numbers below `count`, each as often as any other; 0 where there is none.
    pub fn below(&mut self, count: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(count);
        u32::try_from(wide >> 32).unwrap_or_default()
    }

    /// One of the numbers from `least` to `most`.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least).saturating_add(1))
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a list, each as often as any other; `None` where it is empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.get(usize::try_from(self.below(count)).unwrap_or_default())
    }

    /// One text of a list; an empty one where the list is.
    pub fn text<T: AsRef<str>>(&mut self, list: &'static [T]) -> &'static str {
        self.pick(list).map_or("", AsRef::as_ref)
    }

    /// `wanted` different ones of a list, or all there are, in the order of the list.
    pub fn several<'a, T>(&mut self, list: &'a [T], wanted: u32) -> impl Iterator<Item = &'a T> {
        let mut left = u32::try_from(list.len()).unwrap_or(u32::MAX);
        let mut wanted = wanted.min(left);
        list.iter().filter(move |_| {
            let taken = self.below(left) < wanted;
            left = left.saturating_sub(1);
            wanted -= u32::from(taken);
            taken
        })
    }
}

/// Numbers of which the first are drawn far more often than the last, as large employers post more than
/// small ones: the n-th a n-th as often as the first (Zipf).
#[derive(Debug)]
pub struct Skew {
    /// For each number, the shares of it and of all before it, together.
    sums: Vec<u64>,
}

/// The share of the first number; of the last of a million there is still something left.
const FIRST_SHARE: u64 = 1 << 40;

impl Skew {
    /// Over the numbers below `count`.
    pub fn new(count: u32) -> Self {
        let mut sum = 0;
        let sums = (1..=u64::from(count)).map(|rank| {
            sum += FIRST_SHARE / rank;
            sum
        });
        Self { sums: sums.collect() }
    }

    /// One of the numbers; 0 where there is none.
    pub fn draw(&self, draws: &mut Draws) -> usize {
        let all = self.sums.last().copied().unwrap_or_default();
        let wide = (u128::from(draws.0.next_u64()) * u128::from(all)) >> 64;
        self.sums.partition_point(|sum| u128::from(*sum) <= wide)
    }
}

#[cfg(test)]
mod tests {
    use super::{Draws, Skew};

    #[test]
    fn the_draws_are_those_of_every_machine_and_version() {
        let mut draws = Draws::new(1, 0);
        let drawn: Vec<u32> = (0..6).map(|_| draws.below(1000)).collect();
        assert_eq!(drawn, [44, 874, 349, 952, 747, 133]);
        assert_ne!(Draws::new(1, 1).below(u32::MAX), Draws::new(2, 1).below(u32::MAX));
    }

    #[test]
    fn draws_keep_within_bounds() {
        let mut draws = Draws::new(7, 7);
        for _ in 0..1000 {
            assert!((3..=5).contains(&draws.between(3, 5)));
            let several: Vec<u8> = draws.several(&[1, 2, 3, 4, 5], 3).copied().collect();
            assert!(several.len() == 3 && several.is_sorted(), "{several:?}");
        }
        assert_eq!(draws.several(&[1, 2], 5).count(), 2);
        assert_eq!((draws.below(0), draws.pick::<u8>(&[])), (0, None));
        assert_eq!((draws.between(9, 3), draws.chance(0), draws.chance(100)), (9, false, true));
    }

    #[test]
    fn the_first_numbers_are_drawn_most_often() {
        let skew = Skew::new(1000);
        let mut counts = [0; 1000];
        let mut draws = Draws::new(3, 0);
        for _ in 0..100_000 {
            counts[skew.draw(&mut draws)] += 1;
        }
        let shares = [counts[0], counts[1], counts[9]];
        let wanted = [13_359, 6_680, 1_336];
        assert!(shares.iter().zip(wanted).all(|(share, wanted): (&i32, i32)| (share - wanted).abs() < 600));
        assert!(counts[500..].iter().any(|count| *count > 0), "the tail is there");
    }
}
