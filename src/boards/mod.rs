//! The boards of employers, fetched politely: `boards.json` → addresses → answers as they came, with
//! whether they are whole. What stands in them is read by `feeds`.

pub mod address;
pub mod body;
mod checks;
pub mod failure;
pub mod fault;
pub mod fetch;
pub mod guard;
pub mod hosts;
pub mod intact;
mod kind;
pub mod list;
pub mod options;
mod pages;
pub mod polls;
pub mod retry;

use std::fmt;

use self::failure::FetchError;
use self::fetch::{Client, Fetched};
use self::list::Board;
use crate::feeds::Format;
use crate::model::board::Validators;

/// An answer, or one of several.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    pub format: Format,
    /// Where it came from, before redirects.
    pub url: String,
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.bytes.len();
        f.debug_struct("Document").field("url", &self.url).field("bytes", &length).finish_non_exhaustive()
    }
}

/// An entry of a list whose details are fetched one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed<'a> {
    pub native_id: &'a str,
    pub title: &'a str,
    /// When the employer released it, as the list writes it.
    pub released: Option<&'a str>,
}

/// Whether the details of an entry need not be fetched, since they are held already as they were
/// released. It may say no now and then, so that what was edited without a release is read anew.
pub type Known<'a> = dyn Fn(&Listed<'_>) -> bool + Send + Sync + 'a;

/// What a board answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What the answer held that came with these validators still stands, no more and no less.
    Unchanged,
    Found(Found),
}

/// What came from a board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// To be read by `feeds`, in this order.
    pub documents: Vec<Document>,
    /// Ids of postings that are open and stand in none of the documents, since their details are
    /// known or could not be fetched; some may be unknown so far.
    pub seen: Vec<String>,
    /// Postings of the board, as far as its format tells without being read.
    pub entries: Option<usize>,
    /// True where documents and `seen` are every open position of the board: all pages came, totals
    /// agree, and its board gives all. Only then does a missing one count; and where `entries` is
    /// not known, only if the reader of the documents comes to their end and finds at least one.
    pub complete: bool,
    /// Why parts are missing, though something came.
    pub faults: Vec<String>,
    /// Details that failed; these postings are in `seen` and asked for again next time.
    pub details_failed: Vec<String>,
    /// Postings whose details are still to come.
    pub postponed: usize,
    /// For the next poll. To be stored only once the documents were read and stored without fault.
    pub validators: Validators,
}

/// Fetches what a board has. `known` is asked for entries of lists whose details are fetched one by
/// one. Fails where nothing came, or something other than the board's format.
pub async fn fetch(
    client: &Client,
    board: &Board,
    validators: &Validators,
    known: &Known<'_>,
) -> Result<Answer, FetchError> {
    let url = address::of(board).map_err(|what| FetchError::new(format!("{}: {what}", board.name())))?;
    if board.kind == Format::SmartRecruiters {
        let mut answer = pages::fetch(client, &url, validators, known).await?;
        if let Answer::Found(found) = &mut answer {
            found.complete &= board.is_complete();
        }
        return Ok(answer);
    }
    let (bytes, validators) = match client.get(&url, validators, client.options().most_bytes).await? {
        Fetched::Unchanged => return Ok(Answer::Unchanged),
        Fetched::Document { bytes, validators } => (bytes, validators),
    };
    intact::check_form(board.kind, &bytes).map_err(|what| FetchError::of_answer(&url, &what))?;
    let intact::Count { entries, fault } = intact::count(board.kind, &bytes);
    let sound = fault.is_none() && entries != Some(0);
    Ok(Answer::Found(Found {
        documents: vec![Document { format: board.kind, url: url.into(), bytes }],
        entries,
        complete: sound && board.is_complete(),
        faults: fault.into_iter().collect(),
        validators: if sound { validators } else { Validators::default() },
        ..Found::default()
    }))
}
