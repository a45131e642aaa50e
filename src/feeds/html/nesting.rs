//! Elements put into each other as adverts need them.

use crate::feeds::html::elements::{Kind, Meaning, address, is_blank, levels, meaning};

/// Elements deeper than this are left out, their text is kept.
pub const DEEPEST: usize = 32;

/// Most bytes of text without a tag in it; longer ones are broken between words. No advert has such a
/// paragraph, and html5ever's serialiser takes quadratic time for long texts.
const LONGEST_RUN: usize = 8_000;

/// An element that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    name: &'static str,
    kind: Kind,
    /// A list opened for items that stood in none.
    implied: bool,
    /// Where its start tag begins and ends in the output.
    start: usize,
    content: usize,
    /// How many texts were written before it, and how many bytes of text since the tag before it.
    texts: usize,
    run: usize,
}

/// HTML as it is written.
#[derive(Debug)]
pub struct Nesting {
    out: String,
    open: Vec<Open>,
    /// How many texts that are not blank were written.
    texts: usize,
    /// How many bytes of text were written since the last tag.
    run: usize,
    /// Whether a box began or ended since.
    boxed: bool,
    /// Whether words were written last, so that a box that follows needs a line of its own.
    words_last: bool,
}

impl Nesting {
    /// Room for about so many bytes.
    pub fn new(bytes: usize) -> Self {
        let out = String::with_capacity(bytes);
        Self { out, open: Vec::new(), texts: 0, run: 0, boxed: false, words_last: false }
    }

    /// Words as they stand in HTML, without a tag.
    pub fn text(&mut self, text: &str) {
        let kind = self.open.last().map(|open| open.kind);
        if is_blank(text) {
            if !matches!(kind, None | Some(Kind::List | Kind::Frame)) {
                self.words(text);
            }
            return;
        }
        self.make_room_for_words();
        self.words(text);
        self.texts += 1;
        self.boxed = false;
        self.words_last = true;
    }

    /// A start tag; `href` is the address of a link as written.
    pub fn start(&mut self, name: &str, href: Option<&str>) {
        match meaning(name) {
            Meaning::Nothing => {}
            Meaning::Box => self.end_box(),
            Meaning::Break => self.line_break(),
            Meaning::Rule => {
                self.end_box();
                self.leave_implied_list();
                // Between the parts of a table there is no line to be drawn.
                if self.open.last().is_none_or(|open| open.kind != Kind::Frame) {
                    self.tag("<hr>");
                    self.words_last = false;
                }
            }
            Meaning::Element("a", _) => self.link(href),
            Meaning::Element(name, Kind::Inline) => {
                self.make_room_for_words();
                self.put(name, Kind::Inline);
            }
            Meaning::Element(name, kind) => self.block(name, kind),
        }
    }

    /// An end tag; without effect where its element is not open.
    pub fn end(&mut self, name: &str) {
        let (name, kind) = match meaning(name) {
            Meaning::Element(name, kind) => (name, kind),
            Meaning::Box => return self.end_box(),
            _ => return,
        };
        // what an end tag can't reach beyond
        let bars = |open: &Open| match kind {
            Kind::Inline => open.kind != Kind::Inline,
            Kind::Paragraph => !matches!(open.kind, Kind::Inline | Kind::Paragraph),
            _ if name == "li" => open.kind == Kind::List,
            _ => {
                matches!(open.name, "td" | "th")
                    && !matches!(name, "table" | "tr" | "tbody" | "thead" | "tfoot")
            }
        };
        for depth in (0..self.open.len()).rev() {
            if self.open[depth].name == name {
                return self.close_to(depth);
            }
            if bars(&self.open[depth]) {
                break;
            }
        }
    }

    /// The whole.
    pub fn finish(mut self) -> String {
        self.close_to(0);
        self.out
    }

    /// Writes words, its entities decoded and only those that must be encoded again.
    fn words(&mut self, text: &str) {
        let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | 0xC2) || byte.is_ascii_control();
        if !text.bytes().any(special) && self.run + text.len() <= LONGEST_RUN {
            self.out.push_str(text);
            self.run += text.len();
            return;
        }
        for c in html_escape::decode_html_entities(text).chars() {
            let before = self.out.len();
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\u{a0}' => self.out.push_str("&nbsp;"),
                c if c.is_control() && !c.is_ascii_whitespace() => {}
                // A parser passes over it, a second one over the next.
                '\n' | '\r' if self.out.ends_with("<pre>") => {}
                c => self.out.push(c),
            }
            self.run += self.out.len() - before;
            if self.run > LONGEST_RUN && c.is_whitespace() || self.run > LONGEST_RUN + 1_000 {
                self.tag("<br>");
            }
        }
    }

    /// Writes a tag that neither opens nor closes an element.
    fn tag(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.run = 0;
    }

    fn line_break(&mut self) {
        let block = self.open.iter().rev().find(|open| open.kind != Kind::Inline);
        let begun = block.is_some_and(|open| open.texts < self.texts);
        let fits = block.is_some_and(|open| matches!(open.kind, Kind::Paragraph | Kind::Flow));
        if fits && begun && !self.out.ends_with("<br><br>") {
            self.tag("<br>");
            self.words_last = false;
        }
    }

    fn link(&mut self, href: Option<&str>) {
        // links don't stand in each other
        self.end("a");
        if let Some(address) = href.and_then(address) {
            self.make_room_for_words();
            if self.put("a", Kind::Inline) {
                self.out.pop();
                self.out.push_str(" href=\"");
                html_escape::encode_double_quoted_attribute_to_string(&address, &mut self.out);
                self.out.push_str("\">");
                let content = self.out.len();
                if let Some(open) = self.open.last_mut() {
                    open.content = content;
                }
            }
        }
    }

    fn block(&mut self, name: &'static str, kind: Kind) {
        self.end_box();
        self.boxed = false;
        match name {
            "li" => self.make_room_for_item(),
            "dt" | "dd" if !self.close_down_to(&["dl"]) => return self.end_box(),
            "tr" if !self.close_down_to(&["table", "thead", "tbody", "tfoot"]) => return self.end_box(),
            "thead" | "tbody" | "tfoot" | "caption" if !self.close_down_to(&["table"]) => {
                return self.end_box();
            }
            "td" | "th" => {
                if !self.close_down_to(&["tr", "table", "thead", "tbody", "tfoot"]) {
                    return self.end_box();
                }
                if self.open.last().is_some_and(|open| open.name != "tr") {
                    self.open_row();
                }
            }
            "tr" => self.make_room_for_row(),
            "dt" | "dd" | "thead" | "tbody" | "tfoot" | "caption" => {}
            _ => {
                self.leave_implied_list();
                match self.open.last().map(|open| open.kind) {
                    Some(Kind::List) if kind != Kind::List => {
                        self.put("li", Kind::Flow);
                    }
                    Some(Kind::Frame) => self.make_room_in_frame(),
                    _ => {}
                }
            }
        }
        self.put(name, kind);
        self.words_last = false;
    }

    /// Opens what words need around them where they stand in nothing that holds words.
    fn make_room_for_words(&mut self) {
        self.leave_implied_list();
        match self.open.last().map(|open| open.kind) {
            None => {
                self.put("p", Kind::Paragraph);
            }
            Some(Kind::List) => {
                self.put("li", Kind::Flow);
            }
            Some(Kind::Frame) => self.make_room_in_frame(),
            Some(Kind::Flow) if self.boxed && self.words_last => {
                self.tag("<br>");
                // What stands behind it may prove to be empty.
                self.words_last = false;
            }
            _ => {}
        }
        self.boxed = false;
    }

    /// Opens the cell or definition that words and blocks need between the parts of a table or list of terms.
    fn make_room_in_frame(&mut self) {
        match self.open.last().map(|open| open.name) {
            Some("dl") => {
                self.put("dd", Kind::Flow);
            }
            Some("tr") => {
                self.put("td", Kind::Flow);
            }
            _ => {
                self.open_row();
                self.put("td", Kind::Flow);
            }
        }
    }

    fn open_row(&mut self) {
        self.make_room_for_row();
        self.put("tr", Kind::Frame);
    }

    /// Opens the body of a table, as a parser would: it counts as a level.
    fn make_room_for_row(&mut self) {
        if self.open.last().is_some_and(|open| open.name == "table") {
            self.put("tbody", Kind::Frame);
        }
    }

    /// Goes to the nearest list, or opens one.
    fn make_room_for_item(&mut self) {
        for depth in (0..self.open.len()).rev() {
            let open = self.open[depth];
            match open.name {
                "ul" | "ol" => return self.close_to(depth + 1),
                "td" | "th" | "dd" | "dt" | "blockquote" => break,
                _ => {}
            }
        }
        if self.open.last().is_some_and(|open| open.kind == Kind::Frame) {
            self.make_room_in_frame();
        }
        if self.put("ul", Kind::List)
            && let Some(open) = self.open.last_mut()
        {
            open.implied = true;
        }
    }

    /// Closes a list that was opened for items only.
    fn leave_implied_list(&mut self) {
        if self.open.last().is_some_and(|open| open.implied) {
            self.close_to(self.open.len() - 1);
        }
    }

    /// Closes everything inside the innermost element of one of the names; false where none is open.
    fn close_down_to(&mut self, names: &[&str]) -> bool {
        let depth = self.open.iter().rposition(|open| names.contains(&open.name));
        depth.inspect(|depth| self.close_to(depth + 1)).is_some()
    }

    /// A box begins or ends here, and with it every paragraph.
    fn end_box(&mut self) {
        let holds = |open: &Open| !matches!(open.kind, Kind::Inline | Kind::Paragraph);
        let depth = self.open.iter().rposition(holds).map_or(0, |at| at + 1);
        self.close_to(depth);
        self.boxed = true;
    }

    /// Writes a start tag; false where it would stand too deep, or what has to stand in it would.
    fn put(&mut self, name: &'static str, kind: Kind) -> bool {
        if self.open.len() + levels(name) > DEEPEST {
            return false;
        }
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        let content = self.out.len();
        self.open.push(Open { name, kind, implied: false, start, content, texts: self.texts, run: self.run });
        self.run = 0;
        true
    }

    /// Closes elements until so many are open; what holds no words is taken back.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            let empty = match open.kind {
                // a break between words may stand in it
                Kind::Inline => self.out.len() == open.content,
                _ => open.texts == self.texts && !matches!(open.name, "td" | "th"),
            };
            if empty {
                self.out.truncate(open.start);
                self.run = open.run;
                continue;
            }
            while open.kind != Kind::Inline && self.out.ends_with("<br>") {
                self.out.truncate(self.out.len() - "<br>".len());
            }
            self.out.push_str("</");
            self.out.push_str(open.name);
            self.tag(">");
            if open.kind != Kind::Inline {
                self.words_last = false;
            }
        }
    }
}
