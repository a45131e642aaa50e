//! What is wrong with content: where, what, and what to do about it.

use std::fmt;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The content can't be shown as it is: nothing of it is loaded.
    #[default]
    Error,
    /// It can be shown, and should not be: `check` fails.
    Quality,
    /// Someone should look at it.
    Warning,
}

/// One fault, addressed to whoever edits the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File name, relative to the content folder's parent where it has one.
    pub file: String,
    /// 1-based line; 1 where the whole file is meant.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// Field, as `levels[0].pay.max`; empty where the whole file is meant.
    pub field: String,
    /// Name of the check that found it.
    pub check: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    pub severity: Severity,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        match self.severity {
            Severity::Error => {}
            Severity::Quality => f.write_str("quality: ")?,
            Severity::Warning => f.write_str("warning: ")?,
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        let stop = if self.help.ends_with('?') { "" } else { "." };
        write!(f, "{}. {}{stop} [{}]", self.message, self.help, self.check)
    }
}

/// Every problem of a set of content, in the order of files and lines; never empty as an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} problem{} in the content:", if count == 1 { "" } else { "s" })?;
        for problem in &self.0 {
            write!(f, "\n{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// "Did you mean `python`?", where one of `known` is close to `given`.
pub fn did_you_mean<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|name| (strsim::jaro_winkler(given, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| format!("Did you mean `{name}`?"))
}
