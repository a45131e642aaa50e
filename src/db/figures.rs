//! How much of everything there is, for whoever watches the site.

use super::text::number;
use super::{Connection, Result};

/// Postings by state: `open`, as shown; `repeated`, of which another one is shown; `missing` from the last complete
/// answer of their board, and shown till that has been so for long; `closed`.
pub async fn count_postings(connection: &mut Connection) -> Result<Vec<(&'static str, u64)>> {
    // The words of the index, so that it answers alone.
    let counted: Vec<(bool, bool, bool, i64)> = sqlx::query_as(
        "select closed_at is null, missing_since is null, duplicate_of is null, count(*) from posting
         group by closed_at is null, missing_since is null, duplicate_of is null",
    )
    .fetch_all(connection)
    .await?;
    let mut states = vec![("open", 0), ("repeated", 0), ("missing", 0), ("closed", 0)];
    for (open, there, own, count) in counted {
        let state = match (open, there, own) {
            (false, _, _) => 3,
            (true, false, _) => 2,
            (true, true, false) => 1,
            (true, true, true) => 0,
        };
        states[state].1 += number::<u64>(count)?;
    }
    Ok(states)
}

/// Imports there have been.
pub async fn count_imports(connection: &mut Connection) -> Result<u64> {
    number(sqlx::query_scalar("select imports from meta").fetch_one(connection).await?)
}

/// Boards that were ever fetched, and those of them whose last fetch failed.
pub async fn count_boards(connection: &mut Connection) -> Result<(u64, u64)> {
    let (all, failing) =
        sqlx::query_as("select count(*), count(failure) from board where polled_at is not null")
            .fetch_one(connection)
            .await?;
    Ok((number(all)?, number(failing)?))
}
