//! Postings.

use sqlx::FromRow;

use super::text::{json, name_option, number, parse, parse_option};
use super::{Connection, Result};
use crate::model::posting::{Match, Place, Posted, Posting, PostingKey, StoredPosting};
use crate::model::slug::Slug;
use crate::model::stage::Stage;

#[derive(FromRow)]
struct Row {
    id: i64,
    source: String,
    board: String,
    native_id: String,
    title: String,
    company: String,
    company_slug: String,
    #[sqlx(json)]
    places: Vec<Place>,
    work_mode: Option<String>,
    employment_type: Option<String>,
    posted_on: Option<String>,
    posted_approximate: bool,
    excerpt: String,
    apply_url: Option<String>,
    listed_under: Option<String>,
    path: Option<String>,
    stage: Option<String>,
    #[sqlx(json)]
    reasons: Vec<String>,
    views: i64,
}

impl TryFrom<Row> for StoredPosting {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self> {
        let approximate = row.posted_approximate;
        Ok(Self {
            id: row.id,
            company_slug: parse(row.company_slug)?,
            standing: Match {
                path: parse_option(row.path)?,
                stage: parse_option(row.stage)?,
                reasons: row.reasons,
            },
            posting: Posting {
                key: PostingKey { source: row.source, board: row.board, native_id: row.native_id },
                title: row.title,
                company: row.company,
                places: row.places,
                work_mode: parse_option(row.work_mode)?,
                employment_type: parse_option(row.employment_type)?,
                posted: parse_option(row.posted_on)?.map(|at| Posted { at, approximate }),
                pay: Vec::new(),
                valid_through: None,
                url: None,
                description_html: None,
                excerpt: row.excerpt,
                apply_url: row.apply_url,
                listed_under: parse_option(row.listed_under)?,
                views: number(row.views)?,
            },
        })
    }
}

fn stored(rows: Vec<Row>) -> Result<Vec<StoredPosting>> {
    rows.into_iter().map(StoredPosting::try_from).collect()
}

/// The columns of a [`Row`], so that no query lists them differently.
macro_rules! select_postings {
    ($rest:literal) => {
        concat!(
            "select id, source, board, native_id, title, company, company_slug, places, work_mode,
                    employment_type, posted_on, posted_approximate, excerpt, apply_url,
                    listed_under, path, stage, reasons, views ",
            $rest
        )
    };
}

/// The posting with this id.
pub async fn find(connection: &mut Connection, id: i64) -> Result<Option<StoredPosting>> {
    let row: Option<Row> = sqlx::query_as(select_postings!("from posting where id = ?1"))
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.map(StoredPosting::try_from).transpose()
}

/// Newest first; those without a date last.
pub async fn list(connection: &mut Connection, limit: u32, offset: u64) -> Result<Vec<StoredPosting>> {
    let rows =
        sqlx::query_as(select_postings!("from posting order by posted_on desc, id limit ?1 offset ?2"))
            .bind(limit)
            .bind(offset.cast_signed())
            .fetch_all(connection)
            .await?;
    stored(rows)
}

/// How many postings there are.
pub async fn count(connection: &mut Connection) -> Result<u64> {
    let count: i64 = sqlx::query_scalar("select count(*) from posting").fetch_one(connection).await?;
    number(count)
}

/// One company's postings, newest first.
pub async fn list_by_company(
    connection: &mut Connection,
    company: &Slug,
    limit: u32,
    offset: u64,
) -> Result<Vec<StoredPosting>> {
    let rows = sqlx::query_as(select_postings!(
        "from posting where company_slug = ?1 order by posted_on desc, id limit ?2 offset ?3"
    ))
    .bind(company.as_str())
    .bind(limit)
    .bind(offset.cast_signed())
    .fetch_all(connection)
    .await?;
    stored(rows)
}

/// How many postings a company has.
pub async fn count_by_company(connection: &mut Connection, company: &Slug) -> Result<u64> {
    let count: i64 = sqlx::query_scalar("select count(*) from posting where company_slug = ?1")
        .bind(company.as_str())
        .fetch_one(connection)
        .await?;
    number(count)
}

/// The newest `limit` postings of each path that stand on it.
pub async fn list_by_path(connection: &mut Connection, limit: u32) -> Result<Vec<StoredPosting>> {
    let rows = sqlx::query_as(select_postings!(
        "from (select *, row_number() over (partition by path order by posted_on desc, id) as place
               from posting where path is not null)
         where place <= ?1 order by path, place"
    ))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    stored(rows)
}

/// The newest `limit` postings of each path that are listed under it but do not stand on it.
pub async fn list_by_listing(connection: &mut Connection, limit: u32) -> Result<Vec<StoredPosting>> {
    let rows = sqlx::query_as(select_postings!(
        "from (select *, row_number() over (partition by listed_under order by posted_on desc, id) as place
               from posting where listed_under is not null and path is not listed_under)
         where place <= ?1 order by listed_under, place"
    ))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    stored(rows)
}

/// How many postings stand at each stage of each path; stage `None` is unknown.
pub async fn count_by_path(connection: &mut Connection) -> Result<Vec<(Slug, Option<Stage>, u64)>> {
    let rows: Vec<(String, Option<String>, i64)> = sqlx::query_as(
        "select path, stage, count(*) from posting where path is not null group by path, stage",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(path, stage, count)| Ok((parse(path)?, parse_option(stage)?, number(count)?)))
        .collect()
}

/// Id and title of the newest postings: what a sitemap names.
pub async fn list_titles(connection: &mut Connection, limit: u32) -> Result<Vec<(i64, String)>> {
    sqlx::query_as("select id, title from posting order by posted_on desc, id limit ?1")
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// The companies that have postings.
pub async fn list_companies(connection: &mut Connection, limit: u32) -> Result<Vec<Slug>> {
    let rows: Vec<String> =
        sqlx::query_scalar("select distinct company_slug from posting order by company_slug limit ?1")
            .bind(limit)
            .fetch_all(connection)
            .await?;
    rows.into_iter().map(parse).collect()
}

/// Adds a posting, or brings the one with its key up to date. Its id and counted views stay.
pub async fn upsert(connection: &mut Connection, posting: &Posting) -> Result<()> {
    sqlx::query(
        "insert into posting (source, board, native_id, title, company, company_slug, places,
                              work_mode, employment_type, posted_on, posted_approximate, excerpt,
                              apply_url, listed_under, views)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         on conflict (source, board, native_id) do update set
             title = excluded.title, company = excluded.company,
             company_slug = excluded.company_slug, places = excluded.places,
             work_mode = excluded.work_mode, employment_type = excluded.employment_type,
             posted_on = excluded.posted_on, posted_approximate = excluded.posted_approximate,
             excerpt = excluded.excerpt, apply_url = excluded.apply_url,
             listed_under = excluded.listed_under",
    )
    .bind(&posting.key.source)
    .bind(&posting.key.board)
    .bind(&posting.key.native_id)
    .bind(&posting.title)
    .bind(&posting.company)
    .bind(Slug::from_name(&posting.company, "company").as_str())
    .bind(json(&posting.places)?)
    .bind(name_option(posting.work_mode.as_ref())?)
    .bind(name_option(posting.employment_type.as_ref())?)
    .bind(posting.posted.map(|posted| posted.at.to_string()))
    .bind(posting.posted.is_some_and(|posted| posted.approximate))
    .bind(&posting.excerpt)
    .bind(&posting.apply_url)
    .bind(posting.listed_under.as_ref().map(Slug::as_str))
    .bind(posting.views)
    .execute(connection)
    .await?;
    Ok(())
}

/// Decides anew, by its title, where each posting stands.
pub async fn update_standings(connection: &mut Connection, find: impl Fn(&str) -> Match) -> Result<()> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("select id, title from posting").fetch_all(&mut *connection).await?;
    for (id, title) in rows {
        let standing = find(&title);
        sqlx::query("update posting set path = ?2, stage = ?3, reasons = ?4 where id = ?1")
            .bind(id)
            .bind(standing.path.as_ref().map(Slug::as_str))
            .bind(name_option(standing.stage.as_ref())?)
            .bind(json(&standing.reasons)?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Adds counted views; answers each posting's new total. Ids that are gone are passed over.
pub async fn update_views(connection: &mut Connection, counted: &[(i64, u32)]) -> Result<Vec<(i64, u32)>> {
    let mut totals = Vec::with_capacity(counted.len());
    for (id, views) in counted {
        let total: Option<i64> =
            sqlx::query_scalar("update posting set views = views + ?2 where id = ?1 returning views")
                .bind(id)
                .bind(views)
                .fetch_optional(&mut *connection)
                .await?;
        if let Some(total) = total {
            totals.push((*id, number(total)?));
        }
    }
    Ok(totals)
}
