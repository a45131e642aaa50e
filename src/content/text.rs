//! Characters that no text of ours may hold.

use serde_json::Value;

use crate::position::child;

/// JSON pointers of the texts that hold a character which can't be seen and does harm: controls, and
/// marks that turn the direction of the text around.
pub fn unprintable(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, String::new(), &mut found);
    found
}

fn collect(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().any(harmful) => found.push(pointer),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{at}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                collect(item, child(&pointer, name), found);
            }
        }
        _ => {}
    }
}

fn harmful(c: char) -> bool {
    // Embeddings, overrides and isolates of the bidirectional algorithm (Unicode Annex 9).
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::unprintable;

    #[test]
    fn controls_and_direction_marks_are_found_at_any_depth() {
        let value =
            json!({"a": ["fine, é, 日本, العربية", "nul\u{0}"], "b/c": {"d": "\u{202e}evil"}, "e": 1});
        assert_eq!(unprintable(&value), ["/a/1", "/b~1c/d"]);
    }
}
