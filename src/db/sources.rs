//! Sources of figures and facts.

use sqlx::FromRow;

use super::text::{name, parse};
use super::{Connection, Result};
use crate::model::source::Source;

#[derive(FromRow)]
struct Row {
    slug: String,
    kind: String,
    publisher: String,
    title: String,
    abbreviation: Option<String>,
    release: String,
    url: Option<String>,
    licence: String,
    note: Option<String>,
}

/// All sources, in the order of the content file.
pub async fn list(connection: &mut Connection) -> Result<Vec<Source>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select slug, kind, publisher, title, abbreviation, release, url, licence, note
         from source order by position",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Source {
                slug: parse(row.slug)?,
                kind: parse(row.kind)?,
                publisher: row.publisher,
                title: row.title,
                abbreviation: row.abbreviation,
                release: row.release,
                url: row.url,
                licence: row.licence,
                note: row.note,
            })
        })
        .collect()
}

/// Adds sources to an empty table.
pub(super) async fn insert(connection: &mut Connection, sources: &[Source]) -> Result<()> {
    for (position, source) in (0_i64..).zip(sources) {
        sqlx::query(
            "insert into source (slug, position, kind, publisher, title, abbreviation, release, url,
                                 licence, note)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )
        .bind(source.slug.as_str())
        .bind(position)
        .bind(name(&source.kind)?)
        .bind(&source.publisher)
        .bind(&source.title)
        .bind(&source.abbreviation)
        .bind(&source.release)
        .bind(&source.url)
        .bind(&source.licence)
        .bind(&source.note)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
