//! SmartRecruiters: a list in pages, and the details of each posting by a request of their own, which
//! is made only for those that are new or were released anew.

use std::collections::HashSet;

use serde::Deserialize;
use url::Url;

use super::address::{PAGE, details, page};
use super::failure::FetchError;
use super::fetch::{Client, Fetched};
use super::intact::check_form;
use super::{Answer, Document, Found, Known, Listed};
use crate::feeds::Format;
use crate::model::board::Validators;

/// Most pages of one list; no employer has 50,000 openings.
const MOST_PAGES: usize = 500;

/// Most bytes of one page; real ones have a tenth.
const PAGE_BYTES: usize = 4 << 20;

/// Most faults of a list that are told.
const MOST_FAULTS: usize = 20;

/// Details in a row that fail before no more are asked for.
const MOST_FAILURES: usize = 3;

/// A page of the list, as far as paging needs it.
#[derive(Deserialize)]
struct Page {
    #[serde(rename = "totalFound")]
    total: Option<usize>,
    content: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: Option<Id>,
    name: Option<String>,
    #[serde(rename = "releasedDate")]
    released: Option<String>,
}

/// Digits, mostly as a text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

impl Id {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// All pages of a list, in so far as they came.
#[derive(Default)]
struct List {
    entries: Vec<(String, Entry)>,
    /// Entries that came, those without id and those that came twice included: where the next page
    /// begins.
    offset: usize,
    /// Bytes of its pages.
    bytes: usize,
    /// Of a list that is one page only.
    validators: Validators,
    faults: Vec<String>,
}

/// Fetches a board. Fails where nothing of its list came.
pub async fn fetch(
    client: &Client,
    list: &Url,
    validators: &Validators,
    known: &Known<'_>,
) -> Result<Answer, FetchError> {
    let Some(listed) = entries(client, list, validators).await? else { return Ok(Answer::Unchanged) };
    let listed_all = listed.faults.is_empty();
    let mut found = Found {
        entries: Some(listed.entries.len()),
        validators: listed.validators,
        faults: listed.faults,
        ..Found::default()
    };
    let budget = client.options().most_bytes.saturating_sub(listed.bytes);
    add_details(client, list, listed.entries, budget, known, &mut found).await;
    found.complete = listed_all && found.entries != Some(0);
    if !found.complete || found.postponed > 0 {
        // Otherwise an unchanged list would keep away what is still to be fetched.
        found.validators = Validators::default();
    }
    Ok(Answer::Found(found))
}

/// Reads the list page by page; `None` where it has not changed. Fails where its first page fails; a
/// later one that fails is told as a fault.
async fn entries(client: &Client, list: &Url, validators: &Validators) -> Result<Option<List>, FetchError> {
    let mut read = List::default();
    let Some((first, fresh)) = one_page(client, list, validators, &mut read).await? else {
        return Ok(None);
    };
    let total = first.total;
    let mut seen = HashSet::new();
    let mut come = read.add(first, &mut seen);
    let all = |read: &List| total.map_or(read.offset < PAGE, |total| read.entries.len() >= total);
    if all(&read) {
        read.validators = fresh;
    }
    for _ in 1..MOST_PAGES {
        if come == 0 || all(&read) {
            break;
        }
        match one_page(client, list, &Validators::default(), &mut read).await {
            Ok(Some((page, _))) if page.total == total => come = read.add(page, &mut seen),
            Ok(_) => {
                read.faults.push("the list changed while it was read".to_owned());
                return Ok(Some(read));
            }
            Err(error) => {
                read.faults.push(error.what);
                return Ok(Some(read));
            }
        }
    }
    let count = read.entries.len();
    if let Some(total) = total.filter(|total| *total != count) {
        read.faults.push(format!("the list holds {count} of {total} postings"));
    }
    Ok(Some(read))
}

impl List {
    /// Adds what is new on a page, and tells how much that is.
    fn add(&mut self, page: Page, seen: &mut HashSet<String>) -> usize {
        let before = self.entries.len();
        self.offset += page.content.len();
        for mut entry in page.content {
            match entry.id.take().map(Id::text) {
                Some(id) if seen.insert(id.clone()) => self.entries.push((id, entry)),
                Some(_) => {}
                None => self.faults.push("an entry of the list has no id".to_owned()),
            }
        }
        self.faults.truncate(MOST_FAULTS);
        self.entries.len() - before
    }
}

/// Fetches the next page of the list with its validators; `None` where it has not changed.
async fn one_page(
    client: &Client,
    list: &Url,
    validators: &Validators,
    read: &mut List,
) -> Result<Option<(Page, Validators)>, FetchError> {
    let most = client.options().most_bytes.saturating_sub(read.bytes).min(PAGE_BYTES);
    match client.get(&page(list, read.offset), validators, most).await? {
        Fetched::Unchanged => Ok(None),
        Fetched::Document { bytes, validators } => {
            read.bytes += bytes.len();
            Ok(Some((parsed(list, &bytes)?, validators)))
        }
    }
}

fn parsed(list: &Url, bytes: &[u8]) -> Result<Page, FetchError> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    check_form(Format::SmartRecruiters, text)
        .and_then(|()| serde_json::from_slice(text).map_err(|error| format!("the list is damaged: {error}")))
        .map_err(|what| FetchError::of_answer(list, &what))
}

/// Fetches the details of what is new, up to a number and to a budget of bytes. What is known, and
/// what could not be fetched, is told as seen.
async fn add_details(
    client: &Client,
    list: &Url,
    entries: Vec<(String, Entry)>,
    mut budget: usize,
    known: &Known<'_>,
    found: &mut Found,
) {
    let (mut asked, mut failed) = (0, 0);
    for (id, Entry { name, released, .. }) in entries {
        let title = name.as_deref().unwrap_or_default();
        if known(&Listed { native_id: &id, title, released: released.as_deref() }) {
            found.seen.push(id);
            continue;
        }
        if asked >= client.options().most_details || failed >= MOST_FAILURES {
            found.postponed += 1;
            found.seen.push(id);
            continue;
        }
        asked += 1;
        match one(client, list, &id, budget).await {
            Ok(document) => {
                failed = 0;
                budget -= document.bytes.len();
                found.documents.push(document);
            }
            // Closed since the list was made.
            Err(error) if error.gone => failed = 0,
            Err(error) => {
                failed = if error.leave_alone.is_some() { MOST_FAILURES } else { failed + 1 };
                found.details_failed.push(error.what);
                found.postponed += 1;
                found.seen.push(id);
            }
        }
    }
}

/// The details of one posting, made sure to be of that one.
async fn one(client: &Client, list: &Url, id: &str, budget: usize) -> Result<Document, FetchError> {
    #[derive(Deserialize)]
    struct Details {
        id: Id,
    }
    let url = details(list, id)
        .ok_or_else(|| FetchError::of_answer(list, &format!("{id:?} is no id of a posting")))?;
    match client.get(&url, &Validators::default(), budget).await? {
        Fetched::Unchanged => Err(FetchError::of_answer(&url, "answered 304 without being asked")),
        Fetched::Document { bytes, .. } => {
            let read: Details = serde_json::from_slice(&bytes)
                .map_err(|error| FetchError::of_answer(&url, &format!("the details are damaged: {error}")))?;
            let found = read.id.text();
            if found == id {
                Ok(Document { format: Format::SmartRecruiters, url: url.into(), bytes })
            } else {
                Err(FetchError::of_answer(&url, &format!("the details are those of {found:?}")))
            }
        }
    }
}
