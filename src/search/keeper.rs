//! Keeps the index with the database: whatever changed there is brought in, whichever process changed
//! it; an index that is missing, damaged or another database's is made anew.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use tantivy::{IndexWriter, Term};
use tokio::task::spawn_blocking;

use super::fields::{Fields, VERSION, document};
use super::folder::{Folder, Opened};
use super::snapshot::{Snapshot, Stand};
use crate::db::changes::{self, Searchable};
use crate::db::{Connection, Db};
use crate::model::slug::Slug;

/// Memory in bytes for postings that are not written yet.
const MEMORY: usize = 96 * 1024 * 1024;

/// Postings that are read from the database at once.
const BATCH: usize = 1_000;

/// Looks without a change after which the lock is given back.
const PATIENCE: u32 = 3;

/// An index of at most so many bytes is opened before the site answers its first request, one that is
/// larger while it answers.
const QUICK_BYTES: u64 = 64 * 1024 * 1024;

/// Changes of at most so many postings are brought in before the site answers its first request.
const QUICK_CHANGES: i64 = 20_000;

/// Postings that are handed on at most, so that memory stays bounded; others are read from the database.
const MOST_FRESH: usize = 40_000;

/// Postings that this process has just written to the database, so that they need not be read again.
#[derive(Debug, Default)]
pub struct Fresh(Mutex<HashMap<i64, Searchable>>);

impl Fresh {
    /// Adds some, once they are committed.
    pub fn add(&self, postings: Vec<Searchable>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let room = MOST_FRESH.saturating_sub(kept.len());
        kept.extend(postings.into_iter().take(room).map(|posting| (posting.id, posting)));
    }

    /// All of them; none are left.
    fn take(&self) -> HashMap<i64, Searchable> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Keeps one index.
#[derive(Debug)]
pub struct Keeper {
    folder: Folder,
    fresh: Arc<Fresh>,
    opened: Option<Opened>,
    /// Whether what is opened is an index of the database.
    fits: bool,
    writing: Option<Writing>,
    /// Looks since the last change.
    idle: u32,
}

/// The right to write, and what it takes.
struct Writing {
    writer: IndexWriter,
    lock: File,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").field("lock", &self.lock).finish_non_exhaustive()
    }
}

impl Keeper {
    /// For the index of the database in this file. Opens nothing yet.
    pub fn beside(database: &Path) -> Self {
        let folder = Folder::beside(database);
        Self { folder, fresh: Arc::default(), opened: None, fits: false, writing: None, idle: 0 }
    }

    /// Where postings are handed on that need not be read from the database.
    pub fn fresh(&self) -> Arc<Fresh> {
        Arc::clone(&self.fresh)
    }

    /// Whether [`Self::follow`] will be done in the twinkling of an eye.
    pub async fn is_quick(&self, db: &Db) -> Result<bool> {
        let postings = changes::count(&mut *db.read().await?).await?;
        Ok(if self.folder.exists() { self.folder.size() <= QUICK_BYTES } else { postings <= QUICK_CHANGES })
    }

    /// Drops an index that knows more than the database, as after a power cut that took the last changes of
    /// that. Once others bear their numbers no one could tell; to be called before anything is changed.
    pub async fn drop_early(&self, db: &Db) -> Result<()> {
        let state = changes::find_state(&mut *db.read().await?).await?;
        let early = |stand: &Stand| stand.identity == state.identity && stand.change > state.change;
        if db.is_read_only() || !self.folder.peek().as_ref().is_some_and(early) {
            return Ok(());
        }
        // A process that has it open sees to it itself.
        if let Some(_lock) = self.folder.lock().context("the index of positions can't be locked")? {
            self.folder.clear().context("the index of positions can't be made anew")?;
        }
        Ok(())
    }

    /// Brings in what changed since the last time. Leaves that to another process where one is at it.
    pub async fn follow(&mut self, db: &Db) -> Result<()> {
        if db.fault().is_some() {
            // Beside another database is the index of that one, and the right to write it.
            self.fits = false;
            return self.finish().await;
        }
        self.open().await?;
        let mut snapshot = db.snapshot().await?;
        let state = changes::find_state(&mut snapshot).await?;
        let stand =
            self.stand().filter(|stand| stand.identity == state.identity && stand.change <= state.change);
        self.fits = stand.is_some();
        if stand.as_ref().is_some_and(|stand| stand.change == state.change) {
            return self.rest().await;
        }
        if db.is_read_only() {
            // It stays as it is.
            return Ok(());
        }
        if !self.take_lock(stand.is_none()).await? {
            return Ok(());
        }
        self.idle = 0;
        let since =
            stand.unwrap_or(Stand { version: VERSION, identity: state.identity, change: 0, highest: 0 });
        let stand = Stand { change: state.change, ..since.clone() };
        self.bring_in(&mut snapshot, &since, stand).await?;
        self.fits = true;
        Ok(())
    }

    /// Opens the index where that was not done yet, or where it is gone. What can't be opened is made
    /// anew later.
    async fn open(&mut self) -> Result<()> {
        if !self.folder.exists() {
            self.opened = None;
            self.writing = None;
        }
        if self.opened.is_none() && self.folder.exists() {
            let folder = self.folder.clone();
            match spawn_blocking(move || folder.open()).await.context("the index could not be opened")? {
                Ok(opened) => self.opened = Some(opened),
                Err(error) => tracing::warn!("the index of positions is made anew: {error}"),
            }
        }
        Ok(())
    }

    /// What the index follows; `None` where it has to be made anew.
    fn stand(&self) -> Option<Stand> {
        self.opened.as_ref().and_then(|opened| opened.stand().ok().flatten())
    }

    /// Takes the right to write; answers whether it was to be had.
    async fn take_lock(&mut self, anew: bool) -> Result<bool> {
        if self.writing.is_some() && !anew {
            return Ok(true);
        }
        self.writing = None;
        let Some(lock) = self.folder.lock().context("the index of positions can't be locked")? else {
            return Ok(false);
        };
        let (folder, opened) = (self.folder.clone(), self.opened.take());
        let task = spawn_blocking(move || -> tantivy::Result<(Opened, IndexWriter)> {
            let opened = match opened.filter(|_| !anew) {
                Some(opened) => opened,
                None => folder.create()?,
            };
            let writer = opened.index.writer_with_num_threads(1, MEMORY)?;
            Ok((opened, writer))
        });
        let (opened, writer) = task.await?.context("the index of positions can't be written")?;
        self.opened = Some(opened);
        self.writing = Some(Writing { writer, lock });
        Ok(true)
    }

    /// Brings in every posting that changed after `since`, and commits that as `stand`.
    async fn bring_in(&mut self, connection: &mut Connection, since: &Stand, mut stand: Stand) -> Result<()> {
        let Some(opened) = &self.opened else { return Ok(()) };
        let categories = Arc::new(changes::list_categories(connection).await?);
        let kind = Kind { fields: opened.fields, categories, highest: since.highest };
        let ids = changes::list_ids(connection, since.change).await?;
        stand.highest = ids.last().map_or(0, |(id, _)| *id).max(since.highest);
        let mut fresh = self.fresh.take();
        let Some(mut writing) = self.writing.take() else { return Ok(()) };
        for ids in ids.chunks(BATCH) {
            // What was handed on may have changed once more since then.
            let mut known =
                |(id, change): &(i64, i64)| fresh.remove(id).filter(|known| known.change == *change);
            let mut postings = Vec::with_capacity(ids.len());
            let mut others = Vec::new();
            for changed in ids {
                match known(changed) {
                    Some(posting) => postings.push(posting),
                    None => others.push(changed.0),
                }
            }
            if !others.is_empty() {
                postings.extend(changes::list(connection, &others).await?);
            }
            let kind = kind.clone();
            let task = spawn_blocking(move || {
                let result = write(&writing.writer, &kind, &postings);
                (writing, result)
            });
            let (kept, result) = task.await?;
            writing = kept;
            result.context("the index of positions can't be written")?;
        }
        let payload = serde_json::to_string(&stand)?;
        let task = spawn_blocking(move || {
            let result = commit(&mut writing.writer, &payload);
            (writing, result)
        });
        let (writing, result) = task.await?;
        result.context("the index of positions can't be written")?;
        self.writing = Some(writing);
        Ok(())
    }

    /// After a while without changes: lets segments be merged, and others write.
    async fn rest(&mut self) -> Result<()> {
        self.idle = self.idle.saturating_add(1);
        if self.idle >= PATIENCE { self.finish().await } else { Ok(()) }
    }

    /// Gives back the right to write once what is being merged is merged.
    pub async fn finish(&mut self) -> Result<()> {
        let Some(Writing { writer, lock }) = self.writing.take() else { return Ok(()) };
        let task = spawn_blocking(move || {
            let result = writer.wait_merging_threads();
            drop(lock);
            result
        });
        task.await?.context("the index of positions can't be merged")
    }

    /// The index as it is now, unless it is still as it was `before`.
    pub async fn read(&mut self, before: Option<Arc<Snapshot>>) -> Result<Option<Snapshot>> {
        let Some(opened) = self.opened.clone().filter(|_| self.fits) else { return Ok(None) };
        let task = spawn_blocking(move || -> tantivy::Result<Option<Snapshot>> {
            let Some(stand) = opened.stand()? else { return Ok(None) };
            opened.reader.reload()?;
            let searcher = opened.reader.searcher();
            if before.as_ref().is_some_and(|before| before.is(&searcher, &stand)) {
                return Ok(None);
            }
            Snapshot::read(&searcher, opened.fields, stand, before.as_deref()).map(Some)
        });
        task.await?.context("the index of positions can't be read")
    }
}

/// What it takes to index a posting.
#[derive(Clone)]
struct Kind {
    fields: Fields,
    categories: Arc<HashMap<Slug, Slug>>,
    /// The highest id that was ever in.
    highest: i64,
}

fn write(writer: &IndexWriter, kind: &Kind, postings: &[Searchable]) -> tantivy::Result<()> {
    for posting in postings {
        // What was never in need not be taken out, which costs a look into every segment.
        if posting.id <= kind.highest {
            writer.delete_term(Term::from_field_u64(kind.fields.id, posting.id.unsigned_abs()));
        }
        if posting.shown {
            writer.add_document(document(&kind.fields, &kind.categories, posting))?;
        }
    }
    Ok(())
}

fn commit(writer: &mut IndexWriter, payload: &str) -> tantivy::Result<()> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(payload);
    prepared.commit()?;
    Ok(())
}
