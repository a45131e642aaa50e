//! Opening, creating and migrating the database file, with care for files that are not ours.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection as _};

use super::Db;
use super::fault::{Unusable, Watch, primary_code};

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

/// Bytes of the first page, with which no table has a row: `pragma page_size`, as it is unless set.
const FIRST_PAGE: u64 = 4096;

/// Opens the database at `file`, creating and migrating it as needed. A file that is not ours is
/// refused untouched. Errors are one line for an operator.
pub async fn open(file: &Path) -> Result<Db> {
    refuse_foreign(file, reading(file)).await?;
    let unusable = |error: sqlx::Error| Unusable::new(file, &error);
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        // In WAL mode this survives a crash of the process; a power cut may lose the last
        // transactions but never damages the file.
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(BUSY);
    let create = async || options.clone().create_if_missing(true).connect().await;
    let created = patiently(create).await.map_err(unusable)?;
    // Imports touch pages all over the file: with SQLite's own 2 MB of cache it would read and write
    // the same ones again and again.
    let writing = options.clone().pragma("cache_size", WRITER_CACHE).pragma("wal_autocheckpoint", CHECKPOINT);
    let writer = patiently(async || pool(1).connect_with(writing.clone()).await).await.map_err(unusable)?;
    created.close().await.map_err(unusable)?;
    migrate(file, &writer).await?;
    let readers = pool(readers()).connect_with(options.pragma("query_only", "on")).await.map_err(unusable)?;
    Ok(Db { file: file.to_owned(), readers, writer, read_only: false, watch: Arc::new(Watch::over(file)) })
}

/// Opens the database at `file`; one that can't be written, only to read from it: every attempt to write
/// fails then.
pub async fn open_or_read(file: &Path) -> Result<Db> {
    let refused = match open(file).await {
        Err(refused) if file.exists() && is_only_unwritable(&refused) => refused,
        result => return result,
    };
    match open_to_read(file).await {
        Ok(db) => {
            tracing::warn!("{refused}; until that is done and it is opened anew, it is only read");
            Ok(db)
        }
        Err(error) if error.downcast_ref::<Unusable>().is_none_or(Unusable::is_damage) => Err(error),
        Err(_) => Err(refused),
    }
}

fn is_only_unwritable(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Unusable>().is_some_and(Unusable::is_only_unwritable)
}

async fn open_to_read(file: &Path) -> Result<Db> {
    let options = still(file);
    refuse_foreign(file, options.clone()).await?;
    let unusable = |error: sqlx::Error| Unusable::new(file, &error);
    let readers = pool(readers()).connect_with(options.clone()).await.map_err(unusable)?;
    let latest = MIGRATIONS.iter().map(|migration| migration.version).max();
    let found: Option<i64> = sqlx::query_scalar("select max(version) from _sqlx_migrations")
        .fetch_one(&readers)
        .await
        .map_err(unusable)?;
    if found != latest {
        let shown = file.display();
        bail!("the database {shown} is read-only and of another version of this program; make it writable");
    }
    let writer = pool(1).connect_with(options).await.map_err(unusable)?;
    Ok(Db { file: file.to_owned(), readers, writer, read_only: true, watch: Arc::new(Watch::over(file)) })
}

/// To read from a file and change nothing in it.
pub(super) fn reading(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(BUSY)
}

/// To read from a file that can't be written. Where a log holds what is not in the file yet, or what is to be
/// taken back, SQLite has to see to it; else it is told that nothing changes, without which it would need a
/// file beside it.
fn still(file: &Path) -> SqliteConnectOptions {
    let holds = |log: &str| std::fs::metadata(beside(file, log)).is_ok_and(|log| log.len() > 0);
    reading(file).immutable(!holds("-wal") && !holds("-journal"))
}

/// All connections are made at once and kept for good: one made later would be to whatever file is there
/// then. One on which a transaction could be neither committed nor rolled back, as on a full disk, is
/// not used again.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .min_connections(connections)
        .max_connections(connections)
        .max_lifetime(None)
        .idle_timeout(None)
        .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
}

/// Connections that read: one a core, since more would only queue for them, and two at the least, so that a long
/// reading leaves one to others.
fn readers() -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    u32::try_from(cores).unwrap_or(u32::MAX).max(2)
}

/// Whether a process has the database open, or was killed when it had: SQLite keeps a file beside it so long.
pub fn is_in_use(file: &Path) -> bool {
    beside(file, "-shm").exists()
}

/// What lies beside a file under its name with something more: SQLite's own files beside a database, and ours.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
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
    let unusable = |error: sqlx::Error| Unusable::new(file, &error);
    let mut transaction = writer.begin_with("begin immediate").await.map_err(unusable)?;
    match MIGRATIONS.run(&mut *transaction).await {
        Ok(()) => {
            // On a disk that can't be written all until here may have gone well, and this fails.
            let nothing = sqlx::query("delete from _sqlx_migrations where false");
            nothing.execute(&mut *transaction).await.map_err(unusable)?;
            Ok(transaction.commit().await.map_err(unusable)?)
        }
        Err(MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..)) => bail!(
            "the database {shown} was written by a newer version of this program; use that version, or another file"
        ),
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            Err(unusable(error).into())
        }
        Err(error) => Err(error)
            .with_context(|| format!("cannot migrate the database {shown}; restore it from a backup")),
    }
}

/// Refuses an existing file that is another program's database or none at all, before anything is
/// written to it.
pub(super) async fn refuse_foreign(file: &Path, options: SqliteConnectOptions) -> Result<()> {
    let shown = file.display();
    let bytes = match std::fs::metadata(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(anyhow!("cannot open the database {shown}: {error}")),
        Ok(about) if about.is_dir() => bail!("cannot open the database {shown}: it is a folder"),
        Ok(about) if about.len() == 0 => return Ok(()),
        Ok(about) => about.len(),
    };
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
    let (id, tables) = match patiently(look).await {
        // Whoever made it, or began to use a copy of it, was killed at that. SQLite takes back what was begun
        // once it may write.
        Err(error) if primary_code(&error) == Some(8) && (bytes <= FIRST_PAGE || has_our_head(file)) => {
            return Ok(());
        }
        found => found.map_err(|error| Unusable::new(file, &error))?,
    };
    if tables > 0 && id != APPLICATION_ID {
        bail!("{shown} is the database of another program; give --database another file");
    }
    Ok(())
}

/// Whether a file says of itself, without SQLite being asked, that it is ours: the application id stands in
/// its head at byte 68, <https://sqlite.org/fileformat.html#the_database_header>.
fn has_our_head(file: &Path) -> bool {
    let mut id = [0; 4];
    let read = File::open(file).and_then(|file| file.read_exact_at(&mut id, 68));
    read.is_ok() && i64::from(u32::from_be_bytes(id)) == APPLICATION_ID
}
