//! What a search for open positions found, ready to be shown.

use std::sync::Arc;

use tokio::task::spawn_blocking;

use super::card::PostingCard;
use super::error::Error;
use super::state::App;
use super::wanted::Wanted;
use crate::catalogue::Catalogue;
use crate::db::postings;
use crate::model::posting::StoredPosting;
use crate::search::find::{Found, MOST_RESULTS, Query, find};
use crate::search::snapshot::Snapshot;
use crate::search::snippet::Snippets;

/// What was found, with the postings of one page.
#[derive(Debug)]
pub struct Results {
    pub found: Found,
    pub stored: Vec<StoredPosting>,
    /// The index that was asked; `None` while it is made, when only the newest postings can be shown.
    pub index: Option<Arc<Snapshot>>,
}

impl Results {
    /// Searches; answers at most `limit` results of the page that is wanted.
    pub async fn find(app: &App, wanted: &Wanted, limit: u32) -> Result<Self, Error> {
        Self::search(app, wanted, limit, false).await
    }

    /// The same with the counts of all filters.
    pub async fn find_counted(app: &App, wanted: &Wanted, limit: u32) -> Result<Self, Error> {
        Self::search(app, wanted, limit, true).await
    }

    async fn search(app: &App, wanted: &Wanted, limit: u32, counted: bool) -> Result<Self, Error> {
        let Some(index) = app.index() else { return Self::newest(app, wanted, limit).await };
        let query = Query {
            text: wanted.text.clone(),
            filters: wanted.filters.clone(),
            order: wanted.order,
            offset: u32::try_from(wanted.page.offset(limit)).unwrap_or(MOST_RESULTS),
            limit,
            today: app.today(),
            counted,
        };
        let (searched, concepts) = (Arc::clone(index), Arc::clone(app.concepts()));
        let task = spawn_blocking(move || find(&searched, &concepts, &query));
        let found = match task.await {
            Ok(Ok(found)) => found,
            failed => {
                app.doubt_index(&format!("{failed:?}"));
                return Self::newest(app, wanted, limit).await;
            }
        };
        let mut connection = app.db().read().await?;
        let stored = postings::list_by_ids(&mut connection, &found.ids, !wanted.text.is_empty()).await?;
        Ok(Self { found, stored, index: Some(Arc::clone(index)) })
    }

    /// The same, if it was searched for; fails while the index is made.
    pub fn searched(self) -> Result<Self, Error> {
        if self.index.is_some() { Ok(self) } else { Err(Error::NotReady) }
    }

    /// Without an index: the newest postings of all, whatever is searched for.
    async fn newest(app: &App, wanted: &Wanted, limit: u32) -> Result<Self, Error> {
        let mut connection = app.db().read().await?;
        let stored = postings::list(&mut connection, limit, wanted.page.offset(limit)).await?;
        let total = u32::try_from(app.catalogue().postings).unwrap_or(u32::MAX);
        Ok(Self { found: Found { total, ..Found::default() }, stored, index: None })
    }

    /// The results as cards, each with the place of its advert that speaks of what was typed.
    pub fn cards(&self, app: &App, catalogue: &Catalogue) -> Vec<PostingCard> {
        let snippets = Snippets::new(&self.found.clauses);
        let card = |stored: &StoredPosting| {
            let mut card = PostingCard::new(app, catalogue, stored);
            let html = stored.posting.description_html.as_ref();
            if let (Some(snippets), Some(html)) = (&snippets, html) {
                card.snippet = snippets.find_in_html(html);
            }
            card
        };
        self.stored.iter().map(card).collect()
    }
}
