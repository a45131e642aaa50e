//! CSV: a table with the fields of NDJSON as columns, under any of the names that are taken there. A
//! cell of `places`, `locations` or `pay` may hold a list in JSON.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::feeds::flat::field::Field;
use crate::feeds::flat::record::Record;
use crate::feeds::{Origin, Refused, Row, Take};

/// Longest row that is taken, in bytes; a longer one is a quotation mark that is never closed.
const MAX_ROW: usize = 4 * 1024 * 1024;

/// Most bytes of the header in which the delimiter is looked for.
const MAX_HEADER: usize = 64 * 1024;

/// Reads postings row by row. A faulty row is a row of its own; a table without a column of titles is
/// refused whole.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    let start = input.fill_buf().map_err(|error| Refused(format!("cannot be read: {error}")))?;
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        return Err(Refused("is UTF-16: save the table as UTF-8".to_owned()));
    }
    let delimiter = delimiter(start);
    let input = Bounded { input, left: MAX_ROW, last: b'\n' };
    let mut table =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(input);
    let mut cells = ByteRecord::new();
    if !advance(&mut table, &mut cells)? {
        return Ok(());
    }
    let columns = columns(&cells)?;
    // Each row is held until the next is there: only the last can be cut off.
    let mut held = None::<(Row, bool)>;
    loop {
        let more = advance(&mut table, &mut cells);
        if more != Ok(false)
            && let Some((row, _)) = held.take()
            && take(row).is_break()
        {
            return Ok(());
        }
        if !more? {
            break;
        }
        let line = cells.position().map_or(0, csv::Position::line);
        let row = match record(&cells, &columns) {
            Ok(record) => record.row(format!("line {line}"), "csv", origin),
            Err(reason) => Row::new(format!("line {line}"), Err(reason)),
        };
        held = Some((row, cells.len() < columns.len()));
    }
    let Some((row, short)) = held else { return Ok(()) };
    if short && table.get_ref().last != b'\n' {
        return Err(Refused(format!("breaks off in {}", row.at)));
    }
    let _: ControlFlow<()> = take(row);
    Ok(())
}

/// Whether there was one more row.
fn advance(table: &mut Reader<Bounded<'_>>, cells: &mut ByteRecord) -> Result<bool, Refused> {
    let line = table.position().line();
    table.get_mut().left = MAX_ROW;
    table
        .read_byte_record(cells)
        .map_err(|error| Refused(format!("breaks off after line {}: {error}", line.saturating_sub(1))))
}

/// What stands in the columns, by the header.
fn columns(header: &ByteRecord) -> Result<Vec<Option<Field>>, Refused> {
    let name = |cell| Field::of(&String::from_utf8_lossy(cell));
    let columns: Vec<_> = header.iter().map(|cell| name(cell.trim_ascii())).collect();
    if columns.iter().flatten().any(|field| matches!(field, Field::Title | Field::Name)) {
        return Ok(columns);
    }
    let hint = match header.iter().next().unwrap_or_default().trim_ascii().first() {
        Some(b'<') => "is it HTML or XML (--format jsonld, indeed, personio or rss)?",
        Some(b'{' | b'[') => "is it JSON (--format ndjson, greenhouse, lever …)?",
        _ => "the first line must name the columns, `title` among them",
    };
    Err(Refused(format!("is no table of postings: {hint}")))
}

fn record<'r>(cells: &'r ByteRecord, columns: &[Option<Field>]) -> Result<Record<'r>, String> {
    if cells.len() != columns.len() {
        return Err(format!("has {} columns where the header has {}", cells.len(), columns.len()));
    }
    let mut record = Record::default();
    for (cell, column) in cells.iter().zip(columns) {
        let Some(field) = column else { continue };
        let text = std::str::from_utf8(cell).map_err(|_| "is not UTF-8: save the table as UTF-8")?;
        record.set(*field, Cow::Borrowed(text));
    }
    Ok(record)
}

/// What stands between the names of the header; a comma where nothing else stands more often.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let header = &header[..header.len().min(MAX_HEADER)];
    let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

/// A stream that gives no more than the longest row at a time: the reader holds a row whole.
struct Bounded<'i> {
    input: &'i mut dyn BufRead,
    left: usize,
    /// The last byte that was read, by which a table is known to end with a whole line.
    last: u8,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(format!("a row is longer than {MAX_ROW} bytes")));
        }
        let wanted = buffer.len().min(self.left);
        let read = self.input.read(&mut buffer[..wanted])?;
        self.left -= read;
        self.last = buffer[..read].last().copied().unwrap_or(self.last);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};
    use std::ops::ControlFlow;

    use super::read;
    use crate::feeds::{Origin, Refused, Row};

    const FIXTURE: &str = include_str!("../../tests/fixtures/feeds/postings.csv");

    fn rows(bytes: &[u8]) -> Result<Vec<Row>, Refused> {
        let mut rows = Vec::new();
        let mut take = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        read(&mut &*bytes, &Origin::default(), &mut take)?;
        Ok(rows)
    }

    #[test]
    fn good_rows_are_read_and_faulty_ones_say_where_and_why() {
        let rows = rows(FIXTURE.as_bytes()).unwrap();
        let seen: Vec<_> = rows
            .iter()
            .map(|row| match &row.posting {
                Ok(posting) => format!("{}: {} {}", row.at, posting.key.native_id, posting.title),
                Err(reason) => format!("{}: {reason}", row.at),
            })
            .collect();
        assert_eq!(
            seen,
            [
                "line 2: 7954688 Account Executive, Sales \"Grower\"",
                "line 3: a-1 Cook\nand baker",
                "line 5: has 3 columns where the header has 9",
                "line 6: has no title",
                "line 7: c-3 Zoë's assistant",
            ]
        );
        let cook = rows[1].posting.as_ref().unwrap();
        assert_eq!(cook.places[0].raw, "Harbour kitchen");
        assert_eq!(cook.key.source, "example");
    }

    #[test]
    fn tables_of_any_delimiter_are_read() {
        for text in
            ["title;company;id\nCook;Example Inn;1\n", "\u{feff}Title\tCompany\tID\r\nCook\tExample Inn\t1"]
        {
            let rows = rows(text.as_bytes()).unwrap();
            assert_eq!(rows[0].posting.as_ref().unwrap().company, "Example Inn", "{text}");
        }
    }

    #[test]
    fn what_is_no_table_of_postings_is_refused() {
        for (bytes, hint) in [
            (&b"<!doctype html><p>title"[..], "HTML"),
            (b"{\"title\": \"x\"}", "JSON"),
            (b"a,b\n1,2\n", "title"),
            (b"\xFF\xFEt\0", "UTF-16"),
        ] {
            assert!(rows(bytes).unwrap_err().0.contains(hint), "{hint}");
        }
        assert!(rows(b"").unwrap().is_empty());
    }

    #[test]
    fn cut_off_and_endless_rows_end_the_reading() {
        let refused = rows(b"title,company,id\nCook,Example Inn,1\nBak").unwrap_err();
        assert_eq!(refused.0, "breaks off in line 3");
        let endless = b"title,company,id\nCook,Example Inn,1\n\"".chain(std::io::repeat(b'x'));
        let mut input = BufReader::new(endless);
        let mut taken = 0;
        let mut take = |_| {
            taken += 1;
            ControlFlow::Continue(())
        };
        let refused = read(&mut input, &Origin::default(), &mut take).unwrap_err();
        assert!(taken == 1 && refused.0.starts_with("breaks off after line 2: a row is longer"), "{refused}");
    }

    #[test]
    fn a_row_in_another_encoding_costs_only_itself() {
        let rows = rows(b"title,company,id\nK\xF6chin,Example Inn,1\nCook,Example Inn,2\n").unwrap();
        assert!(rows[0].posting.as_ref().unwrap_err().contains("UTF-8"));
        assert!(rows[1].posting.is_ok());
    }
}
