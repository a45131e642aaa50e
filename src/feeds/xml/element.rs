//! One record of a feed as a tree.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Most elements in a record; more are no posting.
const MAX_ELEMENTS: usize = 20_000;

/// Deepest nesting that is kept; what lies deeper is taken as text of the element around it.
const MAX_DEPTH: usize = 32;

/// An element with what stands in it.
#[derive(Debug, Default)]
pub struct Element<'r> {
    /// Without its prefix, in lower case.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// Its own text, decoded.
    pub text: String,
    pub children: Vec<Self>,
    /// All that stands between its tags, as it is written.
    inner: &'r str,
    start: usize,
}

impl<'r> Element<'r> {
    /// Reads a record leniently: ends without a beginning are passed over, elements without an end last
    /// as long as the one around them, `&` may stand for itself. Fails where not even that helps.
    pub fn read(record: &'r str) -> Result<Self, String> {
        let mut reader = Reader::from_str(record);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let mut tree = Tree { record, open: vec![Self::default()], count: 0 };
        loop {
            let before = position(&reader);
            let event =
                reader.read_event().map_err(|error| format!("is no XML that can be read: {error}"))?;
            match event {
                Event::Start(tag) => tree.open(&tag, position(&reader))?,
                Event::Empty(tag) => {
                    tree.open(&tag, position(&reader))?;
                    tree.close_last(position(&reader));
                }
                Event::End(tag) => tree.close(&lower(tag.local_name().as_ref()), before),
                Event::Text(text) => tree.text(&text.html_content()),
                Event::CData(text) => tree.text(&text.html_content()),
                Event::GeneralRef(name) => tree.text(&entity(&name.html_content())),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        while tree.open.len() > 1 {
            tree.close_last(record.len());
        }
        tree.open.pop().and_then(|root| root.children.into_iter().next()).ok_or_else(|| "is empty".to_owned())
    }

    /// What it says: its text, or its markup where it holds elements.
    pub fn content(&self) -> &str {
        let markup = !self.children.is_empty() && !self.inner.contains("<![CDATA[");
        if markup { self.inner.trim() } else { self.text.trim() }
    }

    /// The first child of a name that is not empty.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name && !child.inner.trim().is_empty())
    }

    /// The text of the first child of a name that has one.
    pub fn child_text(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

struct Tree<'r> {
    record: &'r str,
    /// From the document itself to the innermost.
    open: Vec<Element<'r>>,
    count: usize,
}

impl<'r> Tree<'r> {
    fn open(&mut self, tag: &BytesStart<'_>, start: usize) -> Result<(), String> {
        self.count += 1;
        if self.count > MAX_ELEMENTS {
            return Err(format!("has more than {MAX_ELEMENTS} elements"));
        }
        while self.open.len() > MAX_DEPTH {
            self.close_last(start);
        }
        let mut attributes = tag.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value = html_escape::decode_html_entities(attribute.value.as_ref()).into_owned();
            (lower(attribute.key.local_name().as_ref()), value)
        });
        let attributes = attributes.collect();
        self.open.push(Element {
            name: lower(tag.local_name().as_ref()),
            attributes,
            start,
            ..Element::default()
        });
        Ok(())
    }

    /// Closes the innermost element of a name and all within; passes over an end that closes none.
    fn close(&mut self, name: &str, end: usize) {
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else { return };
        while self.open.len() > at.max(1) {
            self.close_last(end);
        }
    }

    fn close_last(&mut self, end: usize) {
        let Some(mut element) = self.open.pop() else { return };
        element.inner = self.record.get(element.start..end).unwrap_or_default();
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.open.push(element),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// What an entity stands for; one that is not known stands for itself.
fn entity(name: &str) -> String {
    html_escape::decode_html_entities(&format!("&{name};")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn faulty_markup_is_read_as_it_was_meant() {
        let record = "<job a='1&amp;2'><t>R&D &amp; Q&A &eacute; &x; </t></b><d>one<br>two <b>x</b></d><e>&lt;p&gt;</e><f/></job>";
        let job = Element::read(record).unwrap();
        assert_eq!(job.attribute("a"), Some("1&2"));
        let seen: Vec<_> = job.children.iter().map(|child| (child.name.as_str(), child.content())).collect();
        assert_eq!(seen, [("t", "R&D & Q&A é &x;"), ("d", "one<br>two <b>x</b>"), ("e", "<p>"), ("f", "")]);
    }

    #[test]
    fn deep_and_wide_records_are_bounded() {
        let deep = format!("<job>{}x", "<a>".repeat(10_000));
        assert_eq!(Element::read(&deep).unwrap().name, "job");
        assert!(Element::read(&format!("<job>{}</job>", "<a/>".repeat(30_000))).is_err());
        assert!(Element::read("").is_err());
    }
}
