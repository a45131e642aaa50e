//! Sets of postings of one segment, by their numbers in it.

use fixedbitset::FixedBitSet;

/// A set is counted about as fast as bits as it is as numbers when it holds one posting in so many.
const BITS_OF_A_NUMBER: usize = 64;

/// Steps that a number takes, of which a word of bits takes one.
const STEPS_OF_A_NUMBER: usize = 3;

/// A set that is kept: as bits where it is large, as numbers where it is small.
#[derive(Debug, Clone)]
pub enum Set {
    Bits(FixedBitSet),
    Numbers(Box<[u32]>),
}

impl Set {
    /// The set of these numbers below `size`.
    pub fn new(numbers: Vec<u32>, size: usize) -> Self {
        if numbers.len() * BITS_OF_A_NUMBER < size {
            return Self::Numbers(numbers.into_boxed_slice());
        }
        let mut bits = FixedBitSet::with_capacity(size);
        numbers.iter().for_each(|number| bits.insert(*number as usize));
        Self::Bits(bits)
    }

    /// How many of its postings are in `bits`.
    pub fn count_in(&self, bits: &FixedBitSet) -> u32 {
        let count = match self {
            Self::Bits(own) => own.intersection_count(bits),
            Self::Numbers(numbers) => {
                numbers.iter().filter(|number| bits.contains(**number as usize)).count()
            }
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Adds its postings to `bits`.
    pub fn add_to(&self, bits: &mut FixedBitSet) {
        match self {
            Self::Bits(own) => bits.union_with(own),
            Self::Numbers(numbers) => numbers.iter().for_each(|number| bits.insert(*number as usize)),
        }
    }

    /// Does something with each of its postings.
    pub fn each(&self, mut act: impl FnMut(usize)) {
        match self {
            Self::Bits(bits) => each(bits, act),
            Self::Numbers(numbers) => numbers.iter().for_each(|number| act(*number as usize)),
        }
    }

    /// Steps that [`Self::count_in`] takes.
    pub fn cost(&self) -> usize {
        match self {
            Self::Bits(bits) => bits.len() / 64,
            Self::Numbers(numbers) => numbers.len() * STEPS_OF_A_NUMBER,
        }
    }
}

/// Does something with each posting of some bits, in order.
#[inline]
pub fn each(bits: &FixedBitSet, mut act: impl FnMut(usize)) {
    const WIDTH: usize = usize::BITS as usize;
    for (at, word) in bits.as_slice().iter().enumerate() {
        let mut left = *word;
        while left != 0 {
            act(at * WIDTH + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use fixedbitset::FixedBitSet;

    use super::Set;

    #[test]
    fn large_and_small_sets_are_counted_alike() {
        let mut other = FixedBitSet::with_capacity(1000);
        other.insert_range(100..200);
        for step in [1, 10, 300] {
            let numbers: Vec<u32> = (0..1000).step_by(step).collect();
            let expected = numbers.iter().filter(|number| (100..200).contains(*number)).count();
            let set = Set::new(numbers, 1000);
            assert_eq!(set.count_in(&other) as usize, expected, "{step}");
            let mut both = other.clone();
            set.add_to(&mut both);
            assert!(both.contains(0) && both.contains(150));
        }
    }
}
