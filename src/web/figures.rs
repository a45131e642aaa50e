//! What whoever watches the site may read at any time.

use std::path::Path;

use super::metrics::Figures;
use super::state::Live;
use crate::db::open::beside;
use crate::db::{self, figures};
use crate::search::folder::Folder;

/// Reads all of it, in one state of the database.
pub async fn read(live: &Live) -> db::Result<Figures> {
    let mut snapshot = live.db().snapshot().await?;
    let (boards, boards_failing) = figures::count_boards(&mut snapshot).await?;
    let file = live.db().file();
    Ok(Figures {
        postings: figures::count_postings(&mut snapshot).await?,
        imports: figures::count_imports(&mut snapshot).await?,
        boards,
        boards_failing,
        database: size(file) + size(&beside(file, "-wal")),
        index: Folder::beside(file).size(),
        searchable: live.app().index().is_some(),
        memory: live.answers().bytes(),
    })
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |about| about.len())
}
