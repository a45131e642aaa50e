//! A copy of a whole database, made while others read and write it.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection as _};

use super::fault::Unusable;
use super::open::{reading, refuse_foreign};

/// Writes one committed state of the database `from` to the file `to`, which must be empty, and checks it.
/// Nothing is written to `from`. The copy is a database of its own: no index of the other one is ever taken
/// for its.
pub async fn copy(from: &Path, to: &Path) -> Result<()> {
    refuse_foreign(from, reading(from)).await?;
    let unreadable = |error: sqlx::Error| Unusable::new(from, &error);
    let mut source = reading(from).connect().await.map_err(unreadable)?;
    let Some(target) = to.to_str() else { bail!("the name {} is not UTF-8", to.display()) };
    let copying = sqlx::query("vacuum into ?1").bind(target).execute(&mut source).await;
    copying.with_context(|| format!("cannot copy {} to {target}", from.display()))?;
    source.close().await.map_err(unreadable)?;

    let mut copy = SqliteConnectOptions::new().filename(to).connect().await?;
    let found: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(&mut copy).await?;
    ensure!(found == "ok", "the copy of {} is damaged: {found}", from.display());
    // A database of before the identity is given one when it is migrated.
    let sql = "select exists (select 1 from pragma_table_info('meta') where name = 'identity')";
    if sqlx::query_scalar(sql).fetch_one(&mut copy).await? {
        sqlx::query("update meta set identity = lower(hex(randomblob(16)))")
            .execute(&mut copy)
            .await
            .context("the copy can't be given an identity")?;
    }
    Ok(copy.close().await?)
}
