//! The postings that stand first in an order, however many there are.

use std::cmp::Ordering;

/// By what postings are put in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// Higher ones first; 0 in the order of days.
    pub score: f32,
    /// Later ones first.
    pub day: u16,
    /// Lower ones first.
    pub id: u64,
}

impl Key {
    fn compare(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score.then(other.day.cmp(&self.day)).then(self.id.cmp(&other.id))
    }
}

/// Keeps the first of all that are offered.
#[derive(Debug)]
pub struct Best {
    most: usize,
    kept: Vec<Key>,
    /// The last of those that can still be among the first.
    bound: Option<Key>,
}

impl Best {
    /// Keeps at most so many.
    pub fn new(most: usize) -> Self {
        Self { most: most.max(1), kept: Vec::new(), bound: None }
    }

    /// Offers one.
    #[inline]
    pub fn offer(&mut self, key: Key) {
        if self.bound.is_some_and(|bound| key.score < bound.score || bound.compare(&key) != Ordering::Greater)
        {
            return;
        }
        self.kept.push(key);
        if self.kept.len() >= 2 * self.most + 64 {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.kept.len() > self.most {
            self.kept.select_nth_unstable_by(self.most - 1, Key::compare);
            self.kept.truncate(self.most);
            self.bound = self.kept.last().copied();
        }
    }

    /// The first, in order.
    pub fn finish(mut self) -> Vec<Key> {
        self.shrink();
        self.kept.sort_unstable_by(Key::compare);
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::{Best, Key};

    #[test]
    fn the_first_are_kept_in_order() {
        let mut best = Best::new(3);
        for id in 0..1000_u64 {
            let score = f32::from(u16::try_from(id * 7919 % 1000).unwrap());
            best.offer(Key { score, day: 1, id });
        }
        let scores: Vec<f32> = best.finish().iter().map(|key| key.score).collect();
        assert_eq!(scores, [999.0, 998.0, 997.0]);
        let mut best = Best::new(2);
        for (day, id) in [(1, 1), (2, 9), (2, 3)] {
            best.offer(Key { score: 0.0, day, id });
        }
        assert_eq!(best.finish().iter().map(|key| key.id).collect::<Vec<_>>(), [3, 9]);
    }
}
