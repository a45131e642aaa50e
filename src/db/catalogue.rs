//! The whole catalogue at once.

use super::{Connection, Result, categories, paths, skills, sources, wages};
use crate::model::content::Content;

/// Puts `content` in the place of whatever catalogue is there; postings are not touched. Meant to
/// run inside a transaction, so that readers see the old catalogue or the new one and never a mix.
pub async fn replace(connection: &mut Connection, content: &Content) -> Result<()> {
    // Children before parents, as the foreign keys want it.
    sqlx::query("delete from requirement_skill").execute(&mut *connection).await?;
    sqlx::query("delete from requirement").execute(&mut *connection).await?;
    sqlx::query("delete from level").execute(&mut *connection).await?;
    sqlx::query("delete from faq").execute(&mut *connection).await?;
    sqlx::query("delete from path").execute(&mut *connection).await?;
    sqlx::query("delete from wage").execute(&mut *connection).await?;
    sqlx::query("delete from occupation").execute(&mut *connection).await?;
    sqlx::query("delete from area").execute(&mut *connection).await?;
    sqlx::query("delete from wage_release").execute(&mut *connection).await?;
    sqlx::query("delete from skill").execute(&mut *connection).await?;
    sqlx::query("delete from category").execute(&mut *connection).await?;
    sqlx::query("delete from source").execute(&mut *connection).await?;
    sources::insert(connection, &content.sources).await?;
    categories::insert(connection, &content.categories).await?;
    skills::insert(connection, &content.skills).await?;
    if let Some(found) = &content.wages {
        wages::insert(connection, found).await?;
    }
    paths::insert(connection, &content.paths).await
}
