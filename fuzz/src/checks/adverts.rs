//! HTML of adverts, sanitised.

use career_paths::feeds::html;
use scraper::{Html, Node};

/// Every element that may be left; stated here once more, so that no slip in the sanitiser's own list passes.
#[rustfmt::skip]
const ALLOWED: [&str; 32] = [
    "a", "b", "blockquote", "br", "caption", "code", "dd", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "i",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
];

/// Checks HTML as it comes.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let clean = html::sanitise(&text);
    is_clean(&clean);
    // Nothing is made up: a link or a list of ten letters needs no more than its tags.
    assert!(clean.len() <= 64 * text.len() + 64, "{} bytes became {}", text.len(), clean.len());
    let beginning = html::beginning(&clean, 280);
    assert!(beginning.chars().count() <= 281, "{beginning:?}");
    is_clean(&html::sanitise(&html::from_text(&text)));
}

/// What has to hold of HTML that is shown, as a browser reads it.
pub fn is_clean(clean: &str) {
    assert_eq!(html::sanitise(clean), clean, "sanitised twice it is another");
    for node in Html::parse_fragment(clean).tree.root().descendants() {
        match node.value() {
            Node::Element(element) if element.name() == "html" => {}
            Node::Element(element) => {
                assert!(ALLOWED.contains(&element.name()), "<{}> is left", element.name());
                for (name, value) in element.attrs() {
                    is_clean_attribute(element.name(), name, value);
                }
                let link = element.name() == "a";
                assert!(!link || element.attr("rel") == Some("nofollow noopener"), "{clean}");
            }
            Node::Document | Node::Fragment | Node::Text(_) => {}
            other => panic!("{other:?} is left"),
        }
    }
}

/// Only links have attributes: where they lead, and that we do not recommend it.
fn is_clean_attribute(element: &str, name: &str, value: &str) {
    assert_eq!(element, "a", "<{element}> has {name}");
    match name {
        "href" => {
            let lower = value.to_ascii_lowercase();
            let known = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
            assert!(known && !value.contains(char::is_control), "a link leads to {value:?}");
        }
        "rel" => {}
        _ => panic!("a link has {name}"),
    }
}
