//! From the entries of a feed to postings in the database: read and matched on a thread of their own,
//! written in batches, a transaction each.

use std::collections::HashSet;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp, TimestampRound, Unit};
use serde::Serialize;
use tokio::sync::mpsc;

use super::prepare::{prepare, searchable};
use crate::db::intake::{Import, Outcome, Upserted};
use crate::db::{Db, intake, lifecycle, meta};
use crate::feeds::{self, Format, Origin, Row};
use crate::matching::Matcher;
use crate::model::moment::Moment;
use crate::model::posting::Incoming;
use crate::search::keeper::Fresh;

/// Most postings of one transaction; another process that writes waits for one, not for a whole file.
/// The more, the less often the same pages of the indexes are written.
const BATCH: usize = 4_000;

/// Bytes of adverts after which a transaction is full as well, so that memory stays bounded.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// Batches that are read ahead.
const AHEAD: usize = 1;

/// Rejected entries that are named; of more only the number is kept, so that memory stays bounded.
const MOST_REJECTED: usize = 100_000;

/// Of an answer in which more than one entry in so many is rejected, nothing can be said to be missing.
const REJECTED_OF_COMPLETE: u64 = 10;

/// What became of the entries of a feed.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub closed: u64,
    pub rejected: Vec<Rejected>,
    /// Rejected entries beyond those that are named.
    #[serde(skip_serializing_if = "is_zero")]
    pub rejected_unnamed: u64,
    /// Why a file was not read to its end, if one was not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Rejected>,
}

/// An entry that is no posting, or a file that is no feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    pub at: String,
    pub reason: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde wants")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Report {
    /// How many entries were rejected.
    pub fn rejections(&self) -> u64 {
        self.rejected.len() as u64 + self.rejected_unnamed
    }

    fn reject(&mut self, at: String, reason: String) {
        if self.rejected.len() < MOST_REJECTED {
            self.rejected.push(Rejected { at, reason });
        } else {
            self.rejected_unnamed += 1;
        }
    }
}

/// A time as the database keeps it: in whole seconds.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(TimestampRound::new().smallest(Unit::Second)).unwrap_or(now)
}

/// One import of one or several feeds.
#[derive(Debug)]
pub struct Intake<'a> {
    db: &'a Db,
    matcher: Arc<Matcher>,
    import: Import,
    /// Boards of which something came, as source and board.
    boards: HashSet<(String, String)>,
    /// Whether entries of several feeds have to be told apart.
    several: bool,
    /// Where what was written is handed on to the index.
    fresh: Option<Arc<Fresh>>,
    pub report: Report,
}

impl<'a> Intake<'a> {
    /// Begins an import.
    pub async fn begin(db: &'a Db, matcher: Arc<Matcher>, several: bool) -> Result<Self> {
        let mut transaction = db.write().await.context("cannot write to the database")?;
        let import = intake::insert_import(&mut transaction, now()).await?;
        transaction.commit().await?;
        Ok(Self {
            db,
            matcher,
            import,
            boards: HashSet::new(),
            several,
            fresh: None,
            report: Report::default(),
        })
    }

    /// Hands on to the index what is written, so that it needs not be read again.
    #[must_use]
    pub fn hand_on(mut self, fresh: Arc<Fresh>) -> Self {
        self.fresh = Some(fresh);
        self
    }

    /// Reads one feed to its end. What is wrong with an entry, or with the feed, stands in the report;
    /// an error means that the database can't be written.
    pub async fn read(
        &mut self,
        format: Format,
        mut input: Box<dyn BufRead + Send>,
        origin: Origin,
        name: &str,
    ) -> Result<()> {
        let (batches, mut next) = mpsc::channel::<Vec<Entry>>(AHEAD);
        let matcher = Arc::clone(&self.matcher);
        let reader = tokio::task::spawn_blocking(move || {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            let result = feeds::read(format, &mut *input, &origin, &mut |row| {
                let entry = Entry::new(row, &matcher);
                bytes += entry.bytes();
                batch.push(entry);
                if batch.len() < BATCH && bytes < BATCH_BYTES {
                    return ControlFlow::Continue(());
                }
                bytes = 0;
                let full = std::mem::take(&mut batch);
                match batches.blocking_send(full) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            });
            // Who no longer listens has failed and says so itself.
            let _ = batches.blocking_send(batch);
            result
        });
        while let Some(batch) = next.recv().await {
            self.write(batch, name).await.context("cannot write the postings")?;
        }
        if let Err(refused) = reader.await.context("the reader failed")? {
            let at = name.to_owned();
            self.report.refused.push(Rejected { at, reason: refused.to_string() });
        }
        Ok(())
    }

    /// Writes a batch of entries in one transaction.
    async fn write(&mut self, batch: Vec<Entry>, name: &str) -> Result<()> {
        let (mut places, mut postings) = (Vec::new(), Vec::new());
        for Entry { at, incoming } in batch {
            self.report.read += 1;
            let at = if self.several { format!("{name}, {at}") } else { at };
            match incoming {
                Ok(incoming) => {
                    places.push(at);
                    postings.push(incoming);
                }
                Err(reason) => self.report.reject(at, reason),
            }
        }
        // The postings of a board follow each other, nearly always.
        for of_board in postings.chunk_by(|a, b| board_of(a) == board_of(b)) {
            let (source, board) = board_of(&of_board[0]);
            self.boards.insert((source.to_owned(), board.to_owned()));
        }
        let mut transaction = self.db.write().await?;
        let Upserted { outcomes, change, written } =
            intake::upsert(&mut transaction, &self.import, &postings).await?;
        let count = |wanted: Outcome| outcomes.iter().filter(|outcome| **outcome == wanted).count() as u64;
        let (new, changed) = (count(Outcome::New), count(Outcome::Changed));
        if new + changed > 0 {
            meta::update_version(&mut transaction).await?;
        }
        transaction.commit().await?;
        if let Some(fresh) = &self.fresh {
            fresh.add(searchable(postings, &written, change));
        }
        self.report.new += new;
        self.report.changed += changed;
        self.report.unchanged += count(Outcome::Unchanged);
        for (at, outcome) in places.into_iter().zip(outcomes) {
            if outcome == Outcome::Repeated {
                self.report
                    .reject(at, "another entry of this import has the same id; that one is kept".into());
            }
        }
        Ok(())
    }

    /// After an answer that its board is unchanged: all that it listed is open still.
    pub async fn read_unchanged(&mut self, source: &str, board: &str) -> Result<()> {
        let mut transaction = self.db.write().await?;
        lifecycle::touch_board(&mut transaction, &self.import, (source, board)).await?;
        transaction.commit().await?;
        self.boards.insert((source.to_owned(), board.to_owned()));
        Ok(())
    }

    /// Notes that postings of a board are open, of which nothing more was told.
    pub async fn read_listed(&mut self, source: &str, board: &str, native_ids: &[String]) -> Result<()> {
        let mut transaction = self.db.write().await?;
        lifecycle::touch_listed(&mut transaction, &self.import, (source, board), native_ids).await?;
        transaction.commit().await?;
        self.report.unchanged += native_ids.len() as u64;
        self.report.read += native_ids.len() as u64;
        if !native_ids.is_empty() {
            self.boards.insert((source.to_owned(), board.to_owned()));
        }
        Ok(())
    }

    /// Boards of which something came, as source and board.
    pub fn boards(&self) -> impl Iterator<Item = (&str, &str)> {
        self.boards.iter().map(|(source, board)| (source.as_str(), board.as_str()))
    }

    /// After complete answers: closes what has been missing from its board for `close_after`. Closes
    /// nothing where a feed broke off or much of it was rejected; a board of which nothing came is
    /// left alone as well.
    pub async fn close_missing(&mut self, close_after: SignedDuration) -> Result<()> {
        let doubtful = self.report.rejections() * REJECTED_OF_COMPLETE > self.report.read;
        if doubtful || !self.report.refused.is_empty() {
            return Ok(());
        }
        let mut transaction = self.db.write().await?;
        for (source, board) in &self.boards {
            self.report.closed +=
                lifecycle::close_missing(&mut transaction, &self.import, (source, board), close_after)
                    .await?;
        }
        if self.report.closed > 0 {
            meta::update_version(&mut transaction).await?;
        }
        transaction.commit().await.context("cannot close what is missing")
    }
}

/// An entry of a feed, ready to be written.
#[derive(Debug)]
struct Entry {
    at: String,
    incoming: Result<Incoming, String>,
}

impl Entry {
    fn new(row: Row, matcher: &Matcher) -> Self {
        let incoming = row.posting.map(|posting| Incoming {
            first_seen: row.first_seen.map(Moment::start),
            closed_at: row.closed_at.map(Moment::start),
            ..prepare(posting, matcher)
        });
        Self { at: row.at, incoming }
    }

    /// Of its text, which is most of it.
    fn bytes(&self) -> usize {
        let html =
            self.incoming.as_ref().ok().and_then(|incoming| incoming.posting.description_html.as_ref());
        html.map_or(0, String::len)
    }
}

fn board_of(incoming: &Incoming) -> (&str, &str) {
    (&incoming.posting.key.source, &incoming.posting.key.board)
}
