//! Whole JSON documents.

pub mod answer;
#[cfg(test)]
mod hostile;
pub mod identity;
pub mod lenient;
pub mod list;
pub mod system;

use std::io::{BufRead, Read};

use serde::de::DeserializeOwned;

use crate::feeds::Refused;

/// Largest document in bytes; the largest boards known have some 30 MB.
pub const MAX_DOCUMENT: u64 = 128 * 1024 * 1024;

/// How much of a document that is none is shown to the operator, in characters.
const SHOWN: usize = 40;

/// All bytes of a document.
pub fn bytes(input: &mut dyn BufRead) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let read = input.take(MAX_DOCUMENT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Refused(format!("cannot be read to its end: {error}")))?;
    if bytes.len() as u64 > MAX_DOCUMENT {
        return Err(Refused(format!("is larger than {MAX_DOCUMENT} bytes")));
    }
    Ok(bytes)
}

/// The document as a value of `T`, said to be of `what` where it is not.
pub fn parse<T: DeserializeOwned>(input: &mut dyn BufRead, what: &str) -> Result<T, Refused> {
    serde_json::from_str(&text(input, what)?).map_err(|error| unreadable(what, &error))
}

/// The text of a document that begins as an object or an array. Bytes that are no UTF-8 are replaced:
/// one broken letter in one advert makes no board unreadable.
pub fn text(input: &mut dyn BufRead, what: &str) -> Result<String, Refused> {
    let mut bytes = bytes(input)?;
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{' | b'[') => Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())),
        Some(_) => Err(Refused(format!("is no answer of {what}: {}", not_json(&bytes)))),
        None => Err(Refused(format!("is no answer of {what}: it is empty"))),
    }
}

/// What a document is that is no JSON.
fn not_json(bytes: &[u8]) -> String {
    if bytes.starts_with(b"\x1f\x8b") {
        return "it is compressed with gzip; unpack it first".to_owned();
    }
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN * 4)]);
    let beginning: String = beginning.trim_start().chars().take(SHOWN).collect();
    let kind = if beginning.starts_with('<') { "HTML or XML" } else { "other text" };
    format!("it begins with {beginning:?}, which is {kind}, not JSON")
}

/// The refusal of a document that is no well-formed JSON.
fn unreadable(what: &str, error: &serde_json::Error) -> Refused {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        return Refused(format!(
            "is no whole answer of {what}: it breaks off in line {line}, column {column}"
        ));
    }
    let hint = match line {
        2.. if error.to_string().starts_with("trailing characters") => {
            "; is it one object a line (--format ndjson)?"
        }
        _ => "",
    };
    Refused(format!("is no answer of {what}: {error}{hint}"))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{MAX_DOCUMENT, parse};

    fn refusal(document: &[u8]) -> String {
        parse::<Value>(&mut &*document, "Example").unwrap_err().0
    }

    #[test]
    fn documents_that_are_none_are_refused_with_what_they_are() {
        let cases: [(&[u8], &str); 7] = [
            (b"", "it is empty"),
            (b" \n ", "it is empty"),
            (b"\n<!DOCTYPE html><p>Not found", "\"<!DOCTYPE html><p>Not found\", which is HTML or XML"),
            (b"\x1f\x8b\x08\0\0", "unpack it first"),
            (b"id,title\n1,x", "which is other text"),
            (b"{\"jobs\": [{\"id\": 1", "breaks off in line 1, column 18"),
            (b"{\"id\": 1}\n{\"id\": 2}", "--format ndjson"),
        ];
        for (document, reason) in cases {
            assert!(refusal(document).contains(reason), "{}", refusal(document));
        }
    }

    #[test]
    fn byte_order_marks_and_broken_letters_are_survived() {
        let value: Value = parse(&mut &b"\xef\xbb\xbf{\"title\": \"Caf\xe9\"}"[..], "Example").unwrap();
        assert_eq!(value["title"], "Caf\u{fffd}");
    }

    #[test]
    fn endless_documents_are_refused() {
        let mut endless = std::io::BufReader::new(std::io::repeat(b'['));
        let refused = parse::<Value>(&mut endless, "Example").unwrap_err();
        assert_eq!(refused.0, format!("is larger than {MAX_DOCUMENT} bytes"));
    }
}
