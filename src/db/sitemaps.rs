//! What sitemaps name: openings that search engines may list, by ranges of their ids, which stay as they are
//! however many others open and close.

use std::collections::HashSet;

use super::text::json;
use super::{Connection, Result};
use crate::model::posting::PostingKey;

/// Ids in a range. Far below the 50,000 URLs that one sitemap may hold (sitemaps.org).
pub const RANGE: i64 = 10_000;

/// The numbers of the ranges that hold any such opening, in order. The ids of all openings but samples come
/// from an index alone; of each range rows are read until one is found that may be listed.
pub async fn list_ranges(connection: &mut Connection) -> Result<Vec<i64>> {
    sqlx::query_scalar(
        "with held (number) as (
             select distinct id / ?1 from posting indexed by posting_by_date
             where closed_at is null and duplicate_of is null and source <> ?2)
         select number from held where exists (
             select 1 from posting left join board using (source, board)
             where id >= number * ?1 and id < (number + 1) * ?1 and closed_at is null
               and duplicate_of is null and may_index is not 0 and source <> ?2)
         order by number",
    )
    .bind(RANGE)
    .bind(PostingKey::SAMPLE)
    .fetch_all(connection)
    .await
}

/// Id, title and company of every such opening in a range.
pub async fn list_range(connection: &mut Connection, number: i64) -> Result<Vec<(i64, String, String)>> {
    let (first, end) = (number.saturating_mul(RANGE), number.saturating_add(1).saturating_mul(RANGE));
    sqlx::query_as(
        "select id, title, company_slug from posting left join board using (source, board)
         where id >= ?1 and id < ?2 and closed_at is null and duplicate_of is null
           and may_index is not 0 and source <> ?3
         order by id",
    )
    .bind(first)
    .bind(end)
    .bind(PostingKey::SAMPLE)
    .fetch_all(connection)
    .await
}

/// The companies that have such an opening among these ids.
pub async fn list_companies(connection: &mut Connection, ids: &[i64]) -> Result<HashSet<String>> {
    let companies: Vec<String> = sqlx::query_scalar(
        "select distinct company_slug
         from (select value as wanted from json_each(?1)) cross join posting on id = wanted
         left join board using (source, board)
         where closed_at is null and duplicate_of is null and may_index is not 0 and source <> ?2",
    )
    .bind(json(&ids)?)
    .bind(PostingKey::SAMPLE)
    .fetch_all(connection)
    .await?;
    Ok(companies.into_iter().collect())
}
