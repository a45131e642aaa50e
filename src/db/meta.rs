//! What the database holds: versions.

use super::{Connection, Result};

/// Raised by every change of content or postings.
pub async fn find_content_version(connection: &mut Connection) -> Result<i64> {
    sqlx::query_scalar("select content_version from meta where id = 1").fetch_one(connection).await
}

/// Raised whenever the catalogue is replaced.
pub async fn find_generation(connection: &mut Connection) -> Result<i64> {
    sqlx::query_scalar("select generation from meta where id = 1").fetch_one(connection).await
}

/// Digest of the content files that were loaded last; `None` while none were.
pub async fn find_fingerprint(connection: &mut Connection) -> Result<Option<String>> {
    sqlx::query_scalar("select content_fingerprint from meta where id = 1").fetch_one(connection).await
}

/// Notes that the content of these files is in, raises the content version, and leaves
/// every posting to be matched anew.
pub async fn update_fingerprint(connection: &mut Connection, fingerprint: &str) -> Result<()> {
    sqlx::query(
        "update meta set content_fingerprint = ?1, content_version = content_version + 1,
                         generation = generation + 1 where id = 1",
    )
    .bind(fingerprint)
    .execute(connection)
    .await?;
    Ok(())
}

/// Raises the content version after a change of postings.
pub async fn update_version(connection: &mut Connection) -> Result<()> {
    sqlx::query("update meta set content_version = content_version + 1 where id = 1")
        .execute(connection)
        .await?;
    Ok(())
}
