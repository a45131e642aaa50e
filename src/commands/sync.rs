//! `sync`: what the listed boards publish, fetched and imported, one board after the other as they
//! answer.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use jiff::SignedDuration;

use super::import::summary;
use super::indexing::indexed;
use super::intake::{Intake, Report, now};
use super::load::{matcher, open_filled};
use crate::boards::fetch::Client;
use crate::boards::list::{Board, BoardList};
use crate::boards::options::Options;
use crate::boards::polls::{Poll, fetch_all};
use crate::boards::{Answer, Found, Listed};
use crate::cli::Sync;
use crate::cli::serve::Boards;
use crate::db::{Db, boards};
use crate::matching::Matcher;
use crate::model::board::{BoardState, Policy, Validators};

/// Fetches the boards that were asked for, or all that are due, and says what became of each. Fails
/// at the end if one of them could not be read.
#[expect(clippy::print_stdout, reason = "a command answers on standard output")]
pub async fn run(options: &Sync) -> Result<()> {
    let list = BoardList::open(&options.boards.file)?;
    let wanted = list.select(&options.only).map_err(|unknown| anyhow!(unknown))?;
    let db = open_filled(&options.filled).await?;
    let syncing = Syncing {
        db: &db,
        client: client(&options.boards, None)?,
        close_after: options.close_after.close_after,
        even_early: !options.only.is_empty(),
    };
    let mut failed = 0;
    let asked = syncing.sync(wanted, |board, result| {
        match result {
            Ok(report) => println!("{}: {}", board.name(), summary(report)),
            Err(reason) => println!("{}: failed: {reason}", board.name()),
        }
        failed += usize::from(result.is_err());
    });
    let asked = indexed(&db, |_| asked).await?;
    db.close().await;
    if asked == 0 {
        println!("no board is due; name one to fetch it all the same");
    }
    if failed > 0 {
        bail!("{failed} of {asked} boards could not be read; what they listed stays as it was");
    }
    Ok(())
}

/// A client with the manners that the options ask for. `site` is where operators of the boards can
/// read who asks.
pub fn client(options: &Boards, site: Option<String>) -> Result<Client> {
    Client::new(Options { contact: site, allow_private: options.allow_private, ..Options::default() })
        .context("cannot make an HTTP client")
}

/// What it takes to fetch boards and import what they answer.
#[derive(Debug)]
pub struct Syncing<'a> {
    pub db: &'a Db,
    pub client: Client,
    pub close_after: SignedDuration,
    /// Whether boards are asked before their time too.
    pub even_early: bool,
}

/// What became of a board: what was read, or why nothing was.
pub type Synced<'a> = std::result::Result<&'a Report, &'a str>;

impl Syncing<'_> {
    /// Fetches those of the boards that are due, and tells of each what became of it. Answers how many
    /// were asked. An error means that the database can't be used.
    pub async fn sync(&self, boards: Vec<&Board>, mut tell: impl FnMut(&Board, Synced<'_>)) -> Result<usize> {
        let mut polls = Vec::new();
        for board in boards {
            polls.extend(self.poll(board).await?);
        }
        let asked = polls.len();
        if asked == 0 {
            return Ok(0);
        }
        let matcher = matcher(self.db).await?;
        let mut outcomes = fetch_all(&self.client, polls);
        while let Some(outcome) = outcomes.recv().await {
            let board = &outcome.board;
            match outcome.answer {
                Ok(answer) => {
                    let report = self.import(board, answer, Arc::clone(&matcher)).await?;
                    match report.refused.first() {
                        None => tell(board, Ok(&report)),
                        Some(refused) => tell(board, Err(&refused.reason)),
                    }
                }
                Err(error) => {
                    let mut state = self.state(board).await?;
                    state.polled_at = Some(now());
                    state.failure = Some(error.what.clone());
                    self.note(board, &state, std::iter::once(key(board))).await?;
                    tell(board, Err(&error.what));
                }
            }
        }
        Ok(asked)
    }

    /// A board to be asked, if it is time.
    async fn poll(&self, board: &Board) -> Result<Option<Poll>> {
        let state = self.state(board).await?;
        if !self.even_early && !board.is_due(state.polled_at, now()) {
            return Ok(None);
        }
        let held = boards::list_held(&mut *self.db.read().await?, as_str(&key(board))).await?;
        let held: HashMap<String, Option<String>> = held.into_iter().collect();
        let known = move |listed: &Listed<'_>| {
            held.get(listed.native_id).is_some_and(|posted| {
                let day = |text: &str| text.get(..10).map(str::to_owned);
                listed.released.and_then(day) == posted.as_deref().and_then(day)
            })
        };
        Ok(Some(Poll { board: board.clone(), validators: state.validators, known: Box::new(known) }))
    }

    async fn state(&self, board: &Board) -> Result<BoardState> {
        let (source, id) = key(board);
        Ok(boards::find_state(&mut *self.db.read().await?, &source, &id).await?)
    }

    /// Imports what a board answered, and notes how it went.
    async fn import(&self, board: &Board, answer: Answer, matcher: Arc<Matcher>) -> Result<Report> {
        let (source, id) = key(board);
        let mut intake = Intake::begin(self.db, matcher, false).await?;
        let mut state = self.state(board).await?;
        match answer {
            Answer::Unchanged => {
                intake.read_unchanged(&source, &id).await?;
                if board.is_complete() {
                    intake.close_missing(self.close_after).await?;
                }
            }
            Answer::Found(found) => state.validators = self.read(&mut intake, board, found).await?,
        }
        state.polled_at = Some(now());
        state.failure = intake.report.refused.first().map(|refused| refused.reason.clone());
        if state.failure.is_none() {
            state.answered_at = state.polled_at;
        }
        let keys = intake.boards().map(|(source, board)| (source.to_owned(), board.to_owned()));
        let keys: Vec<(String, String)> = keys.chain([(source, id)]).collect();
        self.note(board, &state, keys.into_iter()).await?;
        Ok(intake.report)
    }

    /// Reads what came; answers with what to ask next time whether it still holds.
    async fn read(&self, intake: &mut Intake<'_>, board: &Board, found: Found) -> Result<Validators> {
        let (source, id) = key(board);
        for document in found.documents {
            let input = Box::new(std::io::Cursor::new(document.bytes));
            intake.read(document.format, input, board.origin(), &document.url).await?;
        }
        intake.read_listed(&source, &id, &found.seen).await?;
        for fault in found.faults {
            tracing::warn!("{}: {fault}", board.name());
        }
        if found.complete {
            intake.close_missing(self.close_after).await?;
        }
        let whole = intake.report.refused.is_empty() && intake.report.rejections() == 0;
        Ok(if whole { found.validators } else { Validators::default() })
    }

    /// Writes what the employer allows and how the fetch went.
    async fn note(
        &self,
        board: &Board,
        state: &BoardState,
        keys: impl Iterator<Item = (String, String)>,
    ) -> Result<()> {
        let policy = Policy {
            may_index: board.may_index,
            may_mark_up: board.may_mark_up,
            attribution: board.attribution.clone(),
        };
        let mut transaction = self.db.write().await?;
        for key in keys {
            boards::upsert(&mut transaction, as_str(&key), Some(&board.company), &policy, state).await?;
        }
        transaction.commit().await.context("cannot note how the fetch went")
    }
}

/// By which the postings of a board are known.
fn key(board: &Board) -> (String, String) {
    (board.source(), board.board.clone())
}

fn as_str((source, board): &(String, String)) -> (&str, &str) {
    (source, board)
}
