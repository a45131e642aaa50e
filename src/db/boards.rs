//! Boards that are fetched.

use super::text::parse_option;
use super::{Connection, Result};
use crate::model::board::{BoardState, Policy, Validators};

/// How the last fetches of a board went; nothing known for one that was never fetched.
pub async fn find_state(connection: &mut Connection, source: &str, board: &str) -> Result<BoardState> {
    type Columns = (Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);
    let row: Option<Columns> = sqlx::query_as(
        "select etag, last_modified, polled_at, answered_at, failure from board
         where source = ?1 and board = ?2",
    )
    .bind(source)
    .bind(board)
    .fetch_optional(connection)
    .await?;
    let Some((etag, last_modified, polled_at, answered_at, failure)) = row else {
        return Ok(BoardState::default());
    };
    Ok(BoardState {
        validators: Validators { etag, last_modified },
        polled_at: parse_option(polled_at)?,
        answered_at: parse_option(answered_at)?,
        failure,
    })
}

/// The open postings of a board of which we hold the whole advert: own id, and when it was posted.
pub async fn list_held(
    connection: &mut Connection,
    (source, board): (&str, &str),
) -> Result<Vec<(String, Option<String>)>> {
    sqlx::query_as(
        "select native_id, posted_at from posting
         where source = ?1 and board = ?2 and closed_at is null
           and exists (select 1 from advert where advert.posting = posting.id)",
    )
    .bind(source)
    .bind(board)
    .fetch_all(connection)
    .await
}

/// Writes what a board's employer allows and how its last fetch went.
pub async fn upsert(
    connection: &mut Connection,
    (source, board): (&str, &str),
    company: Option<&str>,
    policy: &Policy,
    state: &BoardState,
) -> Result<()> {
    sqlx::query(
        "insert into board (source, board, company, may_index, may_mark_up, attribution, etag,
                            last_modified, polled_at, answered_at, failure)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         on conflict (source, board) do update set
             company = excluded.company, may_index = excluded.may_index,
             may_mark_up = excluded.may_mark_up, attribution = excluded.attribution,
             etag = excluded.etag, last_modified = excluded.last_modified,
             polled_at = excluded.polled_at, answered_at = excluded.answered_at,
             failure = excluded.failure",
    )
    .bind(source)
    .bind(board)
    .bind(company)
    .bind(policy.may_index)
    .bind(policy.may_mark_up)
    .bind(&policy.attribution)
    .bind(&state.validators.etag)
    .bind(&state.validators.last_modified)
    .bind(state.polled_at.map(|at| at.to_string()))
    .bind(state.answered_at.map(|at| at.to_string()))
    .bind(&state.failure)
    .execute(connection)
    .await?;
    Ok(())
}
