//! Everything that can be wrong with a list of boards, found at once.

use std::collections::HashMap;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;
use url::Url;

use super::fault::{Fault, Located};
use super::list::{Board, BoardList, schema};
use super::{address, kind};
use crate::position::child;

/// Deepest nesting of a list that is looked at; a list of boards has three levels.
const DEEPEST: usize = 32;

/// Reads a list of boards, or tells all that is wrong with it.
pub fn read(text: &str) -> Result<BoardList, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|error| vec![syntax(&error)])?;
    if depth(&value) > DEEPEST {
        return Err(vec![Located::new("").fault("", "this is nested too deeply for a list".to_owned())]);
    }
    let located = Located::new(text);
    let mut faults = located.repeated();
    form(&value, &located, &mut faults);
    let entries = value["boards"].as_array().map_or(&[][..], Vec::as_slice);
    let mut boards = Vec::with_capacity(entries.len());
    let mut first_of = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let pointer = format!("/boards/{at}");
        match serde_json::from_value::<Board>(entry.clone()) {
            Ok(board) => {
                meaning(&board, &pointer, &located, &mut faults);
                if let Some(first) = first_of.insert(board.name(), at) {
                    let what = format!(
                        "{} stands in the list already, as boards[{first}]; remove one",
                        board.name()
                    );
                    faults.push(located.fault(&format!("{pointer}/board"), what));
                }
                boards.push(board);
            }
            // What the schema does not tell, as a span of time that is too long.
            Err(error) if !faults.iter().any(|fault| is_within(&fault.field, at)) => {
                faults.push(located.fault(&pointer, error.to_string()));
            }
            Err(_) => {}
        }
    }
    if faults.is_empty() {
        Ok(BoardList { schema: value["$schema"].as_str().unwrap_or_default().to_owned(), boards })
    } else {
        Err(faults)
    }
}

fn syntax(error: &serde_json::Error) -> Fault {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    Fault {
        line: error.line().max(1),
        column: error.column().max(1),
        field: String::new(),
        what: format!("this is not JSON: {what}; mend it at this place"),
    }
}

/// Levels of arrays and objects; readers of JSON refuse more than 128.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Whether a field such as `boards[3].url` is of the board with this number.
fn is_within(field: &str, at: usize) -> bool {
    field.strip_prefix(&format!("boards[{at}]")).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Adds every departure from the schema.
fn form(value: &Value, located: &Located<'_>, faults: &mut Vec<Fault>) {
    let validator = match jsonschema::validator_for(&schema()) {
        Ok(validator) => validator,
        Err(error) => return faults.push(located.fault("", format!("the schema is unusable: {error}"))),
    };
    for error in validator.iter_errors(value) {
        let pointer = error.instance_path().as_str();
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                for name in unexpected {
                    let inner = child(pointer, name);
                    let what = format!("unknown field {name:?}; remove it or mend its name");
                    faults.push(located.fault(&inner, what));
                }
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let what = format!("this field is missing; add {name:?}");
                faults.push(located.fault(&format!("{pointer}/{name}"), what));
            }
            _ => faults.push(located.fault(pointer, explained(&error))),
        }
    }
}

/// What the schema says of a value, which is named where it is short.
fn explained(error: &ValidationError<'_>) -> String {
    let given = error.instance().to_string();
    let shown = if given.chars().count() > 60 { "the value" } else { given.as_str() };
    match error.kind() {
        // Only spans of time have one.
        ValidationErrorKind::Pattern { .. } => {
            format!("{shown} is no span of time in hours, minutes and seconds; write it as 1h or 1h30m")
        }
        _ => error.masked_with(shown).to_string(),
    }
}

/// Adds what is wrong with a board of the right form.
fn meaning(board: &Board, pointer: &str, located: &Located<'_>, faults: &mut Vec<Fault>) {
    let mut add = |field: &str, what: String| faults.push(located.fault(&format!("{pointer}/{field}"), what));
    for (field, text) in [("company", Some(&board.company)), ("attribution", board.attribution.as_ref())] {
        if text.is_some_and(|text| text.trim().is_empty() || text.chars().any(char::is_control)) {
            add(field, "this text is blank or holds a control character; write what is shown".to_owned());
        }
    }
    if let Err(what) = address::check_id(board) {
        add("board", what);
    }
    match &board.url {
        Some(url) => {
            if let Err(what) = check_url(url) {
                add("url", what);
            }
        }
        None if !kind::is_board_api(board.kind) => {
            let what =
                format!("a board of the kind {} needs its address; add \"url\"", kind::name(board.kind));
            add("url", what);
        }
        None => {}
    }
}

/// An address must be that of a web server, and hold nothing that should not stand in a log.
fn check_url(text: &str) -> Result<(), String> {
    let url = Url::parse(text).map_err(|error| format!("this is no address: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err("an address begins with https:// or http:// and a host".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an address with a user or password is refused; use a public feed".to_owned());
    }
    if url.fragment().is_some() {
        return Err("the part after # never reaches a server; remove it".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::read;

    fn faults(text: &str) -> Vec<(usize, String, String)> {
        read(text).unwrap_err().into_iter().map(|fault| (fault.line, fault.field, fault.what)).collect()
    }

    #[test]
    fn all_faults_are_told_at_once_with_line_and_field() {
        let text = r#"{ "boards": [
            { "kind": "greenhouse", "company": "Example Corp", "board": "examplecorp", "colour": 1 },
            { "kind": "greenhaus", "company": "Example Corp", "board": "a" },
            { "kind": "rss", "company": " ", "board": "press" },
            { "kind": "lever", "board": "b/c" },
            { "kind": "personio", "company": "Example Corp", "board": "under_score", "min_poll": "soon" },
            { "kind": "csv", "company": "Example Corp", "board": "d", "url": "ftp://jobs.example/d" },
            { "kind": "csv", "company": "Example Corp", "board": "d", "url": "https://me:it@jobs.example/d" },
            { "kind": "ashby", "company": "Example Corp", "board": "e", "min_poll": "721h", "board": "f" },
            { "kind": "recruitee", "company": "Example Corp", "board": "under_score" },
            "greenhouse"
        ] }"#;
        let mut found = faults(text);
        found.sort();
        let places: Vec<(usize, &str)> =
            found.iter().map(|(line, field, _)| (*line, field.as_str())).collect();
        let wanted = [
            (2, "boards[0].colour"),
            (3, "boards[1].kind"),
            (4, "boards[2].company"),
            (4, "boards[2].url"),
            (5, "boards[3].company"),
            (6, "boards[4].min_poll"),
            (7, "boards[5].url"),
            (8, "boards[6].board"),
            (8, "boards[6].url"),
            (9, "boards[7].board"),
            (10, "boards[8].board"),
            (11, "boards[9]"),
        ];
        assert_eq!(places, wanted, "{found:#?}");
    }

    #[test]
    fn spans_out_of_bounds_and_broken_texts_are_told() {
        let long = r#"{ "boards": [
            { "kind": "ashby", "company": "Example Corp", "board": "e", "min_poll": "721h" }] }"#;
        assert_eq!(faults(long)[0].0, 2);
        for (text, line) in [("{\n\"boards\": [", 2), ("", 1), ("[]", 1), ("{\"boards\": 7}", 1)] {
            let found = faults(text);
            assert!(found.iter().any(|fault| fault.0 == line), "{text}: {found:?}");
        }
        assert!(read(&format!("{{\"boards\":{}{}}}", "[".repeat(100), "]".repeat(100))).is_err());
        assert!(read("\u{feff}{\"boards\": []}").is_ok());
    }
}
