//! Postings, read. Lists show what is open, and of duplicates the one that stands for all.

use sqlx::FromRow;

use super::text::{json, number, parse, parse_option};
use super::{Connection, Result};
use crate::model::board::Policy;
use crate::model::posting::{Match, Place, Posted, Posting, PostingKey, StoredPosting};
use crate::model::slug::Slug;
use crate::model::stated_pay::StatedPay;

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
    #[sqlx(json)]
    pay: Vec<StatedPay>,
    posted_at: Option<String>,
    posted_approximate: bool,
    valid_through: Option<String>,
    url: Option<String>,
    apply_url: Option<String>,
    html: Option<String>,
    excerpt: String,
    listed_under: Option<String>,
    path: Option<String>,
    stage: Option<String>,
    #[sqlx(json)]
    reasons: Vec<String>,
    #[sqlx(json)]
    skills: Vec<Slug>,
    views: i64,
    first_seen: String,
    last_seen: String,
    closed_at: Option<String>,
    duplicate_of: Option<i64>,
    #[sqlx(json)]
    also_places: Vec<Place>,
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
            skills: row.skills,
            first_seen: parse(row.first_seen)?,
            last_seen: parse(row.last_seen)?,
            closed_at: parse_option(row.closed_at)?,
            duplicate_of: row.duplicate_of,
            also_places: row.also_places,
            posting: Posting {
                key: PostingKey { source: row.source, board: row.board, native_id: row.native_id },
                title: row.title,
                company: row.company,
                places: row.places,
                work_mode: parse_option(row.work_mode)?,
                employment_type: parse_option(row.employment_type)?,
                pay: row.pay,
                posted: parse_option(row.posted_at)?.map(|at| Posted { at, approximate }),
                valid_through: parse_option(row.valid_through)?,
                url: row.url,
                apply_url: row.apply_url,
                description_html: row.html,
                excerpt: row.excerpt,
                listed_under: parse_option(row.listed_under)?,
                views: number(row.views)?,
            },
        })
    }
}

fn stored(rows: Vec<Row>) -> Result<Vec<StoredPosting>> {
    rows.into_iter().map(StoredPosting::try_from).collect()
}

/// The columns of a [`Row`], so that no query lists them differently; `html` is where the whole
/// advert comes from, null in lists.
macro_rules! select_postings {
    ($html:literal, $rest:literal) => {
        concat!(
            "select id, posting.source, posting.board, native_id, title, posting.company, company_slug, places,
                    work_mode, employment_type, pay, posted_at, posted_approximate, valid_through, url,
                    apply_url, excerpt, listed_under, path, stage, reasons, skills, views, first_seen,
                    last_seen, closed_at, duplicate_of, also_places, ",
            $html,
            " as html ",
            $rest
        )
    };
}

#[derive(FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    posting: Row,
    may_index: Option<bool>,
    may_mark_up: Option<bool>,
    attribution: Option<String>,
}

/// All of one posting, and what its board allows.
const FIND: &str = select_postings!(
    "advert.html",
    ", may_index, may_mark_up, attribution
     from posting left join advert on advert.posting = posting.id
     left join board on board.source = posting.source and board.board = posting.board
     where id = ?1"
);

/// The posting with this id, open or not, with its whole advert, and what its board allows.
pub async fn find(connection: &mut Connection, id: i64) -> Result<Option<(StoredPosting, Policy)>> {
    let row: Option<FoundRow> = sqlx::query_as(FIND).bind(id).fetch_optional(connection).await?;
    let Some(row) = row else { return Ok(None) };
    let posting: StoredPosting = row.posting.try_into()?;
    // What is made up is shown to visitors, and to no one who would take it for real.
    let real = !posting.posting.is_sample();
    let policy = Policy {
        may_index: real && row.may_index.unwrap_or(true),
        may_mark_up: real && row.may_mark_up.unwrap_or(true),
        attribution: row.attribution,
    };
    Ok(Some((posting, policy)))
}

/// Every posting with its whole advert in the order of ids, after one of them; closed ones and
/// duplicates too, unless only open ones are wanted.
pub async fn list_whole(
    connection: &mut Connection,
    after: i64,
    only_open: bool,
    limit: u32,
) -> Result<Vec<StoredPosting>> {
    let rows = sqlx::query_as(select_postings!(
        "advert.html",
        "from posting left join advert on advert.posting = posting.id
         where id > ?1 and (?2 = 0 or closed_at is null) order by id limit ?3"
    ))
    .bind(after)
    .bind(only_open)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    stored(rows)
}

/// Newest first; those without a date last.
pub async fn list(connection: &mut Connection, limit: u32, offset: u64) -> Result<Vec<StoredPosting>> {
    let rows = sqlx::query_as(select_postings!(
        "null",
        "from posting where closed_at is null and duplicate_of is null
         order by posted_on desc, id limit ?1 offset ?2"
    ))
    .bind(limit)
    .bind(offset.cast_signed())
    .fetch_all(connection)
    .await?;
    stored(rows)
}

/// The rows of a page of results.
const LIST_BY_IDS: &str = select_postings!(
    "iif(?2, (select html from advert where advert.posting = posting.id), null)",
    "from (select key as place, value as wanted from json_each(?1)) cross join posting on id = wanted
     where closed_at is null and duplicate_of is null order by place"
);

/// The openings with these ids in the order of the ids, with the whole adverts where they are wanted. What
/// is not open any more is left out.
pub async fn list_by_ids(
    connection: &mut Connection,
    ids: &[i64],
    whole: bool,
) -> Result<Vec<StoredPosting>> {
    let rows = sqlx::query_as(LIST_BY_IDS).bind(json(&ids)?).bind(whole).fetch_all(connection).await?;
    stored(rows)
}

/// How many openings there are.
pub async fn count(connection: &mut Connection) -> Result<u64> {
    let count: i64 =
        sqlx::query_scalar("select count(*) from posting where closed_at is null and duplicate_of is null")
            .fetch_one(connection)
            .await?;
    number(count)
}

/// The newest openings that are listed under a path but do not stand on it, by path; at most `limit` of
/// each.
pub async fn list_by_listing(connection: &mut Connection, limit: u32) -> Result<Vec<StoredPosting>> {
    let rows = sqlx::query_as(select_postings!(
        "null",
        "from path
         cross join posting on posting.id in (
             select listed.id from posting as listed
             where listed.listed_under = path.slug and listed.path is not path.slug
               and listed.closed_at is null and listed.duplicate_of is null
             order by listed.posted_on desc, listed.id limit ?1)
         order by path.slug, posted_on desc, id"
    ))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    stored(rows)
}

#[cfg(test)]
mod tests {
    use sqlx::AssertSqlSafe;

    use super::{FIND, LIST_BY_IDS};
    use crate::db::open::open;

    #[tokio::test]
    async fn pages_of_a_posting_and_of_results_read_rows_by_their_keys() {
        let folder = tempfile::tempdir().unwrap();
        let db = open(&folder.path().join("plans.db")).await.unwrap();
        let mut connection = db.read().await.unwrap();
        for query in [FIND, LIST_BY_IDS] {
            let plan: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(AssertSqlSafe(format!("explain query plan {query}")))
                    .fetch_all(&mut *connection)
                    .await
                    .unwrap();
            let searched = plan.iter().filter(|step| step.3.starts_with("SEARCH"));
            assert!(searched.count() >= 2, "{plan:?}");
            // Of a list of ids that is given with the query every one is read.
            let scanned =
                plan.iter().filter(|step| step.3.starts_with("SCAN") && !step.3.contains("json_each"));
            assert_eq!(scanned.count(), 0, "{plan:?}");
        }
    }
}
