//! What changed of postings, for the index that is searched: each change has a number, and a posting
//! bears that of its last one.

use std::collections::HashMap;

use jiff::civil::Date;
use sqlx::FromRow;

use super::text::{json, parse, parse_option};
use super::{Connection, Result};
use crate::model::posting::{EmploymentType, Place, WorkMode};
use crate::model::slug::Slug;
use crate::model::stage::Stage;
use crate::model::stated_pay::StatedPay;

/// How far the postings of a database have changed.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct State {
    /// Of this database and no other.
    pub identity: String,
    /// The number of the last change.
    pub change: i64,
}

/// The state of the database.
pub async fn find_state(connection: &mut Connection) -> Result<State> {
    sqlx::query_as("select identity, change from meta where id = 1").fetch_one(connection).await
}

/// Begins a change and answers its number. The transaction holds the write lock, so that numbers become
/// visible in their order.
pub async fn begin(connection: &mut Connection) -> Result<i64> {
    sqlx::query_scalar("update meta set change = change + 1 where id = 1 returning change")
        .fetch_one(connection)
        .await
}

/// What can be searched for of a posting.
#[derive(Debug, Clone, PartialEq)]
pub struct Searchable {
    pub id: i64,
    pub change: i64,
    /// False for what is closed, or stands behind another posting of the same opening.
    pub shown: bool,
    pub title: String,
    pub company: String,
    pub company_slug: Slug,
    /// Those of its duplicates included.
    pub places: Vec<Place>,
    pub work_mode: Option<WorkMode>,
    pub employment_type: Option<EmploymentType>,
    pub pay: Vec<StatedPay>,
    pub posted_on: Option<Date>,
    pub path: Option<Slug>,
    pub stage: Option<Stage>,
    pub skills: Vec<Slug>,
    pub advert: Advert,
}

/// What an advert says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advert {
    Html(String),
    /// The whole text, or its beginning where no more of it is known.
    Plain(String),
}

#[derive(FromRow)]
struct Row {
    id: i64,
    change: i64,
    shown: bool,
    title: String,
    company: String,
    company_slug: String,
    #[sqlx(json)]
    places: Vec<Place>,
    #[sqlx(json)]
    also_places: Vec<Place>,
    work_mode: Option<String>,
    employment_type: Option<String>,
    #[sqlx(json)]
    pay: Vec<StatedPay>,
    posted_on: Option<String>,
    path: Option<String>,
    stage: Option<String>,
    #[sqlx(json)]
    skills: Vec<Slug>,
    html: Option<String>,
    excerpt: String,
}

impl TryFrom<Row> for Searchable {
    type Error = sqlx::Error;

    fn try_from(mut row: Row) -> Result<Self> {
        row.places.append(&mut row.also_places);
        Ok(Self {
            id: row.id,
            change: row.change,
            shown: row.shown,
            title: row.title,
            company: row.company,
            company_slug: parse(row.company_slug)?,
            places: row.places,
            work_mode: parse_option(row.work_mode)?,
            employment_type: parse_option(row.employment_type)?,
            pay: row.pay,
            posted_on: parse_option(row.posted_on)?,
            path: parse_option(row.path)?,
            stage: parse_option(row.stage)?,
            skills: row.skills,
            advert: row.html.map_or(Advert::Plain(row.excerpt), Advert::Html),
        })
    }
}

/// How many postings there are, open or not.
pub async fn count(connection: &mut Connection) -> Result<i64> {
    sqlx::query_scalar("select count(*) from posting").fetch_one(connection).await
}

/// Ids of the postings that changed after the change `since`, in order, each with its change; of all that
/// are shown, where that is 0.
pub async fn list_ids(connection: &mut Connection, since: i64) -> Result<Vec<(i64, i64)>> {
    if since > 0 {
        // Not put in order by SQLite, which would read every posting for that.
        let changed =
            sqlx::query_as("select id, change from posting indexed by posting_by_change where change > ?1");
        let mut ids: Vec<(i64, i64)> = changed.bind(since).fetch_all(connection).await?;
        ids.sort_unstable();
        return Ok(ids);
    }
    sqlx::query_as(
        "select id, change from posting where closed_at is null and duplicate_of is null order by id",
    )
    .fetch_all(connection)
    .await
}

/// The category of each path.
pub async fn list_categories(connection: &mut Connection) -> Result<HashMap<Slug, Slug>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("select slug, category from path").fetch_all(connection).await?;
    rows.into_iter().map(|(path, category)| Ok((parse(path)?, parse(category)?))).collect()
}

/// The postings with these ids, in order.
pub async fn list(connection: &mut Connection, ids: &[i64]) -> Result<Vec<Searchable>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select posting.id, change, closed_at is null and duplicate_of is null as shown, title, company,
                company_slug, places, also_places, work_mode, employment_type, pay, posted_on, path,
                stage, skills, html, excerpt
         from (select value as wanted from json_each(?1)) cross join posting on posting.id = wanted
         left join advert on advert.posting = posting.id",
    )
    .bind(json(&ids)?)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Searchable::try_from).collect()
}
