//! Adverts' HTML brought into one strict form: only elements that an advert needs, properly nested,
//! to a bounded depth, in time linear in its length. What browsers repair at any cost (a hundred
//! thousand nested elements, bold that is never closed) does not reach an HTML parser.

use crate::feeds::html::nesting::Nesting;
use memchr::{memchr, memmem, memrchr};

/// Elements whose content is no text of the advert.
const WITHOUT_TEXT: [&str; 13] = [
    "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "style", "svg", "template",
    "textarea", "title", "xmp",
];

/// Longest name in bytes of an element that means anything here.
const LONGEST_NAME: usize = 12;

/// The HTML in strict form. Links keep their address, everything else loses all attributes.
pub fn strict(html: &str) -> String {
    let mut nesting = Nesting::new(html.len());
    let mut source = Source::new(html);
    while let Some(piece) = source.next_piece() {
        match piece {
            Piece::Text(text) => nesting.text(text),
            Piece::LessThan => nesting.text("<"),
            Piece::Start { name, href } => nesting.start(name.as_str(), href),
            Piece::End { name } => nesting.end(name.as_str()),
        }
    }
    nesting.finish()
}

/// A tag's name in lower case; empty where it is longer than any that means something.
#[derive(Debug, Clone, Copy)]
struct Name {
    bytes: [u8; LONGEST_NAME],
    length: usize,
}

impl Name {
    fn new(name: &str) -> Self {
        let mut bytes = [0; LONGEST_NAME];
        match bytes.get_mut(..name.len()) {
            Some(start) if name.is_ascii() => {
                start.copy_from_slice(name.as_bytes());
                start.make_ascii_lowercase();
                Self { bytes, length: name.len() }
            }
            _ => Self { bytes, length: 0 },
        }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// What HTML consists of, comments and declarations apart.
#[derive(Debug)]
enum Piece<'a> {
    Text(&'a str),
    /// A `<` that begins no tag.
    LessThan,
    Start {
        name: Name,
        /// As written, entities and all; only of links.
        href: Option<&'a str>,
    },
    End {
        name: Name,
    },
}

/// HTML as it is read.
#[derive(Debug)]
struct Source<'a> {
    html: &'a str,
    at: usize,
    /// Where the last `>` stands: behind it no tag ends.
    last_end: usize,
    /// False once a comment is known not to end.
    comments_end: bool,
    /// Elements without text that are known not to end any more, a bit each.
    unclosed: u16,
}

impl<'a> Source<'a> {
    fn new(html: &'a str) -> Self {
        let last_end = memrchr(b'>', html.as_bytes()).unwrap_or(0);
        Self { html, at: 0, last_end, comments_end: true, unclosed: 0 }
    }

    fn next_piece(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = &self.html[self.at..];
            let bytes = rest.as_bytes();
            let next = bytes.get(1).copied().unwrap_or(b' ');
            match bytes.first()? {
                b'<' if self.at < self.last_end && next.is_ascii_alphabetic() => return self.tag(1),
                b'<' if self.at < self.last_end && next == b'/' => {
                    if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) {
                        return self.tag(2);
                    }
                    self.skip_declaration();
                }
                b'<' if self.at < self.last_end && matches!(next, b'!' | b'?') => self.skip_declaration(),
                b'<' => {
                    self.at += 1;
                    return Some(Piece::LessThan);
                }
                _ => {
                    let end = memchr(b'<', bytes).unwrap_or(rest.len());
                    self.at += end;
                    return Some(Piece::Text(&rest[..end]));
                }
            }
        }
    }

    /// Goes behind a comment, a CDATA mark or a processing instruction.
    fn skip_declaration(&mut self) {
        let rest = &self.html.as_bytes()[self.at..];
        if rest.starts_with(b"<!--") && self.comments_end {
            if let Some(end) = memmem::find(&rest[2..], b"-->") {
                self.at += 2 + end + 3;
                return;
            }
            self.comments_end = false;
        }
        self.at += if rest.starts_with(b"<!--") { 4 } else { memchr(b'>', rest).map_or(1, |end| end + 1) };
    }

    /// The tag that begins here, its name `skip` bytes further on; goes behind it, and behind the
    /// content of elements that hold no text.
    fn tag(&mut self, skip: usize) -> Option<Piece<'a>> {
        let rest = &self.html[self.at + skip..];
        let length =
            rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
        let name = Name::new(&rest[..length]);
        let (end, href) = attributes(&rest[length..], name.as_str() == "a" && skip == 1);
        self.at += skip + length + end;
        if skip == 2 {
            return Some(Piece::End { name });
        }
        if let Some(bit) = WITHOUT_TEXT.iter().position(|known| *known == name.as_str()) {
            self.skip_content(bit);
        }
        Some(Piece::Start { name, href })
    }

    /// Goes to the end tag of an element without text; nowhere if there is none.
    fn skip_content(&mut self, bit: usize) {
        if self.unclosed & (1 << bit) != 0 {
            return;
        }
        let name = WITHOUT_TEXT[bit].as_bytes();
        let rest = &self.html.as_bytes()[self.at..];
        let end = memmem::find_iter(rest, b"</").find(|end| {
            let found = rest.get(end + 2..end + 2 + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name))
        });
        match end {
            Some(end) => self.at += end,
            None => self.unclosed |= 1 << bit,
        }
    }
}

/// How long the attributes of a tag are, with the `>` that ends it, and the value of `href` among
/// them. Where quotes run to the end of the source, the first `>` ends the tag.
fn attributes(text: &str, wants_href: bool) -> (usize, Option<&str>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut href = None;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, href),
            b'=' => {
                let value = at + 1 + text[at + 1..].bytes().take_while(u8::is_ascii_whitespace).count();
                let (start, end, next) = match bytes.get(value) {
                    Some(quote @ (b'"' | b'\'')) => match memchr(*quote, &bytes[value + 1..]) {
                        Some(length) => (value + 1, value + 1 + length, value + 2 + length),
                        None => break,
                    },
                    _ => {
                        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                        let end =
                            bytes[value..].iter().position(ends).map_or(text.len(), |length| value + length);
                        (value, end, end)
                    }
                };
                if wants_href && href.is_none() && names_href(&bytes[..at]) {
                    href = text.get(start..end);
                }
                at = next;
            }
            _ => at += 1,
        }
    }
    (memchr(b'>', bytes).map_or(text.len(), |end| end + 1), None)
}

/// Whether the attribute's name that ends here is `href`.
fn names_href(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let Some((start, name)) = before.len().checked_sub(4).map(|at| before.split_at(at)) else { return false };
    name.eq_ignore_ascii_case(b"href")
        && start.last().is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::strict;

    #[test]
    fn adverts_come_into_strict_form() {
        for (html, expected) in [
            ("Hello", "<p>Hello</p>"),
            ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
            ("<div><p>One</p><p>&nbsp;</p><p><br></p></div>", "<p>One</p>"),
            ("<h1>We</h1><p class=x>are <span>here</span></p>", "<h3>We</h3><p>are here</p>"),
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<p>a<br><br><br><br/>b<br></p>", "<p>a<br><br>b</p>"),
            ("<P>a <B>b <I>c</B> d</I></P>", "<p>a <b>b <i>c</i></b> d</p>"),
            ("<p>a<ul><li>b<li>c</ul></p>d", "<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>"),
            ("<li>a</li><li>b</li><p>c</p>", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
            ("<ul><li><div>a</div><div>b</div></li></ul>", "<ul><li>a<br>b</li></ul>"),
            ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
            ("x<script>alert(1)</script>y<style>p{}</style>", "<p>xy</p>"),
            ("a <!-- <b> --> b<!doctype html>", "<p>a  b</p>"),
            ("1 < 2 <3 a>b&copy;", "<p>1 &lt; 2 &lt;3 a&gt;b©</p>"),
            (
                "<table>a<tr>b</table><dl>c</dl>",
                "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table><dl><dd>c</dd></dl>",
            ),
            (
                "<a href='https://example.com/?a=1&amp;b=2' onclick=x>l</a>",
                "<p><a href=\"https://example.com/?a=1&amp;b=2\">l</a></p>",
            ),
            ("<a href=\"javascript:alert(1)\">l</a>", "<p>l</p>"),
            ("<a href=JAVASCRIPT&colon;alert(1)>l</a>", "<p>l</p>"),
            ("<a data-href=\"https://example.com\">l</a>", "<p>l</p>"),
            ("<p>a<img src=x onerror=alert(1)>b", "<p>ab</p>"),
            (
                "<table><tr><td>1<td><tr><th>2</table>",
                "<table><tbody><tr><td>1</td><td></td></tr><tr><th>2</th></tr></tbody></table>",
            ),
            ("<td>1</td><td>2</td>", "<p>1</p><p>2</p>"),
            ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
            ("</p></ul></b>a</div>", "<p>a</p>"),
            ("<ul>a</ul>", "<ul><li>a</li></ul>"),
            ("<dl><ul>a", "<dl><dd><ul><li>a</li></ul></dd></dl>"),
            ("<table><ul>a", "<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>"),
            ("<table><hr><li>a", "<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>"),
            ("<ul>a<pre><hr><a href=http://x>b", "<ul><li>a<hr><a href=\"http://x\">b</a></li></ul>"),
            ("<ul>a<div><i></i><div><u></u></div>b", "<ul><li>a<br>b</li></ul>"),
            ("<pre>\n<b></b>\n a\n", "<pre> a\n</pre>"),
            ("a <b", "<p>a &lt;b</p>"),
            ("<p title=\"x>a</p>b", "<p>a</p><p>b</p>"),
            ("<!-- a<i>", "<p> a</p>"),
            ("", ""),
        ] {
            assert_eq!(strict(html), expected, "{html}");
            assert_eq!(strict(expected), expected, "once more: {html}");
        }
    }
}
