//! One content file, read: its text for positions, its value for the checks.

use super::problem::{Problem, Severity};
use crate::position::{field, locate};

/// Text of a content file and how to speak about it.
#[derive(Debug)]
pub struct Source {
    /// As named in messages.
    pub name: String,
    pub text: String,
    /// JSON pointers whose value was replaced because it was unusable. The fault is reported
    /// already, so that nothing that follows from the replacement may be.
    pub replaced: Vec<String>,
}

impl Source {
    /// A problem with the value at a JSON pointer; none if the value stands in for a faulty one.
    pub fn problem(
        &self,
        check: &'static str,
        pointer: &str,
        message: String,
        help: String,
    ) -> Option<Problem> {
        let hidden = self.replaced.iter().any(|other| inside(pointer, other) || inside(other, pointer));
        (!hidden).then(|| self.problem_at(locate(&self.text, pointer, false), check, pointer, message, help))
    }

    /// A problem at a given line and column.
    pub fn problem_at(
        &self,
        (line, column): (usize, usize),
        check: &'static str,
        pointer: &str,
        message: String,
        help: String,
    ) -> Problem {
        Problem {
            file: self.name.clone(),
            line,
            column,
            field: field(pointer),
            check,
            message,
            help,
            severity: Severity::Error,
        }
    }
}

/// Whether a pointer names `outer` itself or something inside it.
fn inside(pointer: &str, outer: &str) -> bool {
    pointer.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A content file whose form is right.
#[derive(Debug)]
pub struct Document<T> {
    pub source: Source,
    pub value: T,
}
