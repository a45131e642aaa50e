//! The vocabulary of skills.

use sqlx::FromRow;

use super::text::{json, name, parse};
use super::{Connection, Result};
use crate::model::skill::Skill;

#[derive(FromRow)]
struct Row {
    slug: String,
    name: String,
    kind: String,
    #[sqlx(json)]
    aliases: Vec<String>,
    description: String,
}

/// All skills by name, without regard to case.
pub async fn list(connection: &mut Connection) -> Result<Vec<Skill>> {
    let rows: Vec<Row> =
        sqlx::query_as("select slug, name, kind, aliases, description from skill order by lower(name), slug")
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Skill {
                slug: parse(row.slug)?,
                name: row.name,
                kind: parse(row.kind)?,
                aliases: row.aliases,
                description: row.description,
            })
        })
        .collect()
}

/// Adds skills to an empty table.
pub(super) async fn insert(connection: &mut Connection, skills: &[Skill]) -> Result<()> {
    for skill in skills {
        sqlx::query("insert into skill (slug, name, kind, aliases, description) values (?1, ?2, ?3, ?4, ?5)")
            .bind(skill.slug.as_str())
            .bind(&skill.name)
            .bind(name(&skill.kind)?)
            .bind(json(&skill.aliases)?)
            .bind(&skill.description)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
