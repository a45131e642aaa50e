//! A title as words that know what parts them.

/// Most words of a title that are looked at; what employers write after them is no title.
const MOST: usize = 48;

/// Longest part of a title that is looked at, in bytes.
const LONGEST: usize = 600;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing but blanks.
    Space,
    /// A hyphen or an apostrophe without blanks: "entry-level", "director's".
    Tie,
    /// A comma: what follows may turn the title around ("Manager, Data Science").
    Comma,
    /// A slash or an ampersand: the words beside it are alternatives or a pair.
    Slash,
    /// A bracket, a dash, a bar: what follows is another part of the title.
    Break,
}

/// A word of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// In lower case.
    pub text: &'a str,
    pub gap: Gap,
    /// Byte of the title at which it begins.
    start: usize,
}

/// The words of a title.
#[derive(Debug)]
pub struct Words<'a> {
    title: &'a str,
    pub list: Vec<Word<'a>>,
}

impl<'a> Words<'a> {
    /// The words of `title`, whose lower case is `lower` and of the same length.
    pub fn new(title: &'a str, lower: &'a str) -> Self {
        let mut list = Vec::with_capacity(12);
        let mut gap = Gap::Break;
        let mut start = None;
        let end = (0..=LONGEST.min(title.len())).rev().find(|at| title.is_char_boundary(*at)).unwrap_or(0);
        let mut previous = ' ';
        for (at, c) in title[..end].char_indices().chain(std::iter::once((end, ' '))) {
            if c.is_alphanumeric() || matches!(c, '+' | '#') {
                start.get_or_insert(at);
                previous = c;
                continue;
            }
            if let Some(from) = start.take() {
                list.push(Word { text: &lower[from..at], gap, start: from });
                if list.len() == MOST {
                    break;
                }
                gap = Gap::Space;
            }
            gap = joined(gap, c, previous, title[at..end].chars().nth(1));
            previous = c;
        }
        Self { title, list }
    }

    /// The lower-case text of the word at a place, or nothing.
    pub fn text(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |word| word.text)
    }

    /// Words as they are written, from the first to the last of these places.
    pub fn written(&self, first: usize, last: usize) -> &'a str {
        match (self.list.get(first), self.list.get(last)) {
            (Some(first), Some(last)) if first.start <= last.start => {
                &self.title[first.start..last.start + last.text.len()]
            }
            _ => "",
        }
    }

    /// The word before, if it is of the same part of the title.
    pub fn before(&self, at: usize) -> &'a str {
        match self.list.get(at).map(|word| word.gap) {
            Some(Gap::Space | Gap::Tie | Gap::Slash) if at > 0 => self.text(at - 1),
            _ => "",
        }
    }

    /// The word after, if it is of the same part of the title.
    pub fn after(&self, at: usize) -> &'a str {
        match self.list.get(at + 1) {
            Some(next) if matches!(next.gap, Gap::Space | Gap::Tie | Gap::Slash) => next.text,
            _ => "",
        }
    }

    /// What parts a word from the next; at the end of the title [`Gap::Break`].
    pub fn gap_after(&self, at: usize) -> Gap {
        self.list.get(at + 1).map_or(Gap::Break, |next| next.gap)
    }

    /// Whether a word is a part of the title by itself.
    pub fn alone(&self, at: usize) -> bool {
        matches!(self.list[at].gap, Gap::Break | Gap::Comma)
            && matches!(self.gap_after(at), Gap::Break | Gap::Comma)
    }
}

/// The gap that a further sign makes of a gap.
fn joined(gap: Gap, sign: char, previous: char, next: Option<char>) -> Gap {
    let tied = previous.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
    match sign {
        '(' | ')' | '[' | ']' | '|' | ':' | ';' | '–' | '—' | '·' | '•' | '@' | '*' | '!' | '?' => {
            Gap::Break
        }
        '-' | '\'' | '’' | '.' | '_' if tied => Gap::Tie,
        '-' => Gap::Break,
        ',' if gap != Gap::Break => Gap::Comma,
        '/' | '&' if gap != Gap::Break => Gap::Slash,
        _ => gap,
    }
}

#[cfg(test)]
mod tests {
    use super::{Gap, Words};

    #[test]
    fn words_know_what_parts_them() {
        let title = "Sr. Entry-Level R&D Engineer, C++ (Night) – Director's";
        let lower = title.to_ascii_lowercase();
        let words = Words::new(title, &lower);
        let found: Vec<_> = words.list.iter().map(|word| (word.text, word.gap)).collect();
        assert_eq!(
            found,
            [
                ("sr", Gap::Break),
                ("entry", Gap::Space),
                ("level", Gap::Tie),
                ("r", Gap::Space),
                ("d", Gap::Slash),
                ("engineer", Gap::Space),
                ("c++", Gap::Comma),
                ("night", Gap::Break),
                ("director", Gap::Break),
                ("s", Gap::Tie),
            ]
        );
        assert_eq!(words.written(1, 2), "Entry-Level");
        assert_eq!((words.before(5), words.after(5), words.before(6)), ("d", "", ""));
        assert!(words.alone(7));
    }

    #[test]
    fn long_and_foreign_titles_are_cut_at_a_letter() {
        for title in ["é".repeat(10_000), "a ".repeat(10_000), "Ärztin".repeat(99), "\u{202e}\0".to_owned()]
        {
            let lower = title.to_ascii_lowercase();
            assert!(Words::new(&title, &lower).list.len() <= super::MOST);
        }
    }
}
