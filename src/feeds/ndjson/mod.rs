//! NDJSON: one posting a line, as `export postings` writes it. Reading also takes the flat names that
//! scrapers write (`location`, `remote`, `salary_min`, `postedAt` …); names that are not known are
//! passed over.

mod line;
mod schema;

use std::io::BufRead;
use std::ops::ControlFlow;

use serde_json::error::Category;

use crate::feeds::flat::line_reader::{Lines, Taken};
use crate::feeds::flat::record::Record;
use crate::feeds::{Origin, Refused, Row, Take};

pub use line::Line;
pub use schema::schema;

/// How many faulty lines are waited for until a file without a good one is taken for another format.
const PATIENCE: usize = 20;

/// Reads postings line by line. A faulty line is a row of its own; a file is refused whole if no line
/// of its first 20 is a posting and one of them is not even faulty as one.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    let mut lines = Lines::new(input);
    let mut waiting = Some(Waiting::default());
    while let Some((number, taken)) = lines.advance().map_err(Refused)? {
        let mut rows = match (entry(&taken, number, origin), waiting.take()) {
            (Entry::BreaksOff, None) => return Err(Refused(format!("breaks off in line {number}"))),
            (Entry::Row(row), None) => vec![row],
            (Entry::Row(row), Some(mut held)) if row.posting.is_ok() => {
                held.rows.push(row);
                held.rows
            }
            (entry, Some(mut held)) => {
                held.add(entry, number);
                if held.rows.len() < PATIENCE {
                    waiting = Some(held);
                    continue;
                }
                held.judged()?
            }
            (Entry::Foreign(row, _), None) => vec![row],
        };
        for row in rows.drain(..) {
            if take(row).is_break() {
                return Ok(());
            }
        }
    }
    for row in waiting.map_or(Ok(Vec::new()), Waiting::judged)? {
        if let ControlFlow::Break(()) = take(row) {
            break;
        }
    }
    Ok(())
}

/// What a line is.
enum Entry {
    /// A posting, or an object that resembles one and is faulty.
    Row(Row),
    /// Something else, and how it begins.
    Foreign(Row, String),
    /// The last line, cut off.
    BreaksOff,
}

fn entry(taken: &Taken<'_>, number: usize, origin: &Origin) -> Entry {
    let at = format!("line {number}");
    let (bytes, complete) = match taken {
        Taken::Line { bytes, complete } => (*bytes, *complete),
        Taken::TooLong { limit } => {
            let row = Row::new(at, Err(format!("is longer than {limit} bytes")));
            return Entry::Foreign(row, String::new());
        }
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Entry::Foreign(Row::new(at, Err("is not UTF-8".to_owned())), String::new());
    };
    match serde_json::from_str::<Record<'_>>(text) {
        Ok(record) if record.resembles_posting() => Entry::Row(record.row(at, "ndjson", origin)),
        Ok(_) => {
            Entry::Foreign(Row::new(at, Err("has none of the fields of a posting".to_owned())), start(text))
        }
        Err(error) if !complete && error.classify() == Category::Eof && text.starts_with('{') => {
            Entry::BreaksOff
        }
        Err(error) => {
            Entry::Foreign(Row::new(at, Err(format!("is no JSON object: {}", cause(&error)))), start(text))
        }
    }
}

/// What is wrong with a line, without serde's own count of lines.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let cause = text.split(" at line ").next().unwrap_or_default();
    format!("{cause} in column {}", error.column())
}

fn start(text: &str) -> String {
    text.chars().take(1).collect()
}

/// Faulty rows that are held back as long as the file may be of another format.
#[derive(Default)]
struct Waiting {
    rows: Vec<Row>,
    /// Why the file is none of ours, from its first line that is no posting.
    foreign: Option<String>,
}

impl Waiting {
    fn add(&mut self, entry: Entry, number: usize) {
        match entry {
            Entry::Row(row) => self.rows.push(row),
            Entry::Foreign(row, start) => {
                let reason = row.posting.as_ref().err().cloned().unwrap_or_default();
                self.foreign.get_or_insert(format!("is no NDJSON: line {number} {reason}; {}", hint(&start)));
                self.rows.push(row);
            }
            Entry::BreaksOff => {
                self.foreign.get_or_insert(format!("breaks off in line {number}"));
            }
        }
    }

    fn judged(self) -> Result<Vec<Row>, Refused> {
        self.foreign.map_or(Ok(self.rows), |reason| Err(Refused(reason)))
    }
}

/// What to do about a file that begins so.
fn hint(start: &str) -> &'static str {
    match start {
        "<" => "is it HTML or XML (--format jsonld, indeed, personio or rss)?",
        "[" | "{" => "is it the answer of a hiring system (--format greenhouse, lever, ashby …)?",
        _ => "one JSON object a line is expected; a table is read with --format csv",
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::{Line, read, schema};
    use crate::feeds::{Origin, Refused, Row, clean};
    use crate::model::posting::{Match, Place, Posting, PostingKey, WorkMode};
    use crate::model::stated_pay::Amount;

    const FIXTURE: &str = include_str!("../../../tests/fixtures/feeds/postings.ndjson");

    fn rows(text: &str) -> Result<Vec<Row>, Refused> {
        let mut rows = Vec::new();
        let mut take = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        read(&mut text.as_bytes(), &Origin::default(), &mut take)?;
        Ok(rows)
    }

    fn reason(row: &Row) -> (&str, &str) {
        (&row.at, row.posting.as_ref().unwrap_err())
    }

    #[test]
    fn good_lines_are_read_and_faulty_ones_say_where_and_why() {
        let rows = rows(FIXTURE).unwrap();
        assert_eq!(rows.len(), 6);
        let good: Vec<&Posting> = rows.iter().filter_map(|row| row.posting.as_ref().ok()).collect();
        let keys: Vec<_> = good.iter().map(|p| (p.key.source.as_str(), p.key.native_id.as_str())).collect();
        let nurse = "https://jobs.example.com/nurse/0";
        assert_eq!(
            keys,
            [("greenhouse", "4001234567"), ("ndjson", nurse), ("ndjson", "1087191"), ("lever", "c0ffee")]
        );
        let (at, why) = reason(&rows[3]);
        assert_eq!((at, why), ("line 5", "has neither an id nor a url by which to know it again"));
        let (at, why) = reason(&rows[4]);
        assert!(at == "line 6" && why.starts_with("is no JSON object: EOF"), "{at} {why}");
        assert_eq!(rows[0].first_seen.unwrap().to_string(), "2026-02-25T00:00:00Z");
        assert_eq!(good[0].work_mode, Some(WorkMode::Hybrid));
        assert_eq!(good[0].views, 12);
        // The range below nothing is dropped.
        assert_eq!(good[0].pay.len(), 1);
        let nurse = &good[1].pay[0];
        assert_eq!(
            (nurse.min, nurse.max, &nurse.currency, nurse.period),
            (Amount::new(60_000.0), None, &None, None)
        );
        assert_eq!(good[3].posted, None);
    }

    #[test]
    fn what_is_written_reads_back_and_keeps_to_the_schema() {
        let row = rows(FIXTURE).unwrap().swap_remove(0);
        let posting = row.posting.unwrap();
        let standing = Match::default();
        let line = Line::of(&posting, row.first_seen, row.closed_at, &standing);
        let text = serde_json::to_string(&line).unwrap();
        let back = rows(&text).unwrap().swap_remove(0);
        assert_eq!(back.posting.unwrap(), posting);
        assert_eq!(back.first_seen, row.first_seen);
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let lines = FIXTURE.lines().filter_map(|line| serde_json::from_str(line).ok());
        let valid: Vec<_> = lines.map(|line: serde_json::Value| validator.is_valid(&line)).collect();
        // The first has a pay of -1, the fourth no id.
        assert_eq!(valid, [false, true, true, false, true]);
        assert!(validator.is_valid(&serde_json::to_value(&line).unwrap()));
    }

    #[test]
    fn other_formats_are_refused_with_a_hint() {
        let csv = format!("title,company\n{}", "a,b\n".repeat(30));
        for (text, hint) in [
            ("<!doctype html>\n<html>", "jsonld"),
            ("[\n{\"title\": \"x\", \"url\": \"u\"},\n]", "greenhouse"),
            ("{\"jobs\": [{\"title\": \"x\"}], \"meta\": {}}", "greenhouse"),
            ("\u{0}\u{1}", "one JSON object a line"),
            (&"[".repeat(5_000_000), "one JSON object a line"),
            (csv.as_str(), "csv"),
        ] {
            let refused = rows(text).unwrap_err().0;
            assert!(refused.starts_with("is no NDJSON: line 1") && refused.contains(hint), "{refused}");
        }
    }

    #[test]
    fn hostile_lines_cost_only_themselves() {
        let good = r#"{"title": "Cook", "company": "Example Inn", "id": 18446744073709551615}"#;
        let nested = "[".repeat(1_000_000);
        let deep = format!(r#"{{"title": "x", "id": "1", "pay": {nested}"#);
        let twice = r#"{"title": "A", "title": "B", "company": "Example Inn", "id": "\ud800"}"#;
        let text = format!("\u{feff}{deep}\n{nested}\n{twice}\n\0\n{good}\n");
        let rows = rows(&text).unwrap();
        assert_eq!(rows.len(), 5);
        assert!(rows[..4].iter().all(|row| row.posting.is_err()), "{rows:?}");
        assert_eq!(rows[4].posting.as_ref().unwrap().key.native_id, "18446744073709551615");
    }

    #[test]
    fn a_file_cut_off_is_refused_after_its_good_lines() {
        let (good, _) = FIXTURE.split_once('\n').unwrap();
        let mut taken = 0;
        let mut take = |_| {
            taken += 1;
            ControlFlow::Continue(())
        };
        let text = format!("{good}\n{{\"title\": \"Cut o");
        let refused = read(&mut text.as_bytes(), &Origin::default(), &mut take).unwrap_err();
        assert_eq!((refused.0.as_str(), taken), ("breaks off in line 2", 1));
        assert_eq!(rows(r#"{"title": "#).unwrap_err().0, "breaks off in line 1");
        assert_eq!(rows("\n\n").unwrap().len(), 0);
    }

    #[test]
    fn what_was_cleaned_is_exported_and_read_back_as_it_is() {
        let key =
            PostingKey { source: "example".to_owned(), board: String::new(), native_id: "1".to_owned() };
        let plain =
            Posting { key, title: "Cook".to_owned(), company: "Inn".to_owned(), ..Posting::default() };
        let cut = |space: &str| format!("{}{space}{}", "é".repeat(199), "é".repeat(2_000));
        let place = |raw: String| Place { raw, city: None, region: None, country: None };
        for posting in [
            Posting { title: format!("R&{}lt; D", "amp;".repeat(9)), ..plain.clone() },
            Posting { title: "e\u{301}\u{200d}\u{feff} x".to_owned(), ..plain.clone() },
            Posting { description_html: Some(" \n<p>You cook.</p>\n".to_owned()), ..plain.clone() },
            Posting {
                description_html: Some("<p>You cook.</p>".to_owned()),
                excerpt: "In short".to_owned(),
                ..plain.clone()
            },
            Posting { description_html: Some("<p>You\u{200b} cook.</p>".to_owned()), ..plain.clone() },
            Posting { excerpt: format!("{} y", "x".repeat(999)), ..plain.clone() },
            Posting { places: vec![place(cut(" ")), place(cut("\u{200d}"))], ..plain.clone() },
        ] {
            let posting = clean::posting(posting).unwrap();
            let standing = Match::default();
            let line = serde_json::to_string(&Line::of(&posting, None, None, &standing)).unwrap();
            let again = rows(&line).unwrap().remove(0).posting.and_then(clean::posting);
            assert_eq!(again.as_ref(), Ok(&posting), "{line}");
        }
    }
}
