//! Shares of an axis, as pages write them by the hundred.

use std::fmt::{self, Write};
use std::ops::Sub;

use askama::{FastWritable, NO_VALUES, Values};
use serde::Serialize;

/// A share in hundredths of a percent, so that no page holds the noise of binary fractions; written in percent,
/// as "12.5".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Share(u32);

impl Share {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// What `part` is of `whole`; nothing of nothing.
    pub fn of(part: u32, whole: u32) -> Self {
        let hundredths = (u64::from(part) * 20_000 + u64::from(whole)).checked_div(u64::from(whole) * 2);
        Self(u32::try_from(hundredths.unwrap_or(0)).unwrap_or(u32::MAX))
    }

    /// Whether it is nothing.
    pub fn is_nothing(self) -> bool {
        self == Self::NONE
    }

    /// In percent.
    pub fn percent(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Sub for Share {
    type Output = Self;

    /// What is left, at least nothing.
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_into(f, NO_VALUES).map_err(|_| fmt::Error)
    }
}

impl FastWritable for Share {
    /// Formatting a number of floating point takes ten times as long.
    fn write_into(&self, dest: &mut dyn Write, values: &dyn Values) -> askama::Result<()> {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        whole.write_into(dest, values)?;
        if rest > 0 {
            dest.write_str(if rest < 10 { ".0" } else { "." })?;
            let digits = if rest.is_multiple_of(10) { rest / 10 } else { rest };
            digits.write_into(dest, values)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use askama::{FastWritable, NO_VALUES};

    use super::Share;

    #[test]
    fn shares_are_written_in_percent_without_needless_digits() {
        for (part, whole, text) in [
            (0, 1, "0"),
            (1, 8, "12.5"),
            (1, 3, "33.33"),
            (2, 3, "66.67"),
            (1, 99, "1.01"),
            (7, 7, "100"),
            (105, 100_000, "0.11"),
            (1, 0, "0"),
            (u32::MAX, 1, "42949672.95"),
        ] {
            let share = Share::of(part, whole);
            assert_eq!(share.to_string(), text, "{part} of {whole}");
            let mut fast = String::new();
            share.write_into(&mut fast, NO_VALUES).unwrap();
            assert_eq!(fast, text, "{part} of {whole}");
        }
    }

    #[test]
    fn nothing_is_less_than_nothing() {
        assert_eq!(Share::of(1, 4) - Share::of(1, 8), Share::of(1, 8));
        assert_eq!(Share::NONE - Share::WHOLE, Share::NONE);
    }
}
