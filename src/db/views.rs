//! Views of postings, written.

use super::text::number;
use super::{Connection, Result};

/// Adds counted views; answers each posting's new total, which ends at what a `u32` holds: a feed may bring
/// any number, and no posting may keep the views of others from being written. Ids that are gone are passed over.
pub async fn update(connection: &mut Connection, counted: &[(i64, u32)]) -> Result<Vec<(i64, u32)>> {
    let mut totals = Vec::with_capacity(counted.len());
    for (id, views) in counted {
        let total: Option<i64> = sqlx::query_scalar(
            "update posting set views = min(views + ?2, ?3) where id = ?1 returning views",
        )
        .bind(id)
        .bind(views)
        .bind(u32::MAX)
        .fetch_optional(&mut *connection)
        .await?;
        if let Some(total) = total {
            totals.push((*id, number(total)?));
        }
    }
    Ok(totals)
}
