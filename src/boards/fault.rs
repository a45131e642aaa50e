//! What is wrong with `boards.json`: where, what, and what to do about it.

use std::fmt;

use crate::position::{Positions, field};

/// One fault in a list of boards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// 1-based line; 1 where the whole file is meant.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// As `boards[3].url`; empty where the whole file is meant.
    pub field: String,
    /// What is wrong and what to do.
    pub what: String,
}

/// Every fault of a list of boards, in the order of lines; never empty as an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    file: String,
    pub faults: Vec<Fault>,
}

impl Faults {
    /// The faults of a file.
    pub fn new(file: &str, mut faults: Vec<Fault>) -> Self {
        faults.sort();
        Self { file: file.to_owned(), faults }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.faults.len();
        write!(f, "{count} fault{} in the list of boards:", if count == 1 { "" } else { "s" })?;
        for Fault { line, column, field, what } in &self.faults {
            let colon = if field.is_empty() { "" } else { ": " };
            write!(f, "\n{}:{line}:{column}: {field}{colon}{what}", self.file)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// A list of boards as text, in which places are looked up.
#[derive(Debug)]
pub struct Located<'a>(Positions<'a>);

impl<'a> Located<'a> {
    /// Reads the text once; nothing is found in what is no JSON.
    pub fn new(text: &'a str) -> Self {
        Self(Positions::new(text))
    }

    /// A fault of the value at a JSON pointer, or of the nearest parent that exists.
    pub fn fault(&self, pointer: &str, what: String) -> Fault {
        let (line, column) = self.0.locate(pointer, false);
        Fault { line, column, field: field(pointer), what }
    }

    /// Fields that an object gives twice; readers of JSON silently keep one of the two.
    pub fn repeated(&self) -> Vec<Fault> {
        let twice = |(pointer, (line, column)): (String, _)| {
            let what = "this field stands twice in one object; keep one of the two".to_owned();
            Fault { line, column, field: field(&pointer), what }
        };
        self.0.repeated_fields().into_iter().map(twice).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Located;

    const TEXT: &str = "{\n  \"a\": [\n    {\"é\": 1, \"b\": 2, \"b\": 3}\n  ]\n}";

    #[test]
    fn places_are_those_of_values_or_of_their_nearest_parents() {
        let located = Located::new(TEXT);
        let places = [
            ("/a/0/b", (3, 19), "a[0].b"),
            ("/a/0/missing", (3, 5), "a[0].missing"),
            ("/a/7", (2, 8), "a[7]"),
            ("", (1, 1), ""),
        ];
        for (pointer, place, field) in places {
            let fault = located.fault(pointer, String::new());
            assert_eq!(((fault.line, fault.column), fault.field.as_str()), (place, field), "{pointer}");
        }
        assert_eq!(Located::new("no json").fault("/a", String::new()).line, 1);
    }

    #[test]
    fn fields_given_twice_are_found() {
        let found = Located::new(TEXT).repeated();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].column, found[0].field.as_str()), (3, 22, "a[0].b"));
    }
}
