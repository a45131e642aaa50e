//! How postings close and open again, and how they are matched anew.

use jiff::{SignedDuration, Timestamp};
use sqlx::FromRow;

use super::intake::Import;
use super::text::{json, name_option};
use super::{Connection, Result, changes, twins};
use crate::model::posting::Match;
use crate::model::slug::Slug;

/// After a complete answer of a board: notes which of its postings were not in it, and closes those
/// that have been missing for `close_after`. Answers how many were closed.
pub async fn close_missing(
    connection: &mut Connection,
    import: &Import,
    (source, board): (&str, &str),
    close_after: SignedDuration,
) -> Result<u64> {
    // What is missing since a time to come was noted by a clock that was ahead.
    sqlx::query(
        "update posting set missing_since = ?4
         where source = ?1 and board = ?2 and import <> ?3 and closed_at is null
           and (missing_since is null or missing_since > ?4)",
    )
    .bind(source)
    .bind(board)
    .bind(import.number())
    .bind(import.at.to_string())
    .execute(&mut *connection)
    .await?;
    let change = changes::begin(connection).await?;
    let latest = import.at.checked_sub(close_after).unwrap_or(Timestamp::MIN);
    let closed: Vec<Option<i64>> = sqlx::query_scalar(
        "update posting set closed_at = ?4, change = ?6
         where source = ?1 and board = ?2 and import <> ?3 and closed_at is null and missing_since <= ?5
         returning twin",
    )
    .bind(source)
    .bind(board)
    .bind(import.number())
    .bind(import.at.to_string())
    .bind(latest.to_string())
    .bind(change)
    .fetch_all(&mut *connection)
    .await?;
    resolve(connection, change, &closed).await
}

/// After an answer that a board is unchanged: what was there is there still.
pub async fn touch_board(
    connection: &mut Connection,
    import: &Import,
    (source, board): (&str, &str),
) -> Result<()> {
    sqlx::query(
        "update posting set last_seen = ?4, import = ?3
         where source = ?1 and board = ?2 and closed_at is null and missing_since is null",
    )
    .bind(source)
    .bind(board)
    .bind(import.number())
    .bind(import.at.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that postings of a board are open, of which nothing more was told; closed ones stay closed.
pub async fn touch_listed(
    connection: &mut Connection,
    import: &Import,
    (source, board): (&str, &str),
    native_ids: &[String],
) -> Result<()> {
    sqlx::query(
        "update posting set last_seen = ?4, import = ?3, missing_since = null
         where source = ?1 and board = ?2 and native_id in (select value from json_each(?5))",
    )
    .bind(source)
    .bind(board)
    .bind(import.number())
    .bind(import.at.to_string())
    .bind(json(&native_ids)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Closes what has run out by the employer's own word at the time `now`. Answers how many.
pub async fn close_expired(connection: &mut Connection, now: Timestamp) -> Result<u64> {
    let change = changes::begin(connection).await?;
    let closed: Vec<Option<i64>> = sqlx::query_scalar(
        "update posting set closed_at = expires_at, change = ?2
         where closed_at is null and expires_at is not null and expires_at <= ?1 returning twin",
    )
    .bind(now.to_string())
    .bind(change)
    .fetch_all(&mut *connection)
    .await?;
    resolve(connection, change, &closed).await
}

/// Opens again what has run out only by a clock that was ahead: its last day is after `now`. Answers how many.
/// What was closed for other reasons stays so; if it is there still, its board says so.
pub async fn reopen_early(connection: &mut Connection, now: Timestamp) -> Result<u64> {
    let change = changes::begin(connection).await?;
    let opened: Vec<Option<i64>> = sqlx::query_scalar(
        "update posting set closed_at = null, change = ?2
         where closed_at > ?1 and closed_at = expires_at returning twin",
    )
    .bind(now.to_string())
    .bind(change)
    .fetch_all(&mut *connection)
    .await?;
    resolve(connection, change, &opened).await
}

/// Whether anything has run out too early; asked before the write lock is taken.
pub async fn any_early(connection: &mut Connection, now: Timestamp) -> Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from posting where closed_at > ?1 and closed_at = expires_at)",
    )
    .bind(now.to_string())
    .fetch_one(connection)
    .await
}

/// Whether anything runs out by the time `now`; asked before the write lock is taken.
pub async fn any_expired(connection: &mut Connection, now: Timestamp) -> Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from posting
         where closed_at is null and expires_at is not null and expires_at <= ?1)",
    )
    .bind(now.to_string())
    .fetch_one(connection)
    .await
}

/// Of an opening whose postings closed or opened, the right one is shown.
async fn resolve(connection: &mut Connection, change: i64, twins: &[Option<i64>]) -> Result<u64> {
    let digests: Vec<i64> = twins.iter().copied().flatten().collect();
    twins::resolve(connection, change, &digests).await?;
    Ok(twins.len() as u64)
}

/// A posting that was matched under an older catalogue.
#[derive(Debug, FromRow)]
pub struct Stale {
    pub id: i64,
    pub title: String,
    pub company: String,
    pub excerpt: String,
    pub html: Option<String>,
}

/// Postings to be matched anew in the order of ids, after one of them.
pub async fn list_stale(connection: &mut Connection, after: i64, limit: u32) -> Result<Vec<Stale>> {
    sqlx::query_as(
        "select id, title, company, excerpt, html from posting left join advert on advert.posting = id
         where id > ?1 and generation < (select generation from meta) order by id limit ?2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Writes where a posting stands now, and which skills its advert names.
pub async fn update_match(
    connection: &mut Connection,
    change: i64,
    id: i64,
    standing: &Match,
    skills: &[Slug],
) -> Result<()> {
    sqlx::query(
        "update posting set path = ?2, stage = ?3, reasons = ?4, skills = ?5, change = ?6,
                            generation = (select generation from meta) where id = ?1",
    )
    .bind(id)
    .bind(standing.path.as_ref().map(Slug::as_str))
    .bind(name_option(standing.stage.as_ref())?)
    .bind(json(&standing.reasons)?)
    .bind(json(&skills)?)
    .bind(change)
    .execute(connection)
    .await?;
    Ok(())
}
