//! Whether an answer is what its board should give, and whether all of it came: counted without
//! reading the postings themselves.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::kind;
use crate::feeds::Format;

/// What was counted in an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// Entries, where the format tells without reading them.
    pub entries: Option<usize>,
    /// Why this is not all that the board has.
    pub fault: Option<String>,
}

/// Refuses an answer that is something else altogether, such as a web page in place of a feed.
pub fn check_form(format: Format, bytes: &[u8]) -> Result<(), String> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let wanted = kind::name(format);
    if text.is_empty() {
        return Err(format!("the answer is empty, not {wanted}"));
    }
    let html = starts_with(text, b"<!doctype html") || starts_with(text, b"<html");
    let right = match format {
        Format::Greenhouse
        | Format::Lever
        | Format::Ashby
        | Format::Workable
        | Format::SmartRecruiters
        | Format::Recruitee => text.starts_with(b"{") || text.starts_with(b"["),
        Format::Ndjson => text.starts_with(b"{"),
        Format::Personio | Format::Indeed | Format::Rss => !html && text.contains(&b'<'),
        Format::Csv => !html,
        Format::JsonLd => true,
    };
    match (right, html) {
        (true, _) => Ok(()),
        (false, true) => Err(format!("the answer is a web page, not {wanted}")),
        (false, false) => Err(format!("the answer is not {wanted}")),
    }
}

fn starts_with(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[derive(Deserialize)]
struct Jobs {
    jobs: Vec<IgnoredAny>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    total: Option<usize>,
}

#[derive(Deserialize)]
struct Offers {
    offers: Vec<IgnoredAny>,
}

/// Either form of Workable's answer.
#[derive(Deserialize)]
struct Workable {
    #[serde(alias = "results")]
    jobs: Vec<IgnoredAny>,
    total: Option<usize>,
}

/// Counts an answer's entries, where its format is JSON and thus can be told to be whole.
pub fn count(format: Format, bytes: &[u8]) -> Count {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let counted = match format {
        Format::Greenhouse | Format::Ashby => serde_json::from_slice::<Jobs>(text)
            .map(|read| (read.jobs.len(), read.meta.and_then(|meta| meta.total))),
        Format::Lever => serde_json::from_slice::<Vec<IgnoredAny>>(text).map(|read| (read.len(), None)),
        Format::Workable => {
            serde_json::from_slice::<Workable>(text).map(|read| (read.jobs.len(), read.total))
        }
        Format::Recruitee => serde_json::from_slice::<Offers>(text).map(|read| (read.offers.len(), None)),
        Format::SmartRecruiters
        | Format::Personio
        | Format::JsonLd
        | Format::Indeed
        | Format::Rss
        | Format::Ndjson
        | Format::Csv => return Count::default(),
    };
    match counted {
        Err(error) => Count { entries: None, fault: Some(format!("the answer is damaged: {error}")) },
        Ok((entries, total)) => Count {
            entries: Some(entries),
            fault: total
                .filter(|total| *total > entries)
                .map(|total| format!("the answer holds {entries} of {total} postings")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{check_form, count};
    use crate::feeds::Format;

    #[test]
    fn web_pages_and_nothing_are_no_feeds() {
        let page = b"\n<!DOCTYPE html><title>Sign in</title>";
        for format in
            [Format::Lever, Format::Personio, Format::Rss, Format::Indeed, Format::Csv, Format::Ndjson]
        {
            assert!(check_form(format, page).unwrap_err().contains("web page"), "{format:?}");
            assert!(check_form(format, b" \n").unwrap_err().contains("empty"), "{format:?}");
        }
        assert!(check_form(Format::JsonLd, page).is_ok());
        assert!(check_form(Format::Lever, b"Too many requests").is_err());
        assert!(check_form(Format::Rss, b"<?xml version=\"1.0\"?><rss/>").is_ok());
        assert!(check_form(Format::Ashby, "\u{feff} {\"jobs\": []}".as_bytes()).is_ok());
    }

    #[test]
    fn entries_are_counted_and_damage_is_told() {
        for (format, text, entries) in [
            (Format::Greenhouse, r#"{"jobs": [{"id": 1}, {}], "meta": {"total": 2}}"#, 2),
            (Format::Ashby, r#"{"apiVersion": "1", "jobs": []}"#, 0),
            (Format::Lever, "[{}, {}, {}]", 3),
            (Format::Workable, r#"{"name": "Example Corp", "jobs": [{}]}"#, 1),
            (Format::Workable, r#"{"total": 1, "results": [{}]}"#, 1),
            (Format::Recruitee, r#"{"offers": [{}]}"#, 1),
        ] {
            let counted = count(format, text.as_bytes());
            assert_eq!((counted.entries, counted.fault), (Some(entries), None), "{text}");
            assert!(count(format, &text.as_bytes()[..text.len() - 1]).fault.is_some(), "{text}");
        }
        let part = count(Format::Greenhouse, br#"{"jobs": [{}], "meta": {"total": 70}}"#);
        assert_eq!(part.fault.as_deref(), Some("the answer holds 1 of 70 postings"));
        assert!(count(Format::Lever, br#"{"ok": false, "error": "Document not found"}"#).fault.is_some());
        let deep = "[".repeat(2_000_000);
        assert!(count(Format::Lever, deep.as_bytes()).fault.is_some());
    }
}
