//! JSON as pages hold it. Faults that leave no doubt of what is meant are mended: text after the value,
//! a comma before a closing bracket, line ends within texts, and quotation marks as entities.

use std::borrow::Cow;

use serde_json::{Deserializer, Value};

/// The first value of a block, or what is wrong with it as it stands.
pub fn parse(block: &str) -> Result<Value, String> {
    let block = strip(block);
    let wrong = match first(block) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let unescaped = if block.contains("&quot;") && !block.contains('"') {
        html_escape::decode_html_entities(block)
    } else {
        Cow::Borrowed(block)
    };
    first(&mended(&unescaped)).map_err(|_| format!("is no JSON: {wrong} of the block"))
}

fn first(block: &str) -> Result<Value, serde_json::Error> {
    let mut values = Deserializer::from_str(block).into_iter();
    values.next().unwrap_or_else(|| serde_json::from_str(block))
}

/// The block without the marks in which old pages wrap their scripts.
fn strip(block: &str) -> &str {
    let marks = ["//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["];
    let block = marks.iter().find_map(|mark| block.strip_prefix(mark)).unwrap_or(block);
    &block[block.find(['{', '[']).unwrap_or_default()..]
}

fn mended(block: &str) -> String {
    let mut text = String::with_capacity(block.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in block.chars() {
        match (quoted, c) {
            (true, '\n') => text.push_str("\\n"),
            (true, '\r') => text.push_str("\\r"),
            (true, '\t') => text.push_str("\\t"),
            (true, c) if c.is_ascii_control() => {}
            (false, '}' | ']') => {
                let kept = text.trim_end();
                if let Some(before) = kept.strip_suffix(',') {
                    text.truncate(before.len());
                }
                text.push(c);
            }
            _ => text.push(c),
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    #[test]
    fn faults_without_doubt_are_mended() {
        for (block, value) in [
            ("{\"a\": [1, 2,\n], }", json!({ "a": [1, 2] })),
            ("{\"a\": \"x,]\n\t\\\"y\\\\\"}; var b;", json!({ "a": "x,]\n\t\"y\\" })),
            ("{&quot;a&quot;: &quot;R&amp;D&quot;}", json!({ "a": "R&D" })),
            ("//<![CDATA[\n{\"a\": 1}\n//]]>", json!({ "a": 1 })),
        ] {
            assert_eq!(parse(block), Ok(value), "{block}");
        }
    }

    #[test]
    fn other_faults_are_stated_as_they_stand() {
        for block in ["", "{\"a\": }", "{\"a\": \"cut", "{'a': 1}", &"[".repeat(1_000_000)] {
            assert!(parse(block).unwrap_err().starts_with("is no JSON: "));
        }
    }
}
