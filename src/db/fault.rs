//! What can befall the file of a database while it is open, and one line on why a file can't be used.

use std::error::Error;
use std::fmt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What is wrong with a database that is open. While it is, nothing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// At the name of the file there is no file any more, or another one.
    Gone,
    /// Pages of the file are not what SQLite wrote.
    Damaged,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gone => "the file of the database was removed or replaced while it was open; start anew",
            Self::Damaged => "the database is damaged; restore it from a backup",
        })
    }
}

/// Watches over the file of an open database.
#[derive(Debug)]
pub(super) struct Watch {
    file: PathBuf,
    /// Device and number of the file that was opened.
    opened: Option<(u64, u64)>,
    damaged: AtomicBool,
}

impl Watch {
    /// Over the file that is there now.
    pub(super) fn over(file: &Path) -> Self {
        Self { file: file.to_owned(), opened: number(file), damaged: AtomicBool::new(false) }
    }

    /// What is wrong, if anything is.
    pub(super) fn fault(&self) -> Option<Fault> {
        if self.damaged.load(Ordering::Relaxed) {
            return Some(Fault::Damaged);
        }
        (number(&self.file) != self.opened).then_some(Fault::Gone)
    }

    /// Notes damage, where that is what an error comes from.
    pub(super) fn note(&self, error: &(dyn Error + 'static)) {
        if is_damage(error) {
            self.damaged.store(true, Ordering::Relaxed);
        }
    }
}

fn number(file: &Path) -> Option<(u64, u64)> {
    let about = std::fs::metadata(file).ok()?;
    Some((about.dev(), about.ino()))
}

/// Whether SQLite says that a file is damaged.
fn is_damage(error: &(dyn Error + 'static)) -> bool {
    cause(error).and_then(primary_code).is_some_and(|code| matches!(code, 11 | 26))
}

/// What an operator may do about an error that ends a command and comes from the file or its disk.
pub fn advice(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let cause = cause(error)?;
    // Rows that are missing, or hold what was never written, are of a damaged file as well.
    let strange =
        matches!(cause, sqlx::Error::RowNotFound | sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. });
    match primary_code(cause) {
        Some(8) => Some("the database is read-only; make it and its folder writable"),
        Some(13) => Some("the disk is full; make room and do this again"),
        Some(11 | 26) => Some("the database is damaged; restore it from a backup"),
        _ => strange.then_some("the database is damaged; restore it from a backup"),
    }
}

/// The error of the database from which an error comes.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a sqlx::Error> {
    std::iter::successors(Some(error), |cause| (*cause).source()).find_map(|cause| cause.downcast_ref())
}

/// Why a file can't be used and what to do, in one line for an operator.
#[derive(Debug)]
pub struct Unusable {
    line: String,
    code: Option<u32>,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)
    }
}

impl Error for Unusable {}

impl Unusable {
    /// Puts an error of SQLite into words.
    pub(super) fn new(file: &Path, error: &sqlx::Error) -> Self {
        let code = primary_code(error);
        Self { line: explain(&file.display().to_string(), code, error), code }
    }

    /// Whether the file is damaged.
    pub(super) fn is_damage(&self) -> bool {
        matches!(self.code, Some(11 | 26))
    }

    /// Whether the file may be fit to be read all the same.
    pub(super) fn is_only_unwritable(&self) -> bool {
        // On a full disk SQLite lacks room for the files beside it.
        matches!(self.code, Some(8 | 10 | 13 | 14))
    }
}

fn explain(shown: &str, code: Option<u32>, error: &sqlx::Error) -> String {
    match code {
        Some(5 | 6) => {
            format!("the database {shown} is locked by another process; stop that, or use another file")
        }
        Some(8) => format!("the database {shown} is read-only; make it and its folder writable"),
        Some(10) => format!("cannot use the database {shown}, its disk is full or broken: {error}"),
        Some(11) => format!("the database {shown} is damaged; restore it from a backup"),
        Some(13) => format!("the disk of the database {shown} is full"),
        Some(14) => {
            format!("cannot open or create the database {shown}; make its folder exist and be writable")
        }
        Some(26) => format!(
            "{shown} is not a database; give --database another file, or restore it from a backup if it was one"
        ),
        _ => format!("cannot use the database {shown}: {error}"),
    }
}

/// The primary result code of SQLite, <https://sqlite.org/rescode.html>: the low byte of any code.
pub(super) fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}
