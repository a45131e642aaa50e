//! When something was or will be, as exactly as it was stated.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The first day that a feed can mean; anything earlier is a slip such as an empty field.
const EARLIEST: Date = date(1990, 1, 1);

/// The last day that a feed can mean; anything later stands for "never".
const LATEST: Date = date(2100, 12, 31);

/// A day, or an instant with the offset from UTC in which it was stated. Written as ISO 8601:
/// `2026-02-24` or `2026-02-24T09:25:19-05:00`, from 1990 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    Day(Date),
    Instant(Timestamp, Offset),
}

impl Moment {
    /// A day, if it lies within bounds.
    pub fn day(day: Date) -> Option<Self> {
        (EARLIEST..=LATEST).contains(&day).then_some(Self::Day(day))
    }

    /// An instant, if it lies within bounds.
    pub fn instant(at: Timestamp, offset: Offset) -> Option<Self> {
        let moment = Self::Instant(at, offset);
        (EARLIEST..=LATEST).contains(&moment.date()).then_some(moment)
    }

    /// The day, where the moment was stated.
    pub fn date(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(at, offset) => offset.to_datetime(at).date(),
        }
    }

    /// Its first instant: that of an instant itself, the start in UTC of a day.
    pub fn start(self) -> Timestamp {
        match self {
            Self::Instant(at, _) => at,
            Self::Day(day) => day.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |zoned| zoned.timestamp()),
        }
    }

    /// The first instant after it: that of an instant itself, the end in UTC of a day.
    pub fn end(self) -> Timestamp {
        match self {
            Self::Instant(at, _) => at,
            Self::Day(day) => day
                .tomorrow()
                .and_then(|next| next.to_zoned(TimeZone::UTC))
                .map_or(Timestamp::MAX, |zoned| zoned.timestamp()),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Instant(at, offset) if *offset == Offset::UTC => write!(f, "{at}"),
            Self::Instant(at, offset) => write!(f, "{}", at.display_with_offset(*offset)),
        }
    }
}

/// Reads what [`Moment`] writes. Anything else, and what lies out of bounds, is an error.
impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no day or instant from 1990 to 2100, as 2026-02-24T09:25:19Z");
        let pieces = Pieces::parse(text).map_err(|_| wrong())?;
        let moment = match (pieces.time(), pieces.to_numeric_offset()) {
            (None, _) => Self::day(pieces.date()),
            (Some(time), Some(offset)) => offset
                .to_timestamp(pieces.date().to_datetime(time))
                .ok()
                .and_then(|at| Self::instant(at, offset)),
            (Some(_), None) => None,
        };
        moment.ok_or_else(wrong)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day or an instant, as 2026-02-24 or 2026-02-24T09:25:19-05:00, from 1990 to 2100",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+))?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn moments_read_back_as_they_are_written() {
        for text in ["2026-02-24", "2026-02-24T14:25:19Z", "2026-02-24T09:25:19-05:00"] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!(moment.to_string(), text);
            assert_eq!(moment.date().to_string(), "2026-02-24");
        }
    }

    #[test]
    fn days_end_with_the_day_and_instants_at_once() {
        let end = |text: &str| text.parse::<Moment>().unwrap().end().to_string();
        assert_eq!(end("2026-02-24"), "2026-02-25T00:00:00Z");
        assert_eq!(end("2026-02-24T09:25:19-05:00"), "2026-02-24T14:25:19Z");
    }

    #[test]
    fn slips_are_no_moments() {
        for text in ["0000-01-01", "9999-12-31", "2026-02-30", "2026-02-24T09:25:19", "soon", ""] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }
}
