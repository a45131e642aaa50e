//! Dates as feeds write them.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use regex::{Captures, Regex};

use crate::feeds::words;
use crate::model::moment::Moment;

/// Longest text in bytes that can be a date.
const LONGEST: usize = 100;

/// Numbers from here on count milliseconds, smaller ones seconds: 1973 in milliseconds, 5138 in
/// seconds.
const MILLISECONDS_FROM: u64 = 100_000_000_000;

/// `2026-06-28…`, `2026/06/28…`.
static YEAR_FIRST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[Tt]|[ ,]+)(.+))?$").ok());

/// `28.06.2026…`, `28/06/2026…`, `06/28/2026…`.
static YEAR_LAST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:[ ,]+(.+))?$").ok());

/// `Sun, 28 Jun 2026…`, `28th of June 2026…`, `28 de junio de 2026…`; RFC 822 has years of two digits.
static DAY_FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:\p{L}{2,12}\.?,? +)?(\d{1,2})(?:st|nd|rd|th|er|º)?\.?[ -]+(?:of +|de +)?",
        r"(\p{L}{3,12})\.?,?[ -]+(?:del? +)?(\d{4}|\d{2})(?:[ ,]+(.+))?$"
    ))
    .ok()
});

/// `June 28, 2026…`, `Sunday, Jun. 28th 2026…`.
static MONTH_FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\p{L}{2,12}\.?,? +)?(\p{L}{3,12})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:[ ,]+(.+))?$",
    )
    .ok()
});

/// `09:18:24.123 PM EST`, its zone in whatever form.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:at +)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d{0,9})?)? *([AaPp]\.?[Mm]\.?)? *(.*)$",
    )
    .ok()
});

/// `+02:00`, `GMT-0500`, `UTC+2`; what follows in brackets names the same zone once more.
static OFFSET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?(?: *[(\[].*)?$").ok());

/// Zones whose abbreviations mean one thing in feeds, by their offset in hours. Those of the United
/// States are the ones of RFC 822.
const ZONES: &[(&str, i8)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("cet", 1),
    ("cest", 2),
    ("mez", 1),
    ("mesz", 2),
];

/// How months begin in English, German, French, Spanish, Italian, Portuguese and Dutch, folded to
/// lower-case ASCII. None begins another.
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fev", 2),
    ("mar", 3),
    ("mrt", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
];

/// Reads a date or time in any form that feeds are known to use; `None` for any other, and for days
/// that can be read in two ways such as 03/04/2026. Of a time that states no zone only the day is
/// known, and only the day is kept.
pub fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(moment) = digits(text) {
        return moment;
    }
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    year_first(text).or_else(|| year_last(text)).or_else(|| named_month(text))
}

/// Seconds or milliseconds since 1970, told apart by their size.
pub fn from_epoch(number: i64) -> Option<Moment> {
    let at = if number.unsigned_abs() < MILLISECONDS_FROM {
        Timestamp::from_second(number)
    } else {
        Timestamp::from_millisecond(number)
    };
    Moment::instant(at.ok()?, Offset::UTC)
}

/// What digits alone mean, `YYYYMMDD` or a count since 1970; the outer `None` where others stand
/// among them.
fn digits(text: &str) -> Option<Option<Moment>> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = text.parse::<i64>().ok();
    Some(match (text.len(), number) {
        (8, Some(number)) => i16::try_from(number / 10_000).ok().and_then(|year| {
            let (month, day) = (i8::try_from(number / 100 % 100).ok()?, i8::try_from(number % 100).ok()?);
            Moment::day(Date::new(year, month, day).ok()?)
        }),
        (_, Some(number)) => from_epoch(number),
        (_, None) => None,
    })
}

/// A regular expression's groups in a text.
fn captures<'t>(regex: &LazyLock<Option<Regex>>, text: &'t str) -> Option<Captures<'t>> {
    regex.as_ref()?.captures(text)
}

/// The number in a group.
fn number<T: std::str::FromStr>(captures: &Captures<'_>, group: usize) -> Option<T> {
    captures.get(group)?.as_str().parse().ok()
}

fn year_first(text: &str) -> Option<Moment> {
    let parts = captures(&YEAR_FIRST, text)?;
    let date = Date::new(number(&parts, 1)?, number(&parts, 2)?, number(&parts, 3)?).ok()?;
    at(date, parts.get(4).map(|rest| rest.as_str()))
}

/// With points the day stands first; with other marks only where its number tells.
fn year_last(text: &str) -> Option<Moment> {
    let parts = captures(&YEAR_LAST, text)?;
    let (first, second): (i8, i8) = (number(&parts, 1)?, number(&parts, 3)?);
    let (day, month) = match parts.get(2)?.as_str() {
        "." => (first, second),
        _ if first > 12 || first == second => (first, second),
        _ if second > 12 => (second, first),
        _ => return None,
    };
    at(Date::new(number(&parts, 4)?, month, day).ok()?, parts.get(5).map(|rest| rest.as_str()))
}

fn named_month(text: &str) -> Option<Moment> {
    let (parts, day, name) = match captures(&DAY_FIRST, text) {
        Some(parts) => (parts, 1, 2),
        None => (captures(&MONTH_FIRST, text)?, 2, 1),
    };
    let name = words::key(parts.get(name)?.as_str());
    let month = MONTHS.iter().find(|(start, _)| name.starts_with(start))?.1;
    let year = match number::<i16>(&parts, 3)? {
        year @ 0..=89 => year + 2000,
        year @ 90..=99 => year + 1900,
        year => year,
    };
    at(Date::new(year, month, number(&parts, day)?).ok()?, parts.get(4).map(|rest| rest.as_str()))
}

/// The moment of a day and what stands behind it: the instant where that is a time with its zone, the
/// day where it is a time without one or nothing.
fn at(date: Date, rest: Option<&str>) -> Option<Moment> {
    let Some(rest) = rest else { return Moment::day(date) };
    let parts = captures(&TIME, rest.trim())?;
    let hour: i8 = number(&parts, 1)?;
    let hour = match parts.get(5).map(|half| half.as_str().to_ascii_lowercase().starts_with('p')) {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let second: i8 = number(&parts, 3).unwrap_or(0);
    let fraction: i32 = match parts.get(4) {
        Some(digits) => format!("{:0<9}", digits.as_str()).parse().ok()?,
        None => 0,
    };
    // a leap second is taken for the last of its minute
    let time = Time::new(hour, number(&parts, 2)?, second.min(59), fraction).ok()?;
    match offset(parts.get(6).map_or("", |zone| zone.as_str())) {
        Some(offset) => {
            let at = offset.to_timestamp(DateTime::from_parts(date, time)).ok()?;
            Moment::instant(at, offset)
        }
        None => Moment::day(date),
    }
}

/// The offset of a zone such as "EST", "GMT" or "+0200".
fn offset(zone: &str) -> Option<Offset> {
    let zone = zone.trim();
    let name = zone.to_ascii_lowercase();
    if let Some((_, hours)) = ZONES.iter().find(|(known, _)| *known == name) {
        return Offset::from_hours(*hours).ok();
    }
    let parts = captures(&OFFSET, zone)?;
    let minutes: i32 = number::<i32>(&parts, 2)? * 60 + number::<i32>(&parts, 3).unwrap_or(0);
    let sign = if parts.get(1)?.as_str() == "-" { -1 } else { 1 };
    Offset::from_seconds(sign * minutes * 60).ok()
}

#[cfg(test)]
mod tests {
    use super::{from_epoch, parse};

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(parse(text).map(|moment| moment.to_string()).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn instants_keep_the_offset_in_which_they_were_stated() {
        for (text, expected) in [
            ("2026-02-24T09:25:19-05:00", "2026-02-24T09:25:19-05:00"),
            ("2025-05-09T04:44:58.347+00:00", "2025-05-09T04:44:58.347Z"),
            ("2026-08-17T07:35:02.787Z", "2026-08-17T07:35:02.787Z"),
            ("2026-08-17T07:35:02+0200", "2026-08-17T07:35:02+02:00"),
            ("2026-08-17 07:35Z", "2026-08-17T07:35:00Z"),
            ("2026-08-05 10:10:39 UTC", "2026-08-05T10:10:39Z"),
            ("2026-08-05 10:10:39 +0000", "2026-08-05T10:10:39Z"),
            ("Sun, 28 Jun 2026 00:00:00 EST", "2026-06-28T00:00:00-05:00"),
            ("Fri, 15 May 2026 06:35:35 GMT", "2026-05-15T06:35:35Z"),
            ("Fri, 15 May 26 06:35 UT", "2026-05-15T06:35:00Z"),
            ("15 May 2026 06:35:60 PDT", "2026-05-15T06:35:59-07:00"),
            ("Fri, 15 May 2026 06:35:35 -0330", "2026-05-15T06:35:35-03:30"),
            ("Fri, 15 May 2026 06:35:35 Z", "2026-05-15T06:35:35Z"),
            ("June 28, 2026 at 9:30 PM EDT", "2026-06-28T21:30:00-04:00"),
            ("Sun Jun 28 2026 12:05:00 GMT+0200 (Central European Summer Time)", "2026-06-28T12:05:00+02:00"),
            ("1782604800", "2026-06-28T00:00:00Z"),
            ("1782604800123", "2026-06-28T00:00:00.123Z"),
        ] {
            reads(text, expected);
        }
    }

    #[test]
    fn of_a_time_without_a_zone_only_the_day_is_known() {
        for (text, expected) in [
            ("2017-01-30", "2017-01-30"),
            ("\n 2017-1-3\n", "2017-01-03"),
            (" 2021-12-21 09:18:24 ", "2021-12-21"),
            ("2026-02-24T09:25:19", "2026-02-24"),
            ("2026-02-24T09:25:19.123456", "2026-02-24"),
            ("2026-02-24T09:25:19[America/New_York]", "2026-02-24"),
            ("2026/02/24", "2026-02-24"),
            ("20260224", "2026-02-24"),
            ("05.07.2023", "2023-07-05"),
            ("5.7.2023 14:00", "2023-07-05"),
            ("28/06/2026", "2026-06-28"),
            ("06/28/2026", "2026-06-28"),
            ("06/06/2026", "2026-06-06"),
            ("June 28, 2026", "2026-06-28"),
            ("Sunday, Jun. 28th, 2026", "2026-06-28"),
            ("28 Jun 2026", "2026-06-28"),
            ("28-Jun-2026", "2026-06-28"),
            ("Tue, 02 Sept 2025 10:00:00 IST", "2025-09-02"),
            ("28. Juni 2026", "2026-06-28"),
            ("3. März 2026", "2026-03-03"),
            ("1er août 2026", "2026-08-01"),
            ("28 de junio de 2026", "2026-06-28"),
        ] {
            reads(text, expected);
        }
    }

    #[test]
    fn what_may_mean_several_things_or_none_is_left_out() {
        for text in [
            "",
            "soon",
            "03/04/2026",
            "3-4-2026",
            "2026-02-30",
            "31.06.2026",
            "0000-01-01",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "9999-12-31",
            "2026-02-24T25:00:00Z",
            "2026-02-24 and later",
            "28 Foo 2026",
            "Posted 3 days ago",
            "0",
            "-1",
            "99999999999999999999999",
            "\u{660}\u{661}.\u{660}\u{661}.\u{662}\u{660}\u{662}\u{666}",
            &"1".repeat(10_000),
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn counts_are_seconds_or_milliseconds_by_their_size() {
        let read = |number| from_epoch(number).map(|moment| moment.to_string());
        assert_eq!(read(1_782_604_800).as_deref(), Some("2026-06-28T00:00:00Z"));
        assert_eq!(read(1_782_604_800_500).as_deref(), Some("2026-06-28T00:00:00.5Z"));
        assert_eq!(read(0), None);
        assert_eq!(read(i64::MAX), None);
        assert_eq!(read(i64::MIN), None);
    }
}
