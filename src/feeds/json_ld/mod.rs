//! schema.org's JobPosting as JSON-LD: in the scripts of an HTML page, or as a document of its own.

mod page;
mod posting;
mod repair;

use std::io::{BufRead, Read};

use serde_json::Value;

use crate::feeds::{Origin, Refused, Row, Take};
use page::Page;

/// Largest page in bytes.
const MAX_PAGE: u64 = 16 * 1024 * 1024;

/// Reads the postings of a page. A block of JSON that can't be read and speaks of a posting is a faulty
/// row; a page that speaks of none is refused whole.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    let mut bytes = Vec::new();
    let end = input.take(MAX_PAGE + 1).read_to_end(&mut bytes);
    end.map_err(|error| Refused(format!("breaks off: {error}")))?;
    if bytes.len() as u64 > MAX_PAGE {
        return Err(Refused(format!("is larger than {MAX_PAGE} bytes")));
    }
    let text = page::decode(&bytes);
    let page = Page::read(&text);
    let blocks: Vec<_> = page.blocks.iter().map(|block| (block, repair::parse(block.text))).collect();
    let mut found = Vec::new();
    for (number, (block, parsed)) in (1..).zip(&blocks) {
        match parsed {
            Ok(value) => {
                let mut postings = Vec::new();
                collect(value, &mut postings);
                found.extend((1..).zip(postings).map(|(count, posting)| {
                    (format!("block {number}, line {}, posting {count}", block.line), Ok(posting))
                }));
            }
            Err(reason) if block.text.contains("JobPosting") => {
                found.push((format!("block {number}, line {}", block.line), Err(reason.clone())));
            }
            // Of an organisation or a breadcrumb.
            Err(_) => {}
        }
    }
    if found.is_empty() {
        return Err(Refused("holds no JobPosting of schema.org as JSON-LD".to_owned()));
    }
    // The address of a page with several postings is that of none of them.
    let address = page.canonical.as_deref().filter(|_| found.len() == 1);
    for (at, value) in found {
        let posting = value.and_then(|value| posting::of(value, address, origin));
        if take(Row::new(at, posting)).is_break() {
            break;
        }
    }
    Ok(())
}

/// All objects that are a JobPosting, wherever they stand. No deeper than serde_json reads.
fn collect<'v>(value: &'v Value, postings: &mut Vec<&'v Value>) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, postings)),
        Value::Object(_) if is_posting(&value["@type"]) => postings.push(value),
        Value::Object(parts) => parts.values().for_each(|part| collect(part, postings)),
        _ => {}
    }
}

/// Whether a type, or one of several, is that of a posting: "JobPosting", "schema:JobPosting" or with
/// the whole address.
fn is_posting(kind: &Value) -> bool {
    match kind {
        Value::String(name) => name.rsplit([':', '/', '#']).next() == Some("JobPosting"),
        Value::Array(names) => names.iter().any(|name| name.is_string() && is_posting(name)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::read;
    use crate::feeds::{Origin, Refused, Row};
    use crate::model::pay::Period;
    use crate::model::posting::{EmploymentType, WorkMode};
    use crate::model::stated_pay::Amount;

    const FIXTURE: &str = include_str!("../../../tests/fixtures/feeds/jsonld.html");

    fn rows(text: &str) -> Result<Vec<Row>, Refused> {
        let mut rows = Vec::new();
        let mut take = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        read(&mut text.as_bytes(), &Origin::default(), &mut take)?;
        Ok(rows)
    }

    #[test]
    fn good_blocks_are_read_and_broken_ones_say_where_and_why() {
        let rows = rows(FIXTURE).unwrap();
        let seen: Vec<_> = rows
            .iter()
            .map(|row| match &row.posting {
                Ok(posting) => format!("{}: {}", row.at, posting.title),
                Err(reason) => format!("{}: {reason}", row.at),
            })
            .collect();
        assert_eq!(
            seen,
            [
                "block 2, line 9, posting 1: Quantitative Analyst &amp; Modeller",
                "block 3, line 40: is no JSON: expected `,` or `}` at line 1 column 82 of the block",
                "block 4, line 43, posting 1: Welder",
                "block 4, line 43, posting 2: has no title",
            ]
        );
    }

    #[test]
    fn properties_are_read_in_their_many_forms() {
        let rows = rows(FIXTURE).unwrap();
        let quant = rows[0].posting.as_ref().unwrap();
        assert_eq!(
            (quant.key.board.as_str(), quant.key.native_id.as_str()),
            ("careers.example.com", "77001")
        );
        assert_eq!(quant.company, "Example Corp");
        assert_eq!(quant.work_mode, Some(WorkMode::Remote));
        assert_eq!(quant.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(quant.posted.unwrap().at.to_string(), "2026-07-15");
        assert_eq!(quant.valid_through.unwrap().to_string(), "2026-12-31T23:59:59+01:00");
        let pay = &quant.pay[0];
        assert_eq!(
            (pay.min, pay.max, pay.period),
            (Amount::new(4_500.0), Amount::new(6_000.0), Some(Period::Month))
        );
        assert_eq!(pay.currency.as_deref(), Some("EUR"));
        let html = quant.description_html.as_deref().unwrap();
        assert!(
            html.starts_with("<p>Model risk.</p>\n<p>Write it up.</p>\n<h3>Responsibilities</h3>"),
            "{html}"
        );
        assert!(
            html.matches("Model risk").count() == 1 && html.contains("<h3>Qualifications</h3>"),
            "{html}"
        );
        let welder = rows[2].posting.as_ref().unwrap();
        assert_eq!(welder.pay[0].period, Some(Period::Hour));
        assert_eq!((welder.key.native_id.len(), welder.posted, &welder.url), (32, None, &None));
    }

    #[test]
    fn a_single_posting_is_known_by_the_address_of_its_page() {
        let page = "<link rel='canonical' href='https://example.com/jobs/1'><script type='application/ld+json'>\
            {\"@type\": \"JobPosting\", \"title\": \"Cook\", \"hiringOrganization\": {\"name\": \"Example Inn\"}}</script>";
        let cook = rows(page).unwrap().swap_remove(0).posting.unwrap();
        assert_eq!(cook.key.native_id, "https://example.com/jobs/1");
        assert_eq!(cook.key.board, "example.com");
        let bare = page.split_once("json'>").unwrap().1.trim_end_matches("</script>");
        assert_eq!(rows(bare).unwrap()[0].posting.as_ref().unwrap().key.native_id.len(), 32);
    }

    #[test]
    fn pages_without_a_posting_are_refused() {
        for text in ["", "<html></html>", "{\"@type\": \"Person\"}", "[[[", "<job></job>", "\0"] {
            assert!(rows(text).is_err(), "{text}");
        }
    }
}
