//! From a JSON pointer to the line and column where that field stands in the file.

use std::collections::HashSet;
use std::fmt;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// 1-based line and column (in characters) of a byte offset; past the end means the end.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// A text of JSON in which places are looked up; it is parsed once. Nothing is found in what is no JSON.
pub struct Positions<'a> {
    text: &'a str,
    root: Option<Value<'a>>,
}

impl fmt::Debug for Positions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Positions").finish_non_exhaustive()
    }
}

impl<'a> Positions<'a> {
    /// Parses the text.
    pub fn new(text: &'a str) -> Self {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
        Self { text, root: parsed.ok().and_then(|parsed| parsed.value) }
    }

    /// Line and column of the value at `pointer`, or of the nearest parent that exists. With
    /// `at_key`, of the name of the last property instead.
    pub fn locate(&self, pointer: &str, at_key: bool) -> (usize, usize) {
        let Some(mut here) = self.root.as_ref() else { return (1, 1) };
        let mut offset = here.start();
        for token in tokens(pointer) {
            let next = match here {
                Value::Object(object) => {
                    object.properties.iter().find(|p| p.name.as_str() == token).map(|property| {
                        offset = if at_key { property.start() } else { property.value.start() };
                        &property.value
                    })
                }
                Value::Array(array) => token
                    .parse()
                    .ok()
                    .and_then(|at: usize| array.elements.get(at))
                    .inspect(|element| offset = element.start()),
                _ => None,
            };
            match next {
                Some(value) => here = value,
                None => break,
            }
        }
        line_and_column(self.text, offset)
    }

    /// JSON pointers of fields that an object of the file gives twice, with line and column of the
    /// second one. JSON readers silently keep one of the two.
    pub fn repeated_fields(&self) -> Vec<(String, (usize, usize))> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            collect_repeated(self.text, root, "", &mut found);
        }
        found
    }
}

/// [`Positions::locate`] for one place of a text.
pub fn locate(text: &str, pointer: &str, at_key: bool) -> (usize, usize) {
    Positions::new(text).locate(pointer, at_key)
}

/// [`Positions::repeated_fields`] of a text.
pub fn repeated_fields(text: &str) -> Vec<(String, (usize, usize))> {
    Positions::new(text).repeated_fields()
}

fn collect_repeated(text: &str, value: &Value<'_>, pointer: &str, found: &mut Vec<(String, (usize, usize))>) {
    match value {
        Value::Object(object) => {
            let mut seen = HashSet::new();
            for property in &object.properties {
                let inner = child(pointer, property.name.as_str());
                if !seen.insert(inner.clone()) {
                    found.push((inner.clone(), line_and_column(text, property.start())));
                }
                collect_repeated(text, &property.value, &inner, found);
            }
        }
        Value::Array(array) => {
            for (at, element) in array.elements.iter().enumerate() {
                collect_repeated(text, element, &format!("{pointer}/{at}"), found);
            }
        }
        _ => {}
    }
}

/// The JSON pointer of a field of the object at `pointer`, escaped (RFC 6901).
pub fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The parts of a JSON pointer, unescaped (RFC 6901).
pub fn tokens(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// `/levels/0/pay` as a person writes it: `levels[0].pay`.
pub fn field(pointer: &str) -> String {
    let mut text = String::new();
    for token in tokens(pointer) {
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            text.push_str(&format!("[{token}]"));
        } else {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(&token);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{child, field, line_and_column, locate, repeated_fields, tokens};

    const TEXT: &str = "{\n  \"a\": [\n    {\"é\": 1, \"b\": 2}\n  ]\n}";

    #[test]
    fn finds_values_keys_and_the_nearest_parent() {
        assert_eq!(locate(TEXT, "/a/0/b", false), (3, 19));
        assert_eq!(locate(TEXT, "/a/0/b", true), (3, 14));
        assert_eq!(locate(TEXT, "/a/0/missing", false), (3, 5));
        assert_eq!(locate(TEXT, "/a/7", false), (2, 8));
        assert_eq!(locate("not json", "/a", false), (1, 1));
    }

    #[test]
    fn columns_are_characters_and_offsets_may_be_anything() {
        assert_eq!(line_and_column("é\nüx", 5), (2, 2));
        assert_eq!(line_and_column("é", 1), (1, 1));
        assert_eq!(line_and_column("", 99), (1, 1));
    }

    #[test]
    fn fields_given_twice_are_found_at_any_depth() {
        assert_eq!(repeated_fields("{\"a\": [{\"b\": 1,\n\"b\": 2}]}"), [("/a/0/b".to_owned(), (2, 1))]);
        assert!(repeated_fields(TEXT).is_empty());
    }

    #[test]
    fn a_childs_pointer_leads_back_to_its_name() {
        let pointer = child("/a", "b/c~d");
        assert_eq!(pointer, "/a/b~1c~0d");
        assert_eq!(tokens(&pointer).collect::<Vec<_>>(), ["a", "b/c~d"]);
    }

    #[test]
    fn fields_read_naturally() {
        assert_eq!(field("/levels/0/pay/max"), "levels[0].pay.max");
        assert_eq!(field("/a~1b"), "a/b");
        assert_eq!(field(""), "");
    }
}
