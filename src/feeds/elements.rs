//! Elements of HTML, and what they mean in an advert.

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

#[cfg(test)]
mod tests {
    use super::ELEMENTS;

    #[test]
    fn elements_are_in_order() {
        assert!(ELEMENTS.is_sorted());
    }
}
