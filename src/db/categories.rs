//! Categories.

use sqlx::FromRow;

use super::text::{number, parse};
use super::{Connection, Result};
use crate::model::path::Category;

#[derive(FromRow)]
struct Row {
    slug: String,
    name: String,
    summary: String,
    line: i64,
}

/// All categories in the order in which they are shown.
pub async fn list(connection: &mut Connection) -> Result<Vec<Category>> {
    let rows: Vec<Row> = sqlx::query_as("select slug, name, summary, line from category order by position")
        .fetch_all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Category {
                slug: parse(row.slug)?,
                name: row.name,
                summary: row.summary,
                line: number(row.line)?,
            })
        })
        .collect()
}

/// Adds categories to an empty table.
pub(super) async fn insert(connection: &mut Connection, categories: &[Category]) -> Result<()> {
    for (position, category) in (0_i64..).zip(categories) {
        sqlx::query("insert into category (slug, position, name, summary, line) values (?1, ?2, ?3, ?4, ?5)")
            .bind(category.slug.as_str())
            .bind(position)
            .bind(&category.name)
            .bind(&category.summary)
            .bind(category.line)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
