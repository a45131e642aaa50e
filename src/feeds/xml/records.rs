//! Cuts a stream of XML into its records.

use std::io::{self, BufRead};

use encoding_rs::Encoding;
use quick_xml::encoding::DecodingReader;

use super::held::{MAX_RECORD, Record};
use super::stream::Stream;
use super::tag::{encoding, local_name};
use crate::feeds::Refused;

/// Longest tag outside of CDATA that is looked at, in bytes.
const MAX_TAG: usize = 64 * 1024;

/// The records of a stream: the elements of one name, that of the first that has any of the names
/// looked for.
pub struct Records<'i> {
    stream: Stream<'i>,
    names: &'static [&'static str],
    /// Name of the records, once the first is found.
    name: Option<String>,
    root: Option<String>,
    root_closed: bool,
    encoding: &'static Encoding,
    record: Record,
    /// Whether the `<` of the next markup is read already.
    sign_read: bool,
}

impl std::fmt::Debug for Records<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What a step through the stream came to.
enum Step {
    On,
    Html,
    Record,
    End,
}

/// One record: the line on which it begins, and its text or why it has none.
pub type Found = (usize, Result<String, String>);

impl<'i> Records<'i> {
    /// The records of `input` under any of these `names`, which are in lower case.
    pub fn new(input: &'i mut dyn BufRead, names: &'static [&'static str]) -> Result<Self, Refused> {
        let start = input.fill_buf().map_err(|error| Refused(format!("cannot be read: {error}")))?;
        if matches!(start.trim_ascii_start().first(), Some(b'{' | b'[')) {
            return Err(Refused("is JSON, no XML: name its --format".to_owned()));
        }
        let wide = [&b"\xFF\xFE"[..], b"\xFE\xFF", b"<\0", b"\0<"].iter().any(|mark| start.starts_with(mark));
        let input: Box<dyn BufRead> =
            if wide { Box::new(DecodingReader::new(input)) } else { Box::new(input) };
        Ok(Self {
            stream: Stream::new(input),
            names,
            name: None,
            root: None,
            root_closed: false,
            encoding: encoding_rs::UTF_8,
            record: Record::default(),
            sign_read: false,
        })
    }

    /// The next record; `None` at the end. Fails if the stream is no XML or breaks off.
    pub fn advance(&mut self) -> Result<Option<Found>, Refused> {
        loop {
            let step = self.step();
            let line = self.stream.line;
            match step.map_err(|error| Refused(format!("breaks off in line {line}: {error}")))? {
                Step::On => {}
                Step::Html => return Err(Refused("is HTML, no XML: --format jsonld reads pages".to_owned())),
                Step::Record => return Ok(Some(self.found())),
                Step::End => return self.judge().map(|()| None),
            }
        }
    }

    /// Whether a record was found up to now.
    pub fn any(&self) -> bool {
        self.name.is_some()
    }

    /// Name of the outermost element, in lower case; empty before it is read.
    pub fn root(&self) -> &str {
        self.root.as_deref().unwrap_or_default()
    }

    /// Whether the stream ended where a feed ends.
    fn judge(&self) -> Result<(), Refused> {
        let broken = match &self.root {
            None => "is no XML: it has no element".to_owned(),
            Some(_) if self.record.depth > 0 => {
                format!("breaks off in the record of line {}", self.record.line)
            }
            Some(root) if !self.root_closed => format!("breaks off: <{root}> has no end"),
            Some(_) => return Ok(()),
        };
        Err(Refused(broken))
    }

    fn found(&mut self) -> Found {
        let record = std::mem::take(&mut self.record);
        if record.too_long {
            return (record.line, Err(format!("is longer than {MAX_RECORD} bytes")));
        }
        // Bytes that are none of the encoding become replacement characters: no other encoding is guessed.
        let (text, _) = self.encoding.decode_without_bom_handling(&record.bytes);
        (record.line, Ok(text.into_owned()))
    }

    /// Reads text and the markup after it.
    fn step(&mut self) -> io::Result<Step> {
        if !std::mem::take(&mut self.sign_read) {
            let record = &mut self.record;
            let text = |stretch: &[u8]| record.push(stretch.strip_suffix(b"<").unwrap_or(stretch));
            if self.stream.until((b'<', b'<'), text)?.is_none() {
                return Ok(Step::End);
            }
        }
        match self.stream.peek()? {
            None => Ok(Step::End),
            Some(b'!') => self.declaration(),
            Some(b'?') => self.instruction(),
            Some(b'/' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | 0x80..) => self.tag(),
            // "5 < 7" is text.
            Some(_) => {
                self.record.push(b"&lt;");
                Ok(Step::On)
            }
        }
    }

    fn tag(&mut self) -> io::Result<Step> {
        let line = self.stream.line;
        let mut tag = Vec::new();
        let keep = |stretch: &[u8]| {
            if tag.len() <= MAX_TAG {
                tag.extend_from_slice(stretch);
            }
        };
        let mark = self.stream.until((b'<', b'>'), keep)?;
        tag.pop();
        match mark {
            None => Ok(Step::End),
            Some(b'>') => Ok(self.take_tag(&tag, line)),
            // The first sign was text: "a <b and <i>".
            Some(_) => {
                self.record.push(b"&lt;");
                self.record.push(&tag);
                self.sign_read = true;
                Ok(Step::On)
            }
        }
    }

    /// Takes a tag, given without its angle brackets.
    fn take_tag(&mut self, tag: &[u8], line: usize) -> Step {
        let (closes, empty) = (tag.starts_with(b"/"), tag.ends_with(b"/"));
        let name = local_name(tag);
        let begins = self.record.depth == 0;
        if begins && !self.begin(&name, closes, empty, line) {
            return if self.root() == "html" { Step::Html } else { Step::On };
        }
        for part in [b"<", tag, b">"] {
            self.record.push(part);
        }
        let of_records = self.name.as_ref() == Some(&name);
        if of_records && closes {
            self.record.depth -= 1;
        } else if of_records && !empty && !begins && !self.record.too_long {
            self.record.depth += 1;
        }
        if self.record.depth == 0 || (begins && empty) { Step::Record } else { Step::On }
    }

    /// Whether a tag outside of records begins one.
    fn begin(&mut self, name: &str, closes: bool, empty: bool, line: usize) -> bool {
        if self.root.is_none() && !closes {
            self.root = Some(name.to_owned());
        }
        self.root_closed |= (closes || empty) && self.root() == name;
        let wanted = match &self.name {
            Some(known) => known == name,
            None => self.names.contains(&name),
        };
        if closes || !wanted {
            return false;
        }
        self.name = Some(name.to_owned());
        self.record = Record { depth: 1, line, ..Record::default() };
        true
    }

    /// `<!…>`: CDATA is kept; comments and DTDs, with the entities that they declare, are not.
    fn declaration(&mut self) -> io::Result<Step> {
        let mut start = Vec::new();
        while [&b"!--"[..], b"![CDATA[", b"!DOCTYPE HTML"]
            .iter()
            .any(|known| start.len() < known.len() && known[..start.len()].eq_ignore_ascii_case(&start))
        {
            let Some(byte) = self.stream.peek()? else { return Ok(Step::End) };
            // A line's end is left to be counted.
            if byte == b'\n' {
                break;
            }
            self.stream.skip();
            start.push(byte);
        }
        let ended = match &*start {
            b"!--" => self.stream.past(b"-->", |_| {})?,
            b"![CDATA[" => {
                let record = &mut self.record;
                record.push(b"<![CDATA[");
                self.stream.past(b"]]>", |stretch| record.push(stretch))?
            }
            doctype if doctype.eq_ignore_ascii_case(b"!DOCTYPE HTML") && self.root.is_none() => {
                return Ok(Step::Html);
            }
            other => self.stream.past_declarations(other)?,
        };
        Ok(if ended { Step::On } else { Step::End })
    }

    /// `<?…?>`, of which only the encoding matters.
    fn instruction(&mut self) -> io::Result<Step> {
        let mut text = Vec::new();
        let keep = |stretch: &[u8]| {
            if text.len() <= MAX_TAG {
                text.extend_from_slice(stretch);
            }
        };
        if !self.stream.past(b"?>", keep)? {
            return Ok(Step::End);
        }
        // UTF-16 was made UTF-8 on the way here.
        if let Some(encoding) = encoding(&text).filter(|encoding| encoding.is_ascii_compatible()) {
            self.encoding = encoding;
        }
        Ok(Step::On)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::super::held::MAX_RECORD;
    use super::{Found, Records};

    fn all(input: &mut dyn std::io::BufRead) -> (Vec<Found>, Result<(), String>) {
        let mut found = Vec::new();
        let mut records = match Records::new(input, &["job"]) {
            Ok(records) => records,
            Err(refused) => return (found, Err(refused.0)),
        };
        loop {
            match records.advance() {
                Ok(Some(record)) => found.push(record),
                Ok(None) => return (found, Ok(())),
                Err(refused) => return (found, Err(refused.0)),
            }
        }
    }

    fn texts(xml: &str) -> Vec<String> {
        let (found, end) = all(&mut BufReader::with_capacity(3, xml.as_bytes()));
        assert_eq!(end, Ok(()), "{xml}");
        found.into_iter().map(|(_, text)| text.unwrap()).collect()
    }

    #[test]
    fn records_are_cut_out_of_anything_that_resembles_xml() {
        let cases = [
            ("<jobs><job>a</job>\n<job id='1'/></jobs>", vec!["<job>a</job>", "<job id='1'/>"]),
            ("<s><job>5 < 7 <b and <i>c</i></job></s>", vec!["<job>5 &lt; 7 &lt;b and <i>c</i></job>"]),
            ("<s><job><![CDATA[</job>]]></job></s>", vec!["<job><![CDATA[</job>]]></job>"]),
            ("<s><job><!-- </job> --><job>in</job></job></s>", vec!["<job><job>in</job></job>"]),
            ("notes <!DOCTYPE s [<!ENTITY a '<job>x</job>'>]><s></s>", vec![]),
            ("<s xmlns:g='x'><g:JOB>a</g:JOB></s>", vec!["<g:JOB>a</g:JOB>"]),
        ];
        for (xml, expected) in cases {
            assert_eq!(texts(xml), expected, "{xml}");
        }
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let (found, _) = all(&mut &b"\n<s>\n<job>\n\n</job>\n\n<job\n></job></s>"[..]);
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 7]);
    }

    #[test]
    fn what_is_no_feed_or_breaks_off_is_refused() {
        for (xml, reason) in [
            ("{\"jobs\": []}", "is JSON"),
            ("<!DOCTYPE html><html></html>", "is HTML"),
            ("\n<html><job></job>", "is HTML"),
            ("no markup", "is no XML"),
            ("", "is no XML"),
            ("<s><job>a</job>", "breaks off: <s>"),
            ("<s>\n<job>a", "breaks off in the record of line 2"),
        ] {
            let refused = all(&mut xml.as_bytes()).1.unwrap_err();
            assert!(refused.starts_with(reason), "{xml}: {refused}");
        }
    }

    #[test]
    fn encodings_are_those_declared() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><s><job>K\xF6ln</job></s>";
        assert_eq!(all(&mut &latin[..]).0, [(1, Ok("<job>Köln</job>".to_owned()))]);
        let wide = "\u{feff}<?xml version='1.0' encoding='UTF-16'?><s><job>Köln</job></s>";
        let bytes: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(all(&mut &*bytes).0, [(1, Ok("<job>Köln</job>".to_owned()))]);
        assert_eq!(
            all(&mut &b"<s><job>K\xF6ln</job></s>"[..]).0,
            [(1, Ok("<job>K\u{fffd}ln</job>".to_owned()))]
        );
    }

    #[test]
    fn a_record_too_long_costs_only_itself() {
        let filler = std::io::repeat(b'x').take(MAX_RECORD as u64 + 9);
        let mut feed = BufReader::new(
            (&b"<s><job><job><d>"[..]).chain(filler).chain(&b"</d></job><job>b</job></s>"[..]),
        );
        let (found, end) = all(&mut feed);
        assert!(found[0].1.as_ref().unwrap_err().contains("longer") && end.is_ok());
        assert_eq!(found[1].1.as_deref(), Ok("<job>b</job>"));
    }
}
