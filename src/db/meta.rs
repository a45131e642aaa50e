//! What the database holds: versions.

use super::{Connection, Result};

/// Raised by every change of content or postings.
pub async fn find_content_version(connection: &mut Connection) -> Result<i64> {
    sqlx::query_scalar("select content_version from meta where id = 1").fetch_one(connection).await
}

/// Digest of the content files that were loaded last; `None` while none were.
pub async fn find_fingerprint(connection: &mut Connection) -> Result<Option<String>> {
    sqlx::query_scalar("select content_fingerprint from meta where id = 1").fetch_one(connection).await
}

/// Notes that the content of these files is in, and raises the content version.
pub async fn update_fingerprint(connection: &mut Connection, fingerprint: &str) -> Result<()> {
    sqlx::query(
        "update meta set content_fingerprint = ?1, content_version = content_version + 1 where id = 1",
    )
    .bind(fingerprint)
    .execute(connection)
    .await?;
    Ok(())
}
