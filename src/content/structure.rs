//! The form of a content file: text, syntax, fields and types, held against its JSON Schema.
//!
//! Faulty parts are reported and then dropped or replaced, so that the checks of the content still
//! see the rest of the file and everything is reported at once.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::document::{Document, Source};
use super::problem::{Problem, did_you_mean};
use super::text::unprintable;
use crate::position::{child, line_and_column, locate, repeated_fields, tokens};

/// The JSON Schema of one kind of file, ready to be held against files.
#[derive(Debug)]
pub struct Form {
    schema: Value,
    validator: Validator,
}

impl Form {
    /// Compiles a schema; fails if it is no JSON Schema.
    pub fn new(schema: Value) -> anyhow::Result<Self> {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .map_err(|error| anyhow::anyhow!("a content schema is unusable: {error}"))?;
        Ok(Self { schema, validator })
    }

    /// Reads a file. Adds what is wrong with its form to `problems`; `None` if nothing of it can
    /// be used.
    pub fn read<T: DeserializeOwned>(
        &self,
        name: String,
        bytes: &[u8],
        problems: &mut Vec<Problem>,
    ) -> Option<Document<T>> {
        let mut source = Source { name, text: String::new(), replaced: Vec::new() };
        source.text = match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(error) => {
                let (valid, _) = bytes.split_at(error.valid_up_to());
                let valid = String::from_utf8_lossy(valid);
                let at = line_and_column(&valid, valid.len());
                problems.push(source.problem_at(
                    at,
                    "utf-8",
                    "",
                    "this byte is not valid UTF-8".to_owned(),
                    "Save the file as UTF-8".to_owned(),
                ));
                return None;
            }
        };
        let mut value: Value = match serde_json::from_str(&source.text) {
            Ok(value) => value,
            Err(error) => {
                problems.push(syntax_problem(&source, &error));
                return None;
            }
        };
        for (pointer, at) in repeated_fields(&source.text) {
            problems.push(source.problem_at(
                at,
                "repeated-field",
                &pointer,
                "this field stands twice in one object".to_owned(),
                "Keep one of the two".to_owned(),
            ));
        }
        for pointer in unprintable(&value) {
            let at = locate(&source.text, &pointer, false);
            let message = "this text holds a control character or a mark that turns its direction".to_owned();
            problems.push(source.problem_at(
                at,
                "text",
                &pointer,
                message,
                "Remove the character".to_owned(),
            ));
        }
        self.mend(&mut source, &mut value, problems);
        match serde_json::from_value(value) {
            Ok(value) => Some(Document { source, value }),
            Err(error) => {
                // The schema is made from the types, so this is a value that no replacement fits.
                if source.replaced.is_empty() {
                    let help = "Compare the file with its schema".to_owned();
                    problems.push(source.problem_at((1, 1), "form", "", error.to_string(), help));
                }
                None
            }
        }
    }

    /// Reports every departure from the schema and takes it out of `value`.
    fn mend(&self, source: &mut Source, value: &mut Value, problems: &mut Vec<Problem>) {
        let original = value.clone();
        for error in self.validator.iter_errors(&original) {
            let pointer = error.instance_path().as_str().to_owned();
            match error.kind() {
                ValidationErrorKind::AdditionalProperties { unexpected } => {
                    for name in unexpected {
                        problems.push(self.unknown_field(source, &pointer, name));
                        remove(value, &pointer, name);
                    }
                }
                ValidationErrorKind::Required { property } => {
                    let name = property.as_str().unwrap_or_default();
                    let at = locate(&source.text, &pointer, false);
                    let missing = child(&pointer, name);
                    problems.push(source.problem_at(
                        at,
                        "missing-field",
                        &missing,
                        "this field is missing".to_owned(),
                        format!("Add {name:?}"),
                    ));
                    self.replace(source, value, missing);
                }
                _ => {
                    let at = locate(&source.text, &pointer, false);
                    let (message, help) = explain(&error);
                    problems.push(source.problem_at(at, "form", &pointer, message, help));
                    if unusable(error.kind()) {
                        self.replace(source, value, pointer);
                    }
                }
            }
        }
    }

    fn unknown_field(&self, source: &Source, pointer: &str, name: &str) -> Problem {
        let full = child(pointer, name);
        let known: Vec<&str> = self
            .schema_at(pointer)
            .and_then(|schema| schema["properties"].as_object())
            .map(|fields| fields.keys().map(String::as_str).collect())
            .unwrap_or_default();
        let help = did_you_mean(name, known.iter().copied())
            .map_or_else(|| "Remove it".to_owned(), |hint| format!("{hint} If not, remove it"));
        let message = format!("unknown field {name:?}; known here are {}", known.join(", "));
        source.problem_at(locate(&source.text, &full, true), "unknown-field", &full, message, help)
    }

    /// Puts a stand-in of the right type where the value is unusable.
    fn replace(&self, source: &mut Source, value: &mut Value, pointer: String) {
        if let Some(schema) = self.schema_at(&pointer) {
            let stand_in = self.stand_in(schema, 0);
            let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", ""));
            match value.pointer_mut(parent) {
                Some(Value::Object(object)) if !pointer.is_empty() => {
                    object.insert(name.to_owned(), stand_in);
                }
                Some(Value::Array(array)) if !pointer.is_empty() => {
                    if let Some(element) = name.parse().ok().and_then(|at: usize| array.get_mut(at)) {
                        *element = stand_in;
                    }
                }
                _ => {}
            }
        }
        source.replaced.push(pointer);
    }

    /// The part of the schema that governs the value at an instance pointer.
    fn schema_at(&self, pointer: &str) -> Option<&Value> {
        let mut here = self.resolve(&self.schema);
        for token in tokens(pointer) {
            let inner = here["properties"].get(&token).or_else(|| here.get("items"))?;
            here = self.resolve(inner);
        }
        Some(here)
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let target = schema["$ref"].as_str().and_then(|link| link.strip_prefix('#'));
        target.and_then(|pointer| self.schema.pointer(pointer)).unwrap_or(schema)
    }

    /// The plainest value that a schema admits as to its type.
    fn stand_in(&self, schema: &Value, depth: usize) -> Value {
        const DEEPEST: usize = 8;
        let schema = self.resolve(schema);
        if let Some(first) = schema["enum"].get(0) {
            return first.clone();
        }
        if let Some(option) = schema["oneOf"].get(0) {
            return self.stand_in(option, depth + 1);
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        match schema["type"].as_str() {
            Some("string") if schema["format"] == "date" => Value::from("2000-01-01"),
            Some("string") => Value::from("x"),
            Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(Value::from(0)),
            Some("boolean") => Value::from(false),
            Some("array") => Value::Array(Vec::new()),
            Some("object") if depth < DEEPEST => {
                let mut object = Map::new();
                for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    object.insert(name.to_owned(), self.stand_in(&schema["properties"][name], depth + 1));
                }
                Value::Object(object)
            }
            _ => Value::Null,
        }
    }
}

/// Whether a value with this error can't be read at all; others are merely out of bounds.
fn unusable(kind: &ValidationErrorKind) -> bool {
    matches!(
        kind,
        ValidationErrorKind::Type { .. }
            | ValidationErrorKind::Enum { .. }
            | ValidationErrorKind::OneOfNotValid { .. }
            | ValidationErrorKind::AnyOf { .. }
            | ValidationErrorKind::Pattern { .. }
            | ValidationErrorKind::Format { .. }
    )
}

fn remove(value: &mut Value, pointer: &str, name: &str) {
    if let Some(Value::Object(object)) = value.pointer_mut(pointer) {
        object.remove(name);
    }
}

fn syntax_problem(source: &Source, error: &serde_json::Error) -> Problem {
    let at = (error.line().max(1), error.column().max(1));
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
    let help = if error.is_eof() {
        "The file ends too early: restore the rest, or close what is open"
    } else {
        "Mend the JSON at this place"
    };
    source.problem_at(at, "json", "", format!("this is not JSON: {message}"), help.to_owned())
}

/// What is wrong and what to do, for an error other than an unknown or missing field.
fn explain(error: &ValidationError<'_>) -> (String, String) {
    let given = error.instance();
    let shown = match &**given {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(items) => format!("an array of {}", items.len()),
        Value::String(text) if text.chars().count() > 60 => {
            format!("a text of {} characters", text.chars().count())
        }
        other => other.to_string(),
    };
    match error.kind() {
        ValidationErrorKind::Type { .. } => {
            let rule = error.masked_with("it").to_string();
            (format!("{shown} is of the wrong type: {rule}"), wrong_type_help(given))
        }
        ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
            let options: Vec<String> = context.iter().flatten().filter_map(expected).collect();
            let hint = given.as_str().and_then(|text| did_you_mean(text, options.iter().map(String::as_str)));
            let help = hint.unwrap_or_else(|| format!("Use one of {}", options.join(", ")));
            (format!("{shown} is not on the closed list"), help)
        }
        ValidationErrorKind::Enum { options } => {
            (format!("{shown} is not on the closed list"), format!("Use one of {options}"))
        }
        ValidationErrorKind::Pattern { pattern } => (
            format!("{shown} does not have the form that is wanted"),
            format!("Write it so that it matches {pattern}"),
        ),
        ValidationErrorKind::Format { format } => {
            (format!("{shown} is no {format}"), format!("Write a {format} as 2026-11-22"))
        }
        _ => (
            format!("{shown} is out of bounds: {}", error.masked_with("it")),
            "Bring it within the bounds".to_owned(),
        ),
    }
}

fn wrong_type_help(given: &Value) -> String {
    match given {
        Value::String(text) if text.parse::<f64>().is_ok() => "Write the number without quotes",
        Value::Null => "Leave the field out where there is nothing to say",
        _ => "Write a value of the type that is wanted",
    }
    .to_owned()
}

/// The values that one option of a closed list would have taken.
fn expected(error: &ValidationError<'_>) -> Option<String> {
    match error.kind() {
        ValidationErrorKind::Constant { expected_value } => expected_value.as_str().map(str::to_owned),
        ValidationErrorKind::Enum { options } => {
            let words: Vec<&str> = options.as_array()?.iter().filter_map(Value::as_str).collect();
            Some(words.join(", "))
        }
        _ => None,
    }
}
