//! Adverts' HTML.

mod elements;
mod markup;
mod nesting;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use memchr::memchr_iter;

use crate::feeds::html::elements::{ELEMENTS, Kind, Meaning, meaning};
use crate::feeds::html::nesting::DEEPEST;

/// What may stand in an advert: its words, their order and emphasis, links; no pictures, no looks, no
/// script.
static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        // links in adverts are not ours to recommend
        .link_rel(Some("nofollow noopener"));
    builder
});

/// Elements that only other elements of looks surround in adverts; they tell HTML from text.
const LOOKS: [&str; 8] = ["font", "img", "s", "script", "small", "span", "strike", "style"];

/// HTML with nothing in it but the elements and attributes that an advert needs, properly nested.
/// Sanitising twice changes nothing. Takes time and memory linear in the length.
pub fn sanitise(html: &str) -> String {
    if is_strict(html) {
        return html.to_owned();
    }
    ALLOWED.clean(&markup::strict(html)).to_string()
}

/// Plain text as HTML: paragraphs where lines are blank, line breaks elsewhere, lists of lines that
/// begin with a hyphen, an asterisk or a bullet.
pub fn from_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let mut block = Block::None;
    for line in text.split(['\n', '\r']).map(str::trim) {
        let item = item(line);
        let next = match (line.is_empty(), item) {
            (true, _) => Block::None,
            (false, Some(_)) => Block::List,
            (false, None) => Block::Paragraph,
        };
        if next != block {
            html.push_str(block.end());
            html.push_str(next.start());
        } else if next == Block::Paragraph {
            html.push_str("<br>");
        }
        block = next;
        match item {
            Some(item) => {
                html.push_str("<li>");
                html_escape::encode_text_to_string(item, &mut html);
                html.push_str("</li>");
            }
            None => {
                html_escape::encode_text_to_string(line, &mut html);
            }
        }
    }
    html.push_str(block.end());
    html
}

/// What lines of plain text stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    None,
    Paragraph,
    List,
}

impl Block {
    fn start(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Paragraph => "<p>",
            Self::List => "<ul>",
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Paragraph => "</p>",
            Self::List => "</ul>",
        }
    }
}

/// What stands behind the mark of a list's item.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '·', '●', '▪', '◦', '‣']).or_else(|| {
        line.strip_prefix(['-', '*', '–']).filter(|rest| rest.starts_with(char::is_whitespace))
    })?;
    Some(rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// Whether a text that may be plain or HTML is HTML: whether a known tag stands in it.
pub fn is_html(text: &str) -> bool {
    memchr_iter(b'<', text.as_bytes()).any(|at| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = rest[..length].to_ascii_lowercase();
        let ends = rest[length..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
        ends && (meaning(&name) != Meaning::Nothing || LOOKS.contains(&name.as_str()))
    })
}

/// Text with its HTML entities decoded once, as Greenhouse needs it.
pub fn unescape(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

/// The first `most` characters of the words in HTML, cut between words and then ended with "…";
/// blocks and line breaks are spaces. For sanitised HTML.
pub fn beginning(html: &str, most: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    for piece in html.split('<').enumerate().map(|(at, piece)| match (at, piece.split_once('>')) {
        (0, _) | (_, None) => ("", piece),
        (_, Some(tag)) => tag,
    }) {
        let (tag, words) = piece;
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        let inline = matches!(meaning(name), Meaning::Element(_, Kind::Inline));
        if !inline && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
            count += 1;
        }
        for c in html_escape::decode_html_entities(words).chars() {
            match c.is_whitespace() {
                true if text.is_empty() || text.ends_with(' ') => continue,
                true => text.push(' '),
                false => text.push(c),
            }
            count += 1;
            if count > most {
                text.truncate(text.trim_end().rfind(' ').unwrap_or(0));
                text.push('…');
                return text;
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Whether HTML is in strict form already and made of bare tags of paragraphs, lists and emphasis
/// only, in which case there is nothing to sanitise. Most adverts that were exported are.
fn is_strict(html: &str) -> bool {
    let mut open: Vec<(&str, Kind)> = Vec::new();
    let mut rest = html;
    loop {
        let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        let (text, tag) = rest.split_at(end);
        let holds_words = !matches!(open.last(), None | Some((_, Kind::List)));
        if !(if holds_words { is_plain(text) } else { text.trim_ascii().is_empty() }) {
            return false;
        }
        if tag.is_empty() {
            return open.is_empty();
        }
        let Some((tag, next)) = tag[1..].split_once('>') else { return false };
        let fits = match tag.strip_prefix('/') {
            Some(name) => open.pop().is_some_and(|(open, _)| open == name),
            None => opens(tag, &mut open, holds_words),
        };
        if !fits {
            return false;
        }
        rest = next;
    }
}

/// Whether a bare start tag may stand inside the open elements; opens it.
fn opens<'a>(tag: &'a str, open: &mut Vec<(&'a str, Kind)>, holds_words: bool) -> bool {
    let parent = open.last().map(|(_, kind)| *kind);
    let kind = match (tag, parent) {
        ("br", _) => return holds_words,
        ("p" | "h3" | "h4" | "h5" | "h6", None) => Kind::Paragraph,
        ("ul" | "ol", None | Some(Kind::Flow)) => Kind::List,
        ("li", Some(Kind::List)) => Kind::Flow,
        ("strong" | "b" | "em" | "i" | "u", Some(_)) if holds_words => Kind::Inline,
        _ => return false,
    };
    // emphasis in itself would be repaired by a parser
    let repeats = kind == Kind::Inline && open.iter().any(|(name, _)| *name == tag);
    open.push((tag, kind));
    !repeats && open.len() <= DEEPEST
}

/// Whether a text holds no control characters and every `&` in it begins an entity.
fn is_plain(text: &str) -> bool {
    let control = |byte: u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    !text.bytes().any(control)
        && memchr_iter(b'&', text.as_bytes()).all(|at| {
            let entity = &text.as_bytes()[at + 1..];
            let length =
                entity.iter().take(32).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
            length > 0 && entity.get(length) == Some(&b';')
        })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{beginning, from_text, is_html, is_strict, sanitise, unescape};

    #[test]
    fn only_what_an_advert_needs_is_left() {
        for (html, expected) in [
            ("<p>We <b>build</b></p>", "<p>We <b>build</b></p>"),
            ("<p onclick=x>We</p><script>x</script><img src=x onerror=x>", "<p>We</p>"),
            ("<svg><script>x</script></svg><math><p>a</math>b", "<p>b</p>"),
            ("R&amp;D &rarr; <now> & later", "<p>R&amp;D →  &amp; later</p>"),
            (
                "<a href=\"https://example.com/\" target=_blank>us</a>",
                "<p><a href=\"https://example.com/\" rel=\"nofollow noopener\">us</a></p>",
            ),
            ("<a href=\"java\nscript:x\">a</a><a href=//example.com>b</a>", "<p>ab</p>"),
            (
                "<a href='https://example.com/\"onclick=x'>a</a>",
                "<p><a href=\"https://example.com/&quot;onclick=x\" rel=\"nofollow noopener\">a</a></p>",
            ),
            ("<table><tr><td>a</td></tr></table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
            ("<p>a\0b</p>", "<p>ab</p>"),
            ("a<tbody>\u{3}<pre>b", "<p>a</p><pre>b</pre>"),
            ("<a href=https://example.com:x>a</a>", "<p>a</p>"),
            ("<ul><li><p>a</p></li></ul>", "<ul><li><p>a</p></li></ul>"),
        ] {
            let clean = sanitise(html);
            assert_eq!(clean, expected, "{html}");
            assert_eq!(sanitise(&clean), clean, "once more: {html}");
        }
    }

    #[test]
    fn strict_html_needs_no_sanitising() {
        for html in ["", "<p>a</p>", "<h3>a</h3><ul><li>a <b>b</b><br>c&amp;</li></ul>\n<p>d</p>"] {
            assert!(is_strict(html), "{html}");
            assert_eq!(sanitise(html), html);
        }
        for html in [
            "a",
            "<p>a",
            "a</p>",
            "<p>a</p",
            "<p >a</p>",
            "<P>a</P>",
            "<p>a & b</p>",
            "<p><ul></ul></p>",
            "<div></div>",
            "<p><script></script></p>",
            "<ul>a</ul>",
            "<li></li>",
            "<p><p></p></p>",
            "<b></b>",
            "<p><b><b></b></b></p>",
        ] {
            assert!(!is_strict(html), "{html}");
        }
    }

    #[test]
    fn text_becomes_paragraphs_and_lists() {
        for (text, expected) in [
            ("", ""),
            ("One & two\r\nthree\n\n\nfour", "<p>One &amp; two</p><p>three</p><p>four</p>"),
            ("One\ntwo", "<p>One<br>two</p>"),
            (
                "You:\n- a\n* b\n•c\n-d\nend",
                "<p>You:</p><ul><li>a</li><li>b</li><li>c</li></ul><p>-d<br>end</p>",
            ),
            ("<b>", "<p>&lt;b&gt;</p>"),
        ] {
            assert_eq!(from_text(text), expected);
            assert_eq!(sanitise(expected), expected);
        }
    }

    #[test]
    fn tags_tell_html_from_text() {
        for html in ["a<br>b", "<p>a", "</div>", "<SPAN class=x>", "<br/>", "<a href=x>"] {
            assert!(is_html(html), "{html}");
        }
        for text in ["", "a < b", "<3 years", "List<String>", "a &amp; b", "<name@example.com>", "x <b"] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(unescape("&lt;p&gt;R&amp;amp;D&nbsp;&#39;&mdash;"), "<p>R&amp;D\u{a0}'—");
    }

    #[test]
    fn beginnings_are_words() {
        let html = "<h3>You</h3><ul><li>know <b>Ru</b>st</li><li>R&amp;D</li></ul>";
        assert_eq!(beginning(html, 100), "You know Rust R&D");
        assert_eq!(beginning(html, 12), "You know…");
        assert_eq!(beginning("<p>aaaa</p>", 2), "…");
        assert_eq!(beginning("", 2), "");
    }

    #[test]
    fn hostile_html_costs_no_more_than_other_html() {
        let bold = (0..20_000).map(|at| format!("<b id={at}>")).collect::<String>();
        for html in [
            "<div>".repeat(30_000),
            "<ul><li>".repeat(15_000),
            "<table><tr><td>".repeat(30_000),
            format!("{bold}{}", "<p>a".repeat(15_000)),
            "<a href=\"".repeat(15_000) + ">",
            "<!--".repeat(30_000) + ">",
            "<script>".repeat(15_000) + "</x>",
            "<".repeat(100_000) + ">",
            "</p".repeat(30_000) + ">",
            "<b><i>a</b></i>".repeat(20_000),
            "<p><br>".repeat(15_000),
            "&".repeat(60_000),
            format!("<p class=a>{}", "«&amp;\u{a0} ".repeat(15_000)),
            "<table>a".repeat(15_000),
        ] {
            let start = Instant::now();
            let clean = sanitise(&html);
            assert!(start.elapsed() < Duration::from_secs(30), "{}: {:?}", &html[..20], start.elapsed());
            assert!(clean.len() < 6_000_000, "{}: {}", &html[..20], clean.len());
        }
    }
}
