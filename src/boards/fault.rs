//! What is wrong with `boards.json`: where, what, and what to do about it.

use std::fmt;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

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

/// A text of JSON in which places are looked up.
pub struct Located<'a> {
    text: &'a str,
    root: Option<Value<'a>>,
}

impl fmt::Debug for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Located").finish_non_exhaustive()
    }
}

impl<'a> Located<'a> {
    /// Reads the text once; nothing is found in what is no JSON.
    pub fn new(text: &'a str) -> Self {
        let root = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
        Self { text, root: root.ok().and_then(|parsed| parsed.value) }
    }

    /// A fault of the value at a JSON pointer, or of the nearest parent that exists.
    pub fn fault(&self, pointer: &str, what: String) -> Fault {
        let (mut offset, mut here) = (0, self.root.as_ref());
        if let Some(root) = here {
            offset = root.start();
        }
        for token in tokens(pointer) {
            here = match here {
                Some(Value::Object(object)) => object
                    .properties
                    .iter()
                    .find(|property| property.name.as_str() == token)
                    .map(|property| &property.value),
                Some(Value::Array(array)) => token.parse().ok().and_then(|at: usize| array.elements.get(at)),
                _ => None,
            };
            let Some(value) = here else { break };
            offset = value.start();
        }
        let (line, column) = line_and_column(self.text, offset);
        Fault { line, column, field: field(pointer), what }
    }

    /// Fields that an object gives twice; readers of JSON silently keep one of the two.
    pub fn repeated(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            self.collect_repeated(root, "", &mut found);
        }
        found
    }

    fn collect_repeated(&self, value: &Value<'_>, pointer: &str, found: &mut Vec<Fault>) {
        match value {
            Value::Object(object) => {
                let mut seen = std::collections::HashSet::new();
                for property in &object.properties {
                    let inner = format!("{pointer}/{}", escaped(property.name.as_str()));
                    if !seen.insert(inner.clone()) {
                        let (line, column) = line_and_column(self.text, property.start());
                        let what = "this field stands twice in one object; keep one of the two".to_owned();
                        found.push(Fault { line, column, field: field(&inner), what });
                    }
                    self.collect_repeated(&property.value, &inner, found);
                }
            }
            Value::Array(array) => {
                for (at, element) in array.elements.iter().enumerate() {
                    self.collect_repeated(element, &format!("{pointer}/{at}"), found);
                }
            }
            _ => {}
        }
    }
}

/// The name of a field in a JSON pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The parts of a JSON pointer, unescaped (RFC 6901).
fn tokens(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// `/boards/0/url` as a person writes it: `boards[0].url`.
fn field(pointer: &str) -> String {
    let mut text = String::new();
    for token in tokens(pointer) {
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            text.push_str(&format!("[{token}]"));
        } else {
            text.push_str(if text.is_empty() { "" } else { "." });
            text.push_str(&token);
        }
    }
    text
}

/// 1-based line and column (in characters) of a byte offset; past the end means the end.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, before[start..].chars().count() + 1)
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
