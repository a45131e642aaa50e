//! SQLite through sqlx: the record of everything. SQL stands in this folder and nowhere else, one
//! file of queries a noun.

pub mod backup;
pub mod boards;
pub mod catalogue;
pub mod categories;
pub mod changes;
pub mod fault;
pub mod figures;
pub mod intake;
pub mod lifecycle;
pub mod meta;
pub mod open;
pub mod paths;
pub mod postings;
pub mod sitemaps;
pub mod skills;
pub mod sources;
mod text;
mod twins;
pub mod views;
pub mod wages;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::sqlite::SqlitePool;
use sqlx::{Sqlite, SqliteConnection, Transaction};

use fault::{Fault, Watch};

/// An open database: many readers, one writer.
#[derive(Debug, Clone)]
pub struct Db {
    file: PathBuf,
    readers: SqlitePool,
    writer: SqlitePool,
    read_only: bool,
    watch: Arc<Watch>,
}

/// What a query of this folder answers.
pub type Result<T> = std::result::Result<T, sqlx::Error>;

impl Db {
    /// The file in which it is.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// A connection to read with; waits for a free one.
    pub async fn read(&self) -> Result<sqlx::pool::PoolConnection<Sqlite>> {
        self.readers.acquire().await
    }

    /// One state of the database for several reads, however others write meanwhile.
    pub async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>> {
        self.readers.begin().await
    }

    /// Whether it can only be read.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// What is wrong with it, if anything is.
    pub fn fault(&self) -> Option<Fault> {
        self.watch.fault()
    }

    /// Notes what an error tells of the file: once damage is known, nothing more is written to it.
    pub fn note(&self, error: &(dyn Error + 'static)) {
        self.watch.note(error);
    }

    /// The one transaction that writes; holds the write lock from the start, so that it can't fail
    /// half-way for another's sake. Rolled back unless committed.
    pub async fn write(&self) -> Result<Transaction<'static, Sqlite>> {
        // What is written to a file without a name is lost, and a damaged one would be made worse.
        if let Some(fault) = self.fault() {
            return Err(sqlx::Error::InvalidArgument(fault.to_string()));
        }
        self.writer.begin_with("begin immediate").await
    }

    /// Writes everything back and closes every connection.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Shorthand for the connection that every query takes.
pub(crate) type Connection = SqliteConnection;
