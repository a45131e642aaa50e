//! Postings that close by the clock, and open again where that was ahead.

use anyhow::Result;
use jiff::Timestamp;

use super::intake::now;
use crate::db::{Db, lifecycle, meta};

/// Closes what has run out by the employer's own word, and opens again what a clock that was ahead closed.
pub async fn follow_clock(db: &Db) -> Result<()> {
    let now = now();
    if is_right(db, now).await? {
        return Ok(());
    }
    let mut transaction = db.write().await?;
    let closed = lifecycle::close_expired(&mut transaction, now).await?;
    let opened = lifecycle::reopen_early(&mut transaction, now).await?;
    meta::update_version(&mut transaction).await?;
    transaction.commit().await?;
    tell(closed, opened);
    Ok(())
}

/// Whether nothing is to be done; asked before the write lock is taken.
async fn is_right(db: &Db, now: Timestamp) -> Result<bool> {
    let mut connection = db.read().await?;
    Ok(!lifecycle::any_expired(&mut connection, now).await?
        && !lifecycle::any_early(&mut connection, now).await?)
}

fn tell(closed: u64, opened: u64) {
    if closed > 0 {
        tracing::info!("{closed} postings ran out and were closed");
    }
    if opened > 0 {
        tracing::warn!(
            "{opened} postings had been closed at a time that is still to come, and are open again"
        );
    }
}
