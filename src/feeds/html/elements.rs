//! Elements, texts and links of HTML, and what they mean in an advert.

use std::borrow::Cow;

use url::Url;

/// Longest address of a link, in bytes.
const LONGEST_LINK: usize = 2_000;

/// Every element that an advert may contain.
#[rustfmt::skip]
pub const ELEMENTS: [&str; 32] = [
    "a", "b", "blockquote", "br", "caption", "code", "dd", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "i",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
];

/// What an element does in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Marks words: `b`.
    Inline,
    /// Holds words and no other block: `p`, `h3`.
    Paragraph,
    /// Holds list items: `ul`, `ol`.
    List,
    /// Holds words and blocks: `li`, `td`, `blockquote`.
    Flow,
    /// Holds rows, cells or terms: `table`, `tr`, `dl`.
    Frame,
}

/// What a tag is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Element(&'static str, Kind),
    /// A box without meaning: a paragraph ends where it begins and ends.
    Box,
    Break,
    Rule,
    /// No element of an advert, though its text is.
    Nothing,
}

/// What a tag's name, in lower case, is taken for. The first two levels of headings are the page's
/// own, so an advert's begin with the third.
pub fn meaning(name: &str) -> Meaning {
    let name = match name {
        "br" => return Meaning::Break,
        "hr" => return Meaning::Rule,
        "address" | "article" | "aside" | "body" | "center" | "details" | "div" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "header" | "html" | "main" | "nav" | "section"
        | "summary" => {
            return Meaning::Box;
        }
        "h1" | "h2" => "h3",
        "menu" | "dir" => "ul",
        name => name,
    };
    let Ok(at) = ELEMENTS.binary_search(&name) else { return Meaning::Nothing };
    let name = ELEMENTS[at];
    let kind = match name {
        "p" | "h3" | "h4" | "h5" | "h6" | "pre" | "caption" => Kind::Paragraph,
        "ul" | "ol" => Kind::List,
        "li" | "blockquote" | "td" | "th" | "dt" | "dd" => Kind::Flow,
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "dl" => Kind::Frame,
        _ => Kind::Inline,
    };
    Meaning::Element(name, kind)
}

/// How many levels of nesting an element needs, with what words in it have to stand in.
pub fn levels(name: &str) -> usize {
    match name {
        "table" => 4,
        "ul" | "ol" | "dl" => 2,
        _ => 1,
    }
}

/// Whether a text shows nothing, its entities decoded.
pub fn is_blank(text: &str) -> bool {
    let shows = |c: char| !(c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}'));
    let rest = text.trim_start_matches(|c| !shows(c));
    rest.is_empty() || rest.starts_with('&') && !html_escape::decode_html_entities(rest).chars().any(shows)
}

/// The address of a link to the web or to a mailbox, entities decoded; `None` for any other.
pub fn address(href: &str) -> Option<Cow<'_, str>> {
    let address = html_escape::decode_html_entities(href.trim());
    let starts =
        |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let good = starts("https://") || starts("http://") || starts("mailto:");
    let plain = good && address.len() <= LONGEST_LINK && !address.chars().any(char::is_control);
    // A link that leads nowhere, as to the port "x", would lose its address later and then be taken for none.
    (plain && Url::parse(&address).is_ok()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::{ELEMENTS, address, is_blank};

    #[test]
    fn elements_are_in_order() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn blanks_show_nothing() {
        assert!(is_blank(" \n&nbsp;&#160;\u{a0}\u{200b}\u{3}"));
        assert!(!is_blank("&nbsp;a"));
    }

    #[test]
    fn links_lead_to_the_web_or_to_a_mailbox() {
        for href in [" https://example.com/?a=1&amp;b=2", "HTTP://example.com", "mailto:jobs@example.com"] {
            assert!(address(href).is_some(), "{href}");
        }
        for href in [
            "javascript:alert(1)",
            "java\nscript:x",
            "&#106;avascript:x",
            "//example.com",
            "/jobs",
            "data:x",
            "https://pt:alert(1)>no",
            "http://",
            "",
        ] {
            assert_eq!(address(href), None, "{href}");
        }
    }
}
