//! How long ago something was.

use jiff::Unit;
use jiff::civil::Date;

use crate::model::posting::Posted;

/// The date of a posting as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Age {
    /// "2 months ago", with "about" before it where the date is approximate.
    pub ago: String,
    /// ISO 8601.
    pub iso: String,
    /// "22 September 2026".
    pub day: String,
    pub approximate: bool,
}

impl Age {
    /// The age of a posting on the day `today`.
    pub fn new(posted: Posted, today: Date) -> Self {
        let about = if posted.approximate { "about " } else { "" };
        Self {
            ago: format!("{about}{}", ago(posted.at.date(), today)),
            iso: posted.at.to_string(),
            day: day(posted.at.date()),
            approximate: posted.approximate,
        }
    }
}

/// "22 September 2026".
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "3 weeks ago", in the largest whole unit; "today" for today and, since clocks differ, for days to
/// come.
pub fn ago(date: Date, today: Date) -> String {
    let Ok(span) = date.until((Unit::Year, today)) else { return day(date) };
    let units = [
        (i32::from(span.get_years()), "year"),
        (span.get_months(), "month"),
        (span.get_days() / 7, "week"),
        (span.get_days(), "day"),
    ];
    match units.into_iter().find(|(count, _)| *count > 0) {
        Some((1, unit)) => format!("1 {unit} ago"),
        Some((count, unit)) => format!("{count} {unit}s ago"),
        None => "today".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::ago;

    #[test]
    fn ages_have_the_right_plural_and_the_largest_unit() {
        let today = date(2026, 11, 22);
        for (posted, expected) in [
            (date(2026, 11, 22), "today"),
            (date(2026, 11, 23), "today"),
            (date(2026, 11, 21), "1 day ago"),
            (date(2026, 11, 16), "6 days ago"),
            (date(2026, 11, 15), "1 week ago"),
            (date(2026, 11, 1), "3 weeks ago"),
            (date(2026, 10, 22), "1 month ago"),
            (date(2026, 9, 22), "2 months ago"),
            (date(2025, 11, 22), "1 year ago"),
            (date(1, 1, 1), "2025 years ago"),
        ] {
            assert_eq!(ago(posted, today), expected, "{posted}");
        }
    }
}
