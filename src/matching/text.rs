//! Adverts as plain text.

use std::borrow::Cow;

use memchr::memchr2;
use memchr::memmem;

/// Bytes within which the end of a quoted attribute is looked for; a quote that stays open longer is
/// taken for a stray one.
const LONGEST_ATTRIBUTE: usize = 4096;

/// Elements that stand on lines of their own, in lower case.
const BLOCKS: &str = "address article aside blockquote body br dd div dl dt figcaption figure footer form h1 h2 h3 \
     h4 h5 h6 header hr li main nav ol p pre section table tbody thead title tr ul";

/// Elements that stand beside each other.
const CELLS: &str = "td th";

/// Elements whose content is no text.
const HIDDEN: &str = "script style template noscript svg";

/// The text of an advert's HTML: tags dropped, entities decoded, every block (paragraph, heading, list
/// item) on a line of its own. Where there is no block, the lines are those of the text itself. Any text
/// is fit input; nothing is said about its safety. Takes time in proportion to the length.
pub fn plain(html: &str) -> String {
    let mut text = Lines { text: String::with_capacity(html.len()), breaks_count: !has_block(html) };
    let bytes = html.as_bytes();
    let mut at = 0;
    let mut tags_end = true;
    while at < html.len() {
        let Some(found) = memchr2(b'<', b'&', &bytes[at..]) else {
            text.push(&html[at..]);
            break;
        };
        text.push(&html[at..at + found]);
        at += found;
        if bytes[at] == b'&' {
            at += text.push_entity(&html[at..]);
            continue;
        }
        match if tags_end { Tag::read(&bytes[at..]) } else { Read::NoTag } {
            Read::NoTag => {
                text.push("<");
                at += 1;
            }
            Read::Unclosed => {
                tags_end = false;
                text.push(" ");
                at += 1;
            }
            Read::Comment(length) => at += length,
            Read::Tag(tag) => {
                if is_one_of(tag.name, BLOCKS) {
                    text.end_line();
                } else if is_one_of(tag.name, CELLS) {
                    text.push(" ");
                }
                at += tag.length;
                if !tag.closes && is_one_of(tag.name, HIDDEN) {
                    at += hidden(&bytes[at..], tag.name);
                }
            }
        }
    }
    text.finish()
}

/// What stands at a `<`.
enum Read<'a> {
    /// A sign of its own, as in "a < b".
    NoTag,
    /// The text ends inside the tag.
    Unclosed,
    /// A comment or declaration of this many bytes.
    Comment(usize),
    Tag(Tag<'a>),
}

struct Tag<'a> {
    name: &'a [u8],
    closes: bool,
    /// In bytes, the angle brackets included.
    length: usize,
}

impl<'a> Tag<'a> {
    /// Reads the tag with which `bytes` begin.
    fn read(bytes: &'a [u8]) -> Read<'a> {
        if bytes.starts_with(b"<!--") {
            return Read::Comment(memmem::find(bytes, b"-->").map_or(bytes.len(), |end| end + 3));
        }
        let closes = bytes.get(1) == Some(&b'/');
        let start = if closes { 2 } else { 1 };
        match bytes.get(start) {
            Some(b'!' | b'?') if !closes => {
                return memchr::memchr(b'>', bytes).map_or(Read::Unclosed, |end| Read::Comment(end + 1));
            }
            Some(first) if first.is_ascii_alphabetic() => {}
            _ => return Read::NoTag,
        }
        let rest = &bytes[start..];
        let name = rest.iter().position(|b| !b.is_ascii_alphanumeric()).map_or(rest, |end| &rest[..end]);
        match end_of_tag(&bytes[start + name.len()..]) {
            Some(end) => Read::Tag(Tag { name, closes, length: start + name.len() + end }),
            None => Read::Unclosed,
        }
    }
}

/// How many bytes to the end of a tag whose attributes begin here; a `>` in quotes doesn't end it.
fn end_of_tag(attributes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = memchr::memchr3(b'>', b'"', b'\'', &attributes[at..])?;
        at += found + 1;
        let sign = attributes[at - 1];
        if sign == b'>' {
            return Some(at);
        }
        let near = &attributes[at..attributes.len().min(at + LONGEST_ATTRIBUTE)];
        at += memchr::memchr(sign, near).map_or(0, |quote| quote + 1);
    }
}

/// How many bytes to the end of the content of an element that is not shown, its closing tag excluded.
fn hidden(bytes: &[u8], name: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memmem::find(&bytes[at..], b"</") {
        at += found;
        if bytes[at + 2..].get(..name.len()).is_some_and(|here| here.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn is_one_of(name: &[u8], names: &str) -> bool {
    names
        .split(' ')
        .filter(|known| known.len() == name.len())
        .any(|known| known.as_bytes().eq_ignore_ascii_case(name))
}

/// Whether line breaks are made by elements here, not by the text.
fn has_block(html: &str) -> bool {
    memchr::memchr_iter(b'<', html.as_bytes()).any(|at| {
        let rest = &html.as_bytes()[at + 1..];
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        let end = rest.iter().take(12).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(0);
        is_one_of(&rest[..end], BLOCKS)
    })
}

/// Text that is put together line by line, with single spaces and without empty lines.
struct Lines {
    text: String,
    /// Whether line breaks of the source are breaks of lines.
    breaks_count: bool,
}

impl Lines {
    fn push(&mut self, piece: &str) {
        let mut rest = piece;
        while let Some(at) = rest.find(|c: char| c.is_whitespace() || is_invisible(c)) {
            self.text.push_str(&rest[..at]);
            let sign = rest[at..].chars().next().unwrap_or(' ');
            rest = &rest[at + sign.len_utf8()..];
            if sign == '\n' && self.breaks_count {
                self.end_line();
            } else if !is_invisible(sign) {
                self.space();
            }
        }
        self.text.push_str(rest);
    }

    /// Adds what the entity at the start of `text` stands for; answers how many bytes it takes.
    fn push_entity(&mut self, text: &str) -> usize {
        // The longest names of entities have some thirty letters.
        let near = text.as_bytes().iter().take(40).position(|b| *b == b';');
        let Some(end) = near else {
            self.text.push('&');
            return 1;
        };
        match html_escape::decode_html_entities(&text[..=end]) {
            Cow::Owned(decoded) => {
                self.push(&decoded);
                end + 1
            }
            Cow::Borrowed(_) => {
                self.text.push('&');
                1
            }
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

/// Marks that take no room: soft hyphens, zero-width spaces, direction marks, NUL.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn blocks_are_lines_and_entities_are_signs() {
        for (html, text) in [
            ("<p>One</p><p>Two <b>bold</b>ly</p>", "One\nTwo boldly"),
            ("<ul><li>a</li>\n<li>b &amp; c</li></ul>", "a\nb & c"),
            ("<h2>Role</h2>line one<br/>line\n two", "Role\nline one\nline two"),
            ("plain text\nof two lines", "plain text\nof two lines"),
            ("C&#43;&#43;&nbsp;&lt;3 &copy; R&D &unknown; &", "C++ <3 © R&D &unknown; &"),
            ("a < b, 1<2 and x<y>", "a < b, 1<2 and x"),
            ("<a title=\"x > y\" href='z'>link</a>", "link"),
            ("<style>p { color: red }</style><SCRIPT>if (a<b) {}</Script>shown<!-- not -->", "shown"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
            ("zero\u{200b}width\u{202e}\0", "zerowidth"),
            ("", ""),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn broken_markup_is_read_as_far_as_it_goes() {
        for (html, text) in [
            ("<p>kept <b", "kept b"),
            ("<p>kept<script>never closed", "kept"),
            ("kept<!-- never closed", "kept"),
            ("<a title=\"open>kept", "kept"),
            ("</>&#xD800;&#99999999999;&;", "</>&#xD800;&#99999999999;&;"),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn hostile_text_takes_time_in_proportion_to_its_length() {
        for piece in ["<", "<a ", "<a \"", "&", "&a", "<!--", "<script>", "</", "<a '\">"] {
            let html = piece.repeat(100_000 / piece.len());
            assert!(plain(&html).len() <= html.len(), "{piece}");
        }
    }
}
