//! Numbers in words.

/// What can be counted; templates hand over places and values alike.
pub trait Count {
    /// As a number of one width.
    fn count(&self) -> u64;
}

impl Count for u64 {
    fn count(&self) -> u64 {
        *self
    }
}

impl Count for u32 {
    fn count(&self) -> u64 {
        u64::from(*self)
    }
}

impl Count for usize {
    fn count(&self) -> u64 {
        u64::try_from(*self).unwrap_or(u64::MAX)
    }
}

impl<T: Count> Count for &T {
    fn count(&self) -> u64 {
        (*self).count()
    }
}

/// A number and a noun in the right number: "1 open position", "1,200 open positions". The plural is
/// made with an s.
pub fn counted(count: impl Count, noun: &str) -> String {
    let count = count.count();
    [&grouped(count), " ", &self::noun(count, noun)].concat()
}

/// The noun alone, where its number stands apart.
pub fn noun(count: impl Count, noun: &str) -> String {
    if count.count() == 1 { noun.to_owned() } else { [noun, "s"].concat() }
}

/// A number with commas between thousands.
pub fn grouped(count: impl Count) -> String {
    let digits = count.count().to_string();
    if digits.len() <= 3 {
        return digits;
    }
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        for (count, text) in [(0_u64, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(count), text);
        }
    }
}
