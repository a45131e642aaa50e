//! What whoever watches the site may read at any time.

use std::path::{Path, PathBuf};

use super::metrics::Figures;
use super::state::Live;
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
        database: size(file) + size(&log_of(file)),
        index: Folder::beside(file).size(),
        searchable: live.app().index().is_some(),
        memory: live.answers().bytes(),
    })
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |about| about.len())
}

/// The write-ahead log of a database.
fn log_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}
