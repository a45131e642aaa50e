//! Opening, creating and migrating the database file, with care for files that are not ours.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection as _};

use super::Db;

/// Every migration, in the binary.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// `pragma application_id` of our databases, set by the first migration.
pub const APPLICATION_ID: i64 = 0x4350_5448;

/// How long a connection waits for another's lock before it reports the database as locked.
const BUSY: Duration = Duration::from_secs(5);

/// `pragma cache_size` of the connection that writes, in KiB as its sign says: 128 MiB, most of
/// the indexes of a million postings.
const WRITER_CACHE: &str = "-131072";

/// Pages in the write-ahead log after which they are brought into the file: 64 MiB.
const CHECKPOINT: &str = "16384";

/// Opens the database at `file`, creating and migrating it as needed. A file that is not ours is
/// refused untouched. Errors are one line for an operator.
pub async fn open(file: &Path) -> Result<Db> {
    refuse_foreign(file).await?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // In WAL mode this survives a crash of the process; a power cut may lose the last
        // transactions but never damages the file.
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(BUSY);
    // Imports touch pages all over the file: with SQLite's own 2 MB of cache it would read and write
    // the same ones again and again.
    let writing = options.clone().pragma("cache_size", WRITER_CACHE).pragma("wal_autocheckpoint", CHECKPOINT);
    let writer =
        patiently(async || SqlitePoolOptions::new().max_connections(1).connect_with(writing.clone()).await)
            .await
            .map_err(|error| explain(file, &error))?;
    migrate(file, &writer).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(readers())
        .connect_with(options.create_if_missing(false).pragma("query_only", "on"))
        .await
        .map_err(|error| explain(file, &error))?;
    Ok(Db { file: file.to_owned(), readers, writer })
}

/// Connections that read: one a core, since more would only queue for them, and two at the least, so that a long
/// reading leaves one to others.
fn readers() -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    u32::try_from(cores).unwrap_or(u32::MAX).max(2)
}

/// Whether a process has the database open, or was killed when it had: SQLite keeps a file beside it so long.
pub fn is_in_use(file: &Path) -> bool {
    let mut beside = file.as_os_str().to_owned();
    beside.push("-shm");
    Path::new(&beside).exists()
}

/// Tries again while another process holds the file. SQLite's own busy timeout leaves out what several
/// processes do when they open a new file at once: switching it to WAL.
async fn patiently<T>(attempt: impl AsyncFn() -> sqlx::Result<T>) -> sqlx::Result<T> {
    const PAUSE: Duration = Duration::from_millis(20);
    let start = Instant::now();
    loop {
        match attempt().await {
            Err(error) if primary_code(&error) == Some(5) && start.elapsed() < BUSY => {
                tokio::time::sleep(PAUSE).await;
            }
            result => return result,
        }
    }
}

/// Brings the database up to date in one transaction that holds the write lock from its start: of
/// several processes that start at once, one migrates and the others wait, and no one ever sees a
/// database half-way.
async fn migrate(file: &Path, writer: &SqlitePool) -> Result<()> {
    let shown = file.display();
    let broken = |error: sqlx::Error| explain(file, &error);
    let mut transaction = writer.begin_with("begin immediate").await.map_err(broken)?;
    match MIGRATIONS.run(&mut *transaction).await {
        Ok(()) => transaction.commit().await.map_err(broken),
        Err(MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..)) => bail!(
            "the database {shown} was written by a newer version of this program; use that version, or another file"
        ),
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => Err(broken(error)),
        Err(error) => Err(error).with_context(|| format!("cannot migrate the database {shown}")),
    }
}

/// Refuses an existing file that is another program's database or none at all, before anything is
/// written to it.
async fn refuse_foreign(file: &Path) -> Result<()> {
    let shown = file.display();
    match std::fs::metadata(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(anyhow!("cannot open the database {shown}: {error}")),
        Ok(about) if about.is_dir() => bail!("cannot open the database {shown}: it is a folder"),
        Ok(about) if about.len() == 0 => return Ok(()),
        Ok(_) => {}
    }
    let options = SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(BUSY);
    let look = async || {
        let mut connection = options.connect().await?;
        let found: (i64, i64) = sqlx::query_as(
            "select (select application_id from pragma_application_id), (select count(*) from sqlite_schema)",
        )
        .fetch_one(&mut connection)
        .await?;
        connection.close().await?;
        Ok(found)
    };
    let (id, tables) = patiently(look).await.map_err(|error| explain(file, &error))?;
    if tables > 0 && id != APPLICATION_ID {
        bail!("{shown} is the database of another program; give --database another file");
    }
    Ok(())
}

/// One line on why SQLite can't use the file, and what to do.
fn explain(file: &Path, error: &sqlx::Error) -> anyhow::Error {
    let shown = file.display();
    match primary_code(error) {
        Some(5 | 6) => {
            anyhow!("the database {shown} is locked by another process; stop that, or use another file")
        }
        Some(8) => anyhow!("the database {shown} is read-only; make it and its folder writable"),
        Some(11) => anyhow!("the database {shown} is damaged; restore it from a backup"),
        Some(13) => anyhow!("the disk of the database {shown} is full"),
        Some(14) => {
            anyhow!("cannot open or create the database {shown}; make its folder exist and be writable")
        }
        Some(26) => anyhow!("{shown} is not a database; give --database another file"),
        _ => anyhow!("cannot use the database {shown}: {error}"),
    }
}

/// The primary result code of SQLite, <https://sqlite.org/rescode.html>: the low byte of any code.
fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}
