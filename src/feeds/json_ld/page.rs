//! Blocks of JSON-LD in an HTML page. Only scripts and one link are wanted of it, so the page is gone
//! through once without a tree being built: that is linear in its size whatever it holds, and keeps
//! the lines.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// What is wanted of a page.
#[derive(Debug, Default)]
pub struct Page<'p> {
    pub blocks: Vec<Block<'p>>,
    /// The address that the page gives as its own.
    pub canonical: Option<String>,
}

/// A script of JSON-LD.
#[derive(Debug, PartialEq, Eq)]
pub struct Block<'p> {
    /// Line on which its text begins, from 1 on.
    pub line: usize,
    pub text: &'p str,
}

/// The text of a page in the encoding that it declares, else UTF-8.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let start = &bytes[..bytes.len().min(1024)];
    let declared = memchr::memmem::find(start, b"charset=").and_then(|at| {
        let label = start[at + 8..].split(|byte| matches!(byte, b'"' | b'\'' | b'>' | b';' | b' '));
        label.into_iter().find(|label| !label.is_empty())
    });
    let encoding = declared.and_then(Encoding::for_label).filter(|encoding| encoding.is_ascii_compatible());
    encoding.unwrap_or(encoding_rs::UTF_8).decode(bytes).0
}

impl<'p> Page<'p> {
    /// Goes through a page, or takes a document of JSON as one block.
    pub fn read(text: &'p str) -> Self {
        let mut page = Self::default();
        if text.trim_start().starts_with(['{', '[']) {
            page.blocks.push(Block { line: 1, text });
            return page;
        }
        let mut lines = Lines { text, at: 0, line: 1 };
        let mut at = 0;
        while let Some(sign) = text.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
            let rest = &text[sign..];
            let next = if rest.starts_with("<!--") {
                after(text, sign + 4, "-->")
            } else if is_tag(rest, "<script") {
                page.script(sign, &mut lines)
            } else if is_tag(rest, "<link") {
                page.link(text, sign)
            } else {
                Some(sign + 1)
            };
            // A tag or comment without an end takes up the rest of the page.
            let Some(next) = next else { break };
            at = next;
        }
        page
    }

    /// Takes a script and says where the page goes on.
    fn script(&mut self, sign: usize, lines: &mut Lines<'p>) -> Option<usize> {
        let text = lines.text;
        let (attributes, start) = attributes(text, sign + "<script".len())?;
        let end = script_end(text, start);
        let kind = attributes.iter().find(|(name, _)| name == "type").map(|(_, kind)| kind.as_str());
        let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default();
        if kind.trim().eq_ignore_ascii_case("application/ld+json") {
            let leading = text[start..end].len() - text[start..end].trim_start().len();
            self.blocks.push(Block { line: lines.of(start + leading), text: text[start..end].trim() });
        }
        Some(end)
    }

    fn link(&mut self, text: &str, sign: usize) -> Option<usize> {
        let (attributes, next) = attributes(text, sign + "<link".len())?;
        let value =
            |wanted| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let canonical = value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if let (true, None, Some(address)) = (canonical, &self.canonical, value("href")) {
            self.canonical = Some(address.trim().to_owned());
        }
        Some(next)
    }
}

/// Counts lines up to places that only go forward.
struct Lines<'p> {
    text: &'p str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..at]).count();
        self.at = at;
        self.line
    }
}

fn after(text: &str, at: usize, end: &str) -> Option<usize> {
    text.get(at..)?.find(end).map(|found| at + found + end.len())
}

fn is_tag(rest: &str, tag: &str) -> bool {
    let name = rest.as_bytes().get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()));
    name && rest
        .as_bytes()
        .get(tag.len())
        .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
}

/// Where the text of a script ends: before its end tag, or with the page.
fn script_end(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(found) = text[at..].find("</") {
        at += found;
        if text.as_bytes()[at + 2..].get(..6).is_some_and(|name| name.eq_ignore_ascii_case(b"script")) {
            return at;
        }
        at += 2;
    }
    text.len()
}

/// Names in lower case and decoded values.
type Attributes = Vec<(String, String)>;

/// The attributes that stand from `at` on, and where the tag ends; `None` where it has no end.
fn attributes(text: &str, mut at: usize) -> Option<(Attributes, usize)> {
    let mut found = Vec::new();
    loop {
        let rest = text.get(at..)?;
        at += rest.find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
        if text[at..].starts_with('>') {
            return Some((found, at + 1));
        }
        let rest = &text[at..];
        let length = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?.max(1);
        let length = if rest.is_char_boundary(length) { length } else { rest.chars().next()?.len_utf8() };
        let name = rest[..length].to_ascii_lowercase();
        at += length;
        let rest = text[at..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            found.push((name, String::new()));
            continue;
        };
        let value = value.trim_start();
        let start = text.len() - value.len();
        let (start, length) = match value.chars().next()? {
            quote @ ('"' | '\'') => (start + 1, value[1..].find(quote)?),
            _ => (start, value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        let value = html_escape::decode_html_entities(&text[start..start + length]).into_owned();
        found.push((name, value));
        at = start + length + usize::from(text[start + length..].starts_with(['"', '\'']));
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Page, decode};

    #[test]
    fn blocks_are_found_with_their_lines() {
        let html = "<!doctype html>\n<LINK rel=canonical href='https://example.com/a?b&amp;c'>\n<!-- <script type=application/ld+json>no</script> -->\
            <script>if (a < b) x('<script type=\"application/ld+json\">')</script>\n<SCRIPT nonce=\"a>b\" TYPE='application/ld+json; charset=utf-8'>\n {\"a\": \"</b>\"}\n</Script ><script type=\"application/ld+json\">{}";
        let page = Page::read(html);
        assert_eq!(
            page.blocks,
            [Block { line: 5, text: "{\"a\": \"</b>\"}" }, Block { line: 6, text: "{}" }]
        );
        assert_eq!(page.canonical.as_deref(), Some("https://example.com/a?b&c"));
        assert_eq!(Page::read(" [1]").blocks, [Block { line: 1, text: " [1]" }]);
    }

    #[test]
    fn pages_without_ends_are_gone_through_once() {
        for part in ["<link a='", "<link ", "<script", "<!--", "<script ü", "<link =\"", "<link a=\""] {
            let html = part.repeat(200_000);
            assert!(Page::read(&html).blocks.is_empty(), "{part}");
        }
    }

    #[test]
    fn pages_are_read_in_their_encoding() {
        assert_eq!(decode(b"<meta charset=\"iso-8859-1\">K\xF6ln"), "<meta charset=\"iso-8859-1\">Köln");
        assert_eq!(decode("Köln".as_bytes()), "Köln");
    }
}
