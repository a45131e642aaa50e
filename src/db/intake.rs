//! Postings, written: a batch at a time, each with what became of it.

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::query_builder::Separated;
use sqlx::{FromRow, QueryBuilder, Sqlite};

use super::text::{json, name_option, number};
use super::{Connection, Result, changes, twins};
use crate::model::moment::Moment;
use crate::model::posting::{Incoming, PostingKey};
use crate::model::slug::Slug;
use crate::model::stage::Stage;

/// An import under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Import {
    number: i64,
    generation: i64,
    /// When it began, in whole seconds.
    pub at: Timestamp,
}

impl Import {
    pub(super) fn number(&self) -> i64 {
        self.number
    }
}

/// What became of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    New,
    Changed,
    Unchanged,
    /// The same import held it already; what came first counts.
    Repeated,
}

/// Begins an import at the time `at`.
pub async fn insert_import(connection: &mut Connection, at: Timestamp) -> Result<Import> {
    let (number, generation) =
        sqlx::query_as("update meta set imports = imports + 1 where id = 1 returning imports, generation")
            .fetch_one(connection)
            .await?;
    Ok(Import { number, generation, at })
}

#[derive(FromRow)]
struct Known {
    at: i64,
    id: i64,
    digest: i64,
    twin: Option<i64>,
    import: i64,
    generation: i64,
    closed: bool,
    has_text: bool,
}

/// What was done with a batch.
#[derive(Debug)]
pub struct Upserted {
    /// What became of each posting, in order.
    pub outcomes: Vec<Outcome>,
    /// The number of the change.
    pub change: i64,
    /// The id of each posting that is shown now just as it came; `None` for all others.
    pub written: Vec<Option<i64>>,
}

/// Brings a batch in and answers what became of each posting, in order. Ids, views and the day of
/// first sight outlast every change; a closed posting that is there again is open again.
pub async fn upsert(connection: &mut Connection, import: &Import, batch: &[Incoming]) -> Result<Upserted> {
    let known = find_known(connection, batch).await?;
    let mut next = next_id(connection).await?;
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut seen: HashSet<&PostingKey> = HashSet::new();
    let (mut written, mut touched, mut twins) = (vec![], vec![], vec![]);
    let mut ids = vec![None; batch.len()];
    for (at, (incoming, known)) in batch.iter().zip(known).enumerate() {
        let (outcome, write) = decide(import, incoming, known.as_ref(), !seen.insert(&incoming.posting.key));
        outcomes.push(outcome);
        match known {
            Some(known) if write => {
                twins.extend(known.twin);
                twins.extend(incoming.twin);
                ids[at] = Some(known.id);
                written.push((known.id, incoming));
            }
            Some(known) => {
                let closed = is_closed(incoming, import);
                twins.extend(known.twin.filter(|_| known.closed && !closed));
                touched.push((known.id, i32::from(closed)));
            }
            None if write => {
                twins.extend(incoming.twin);
                ids[at] = Some(next);
                written.push((next, incoming));
                next += 1;
            }
            None => {}
        }
    }
    let change = if outcomes.iter().all(|outcome| *outcome == Outcome::Unchanged) && written.is_empty() {
        // What nothing happened to needs no number of its own.
        0
    } else {
        changes::begin(connection).await?
    };
    touch(connection, import, change, &touched).await?;
    write(connection, import, change, &written).await?;
    let resolved = twins::resolve(connection, change, &twins).await?;
    for (id, incoming) in ids.iter_mut().zip(batch) {
        *id = id.filter(|id| !is_closed(incoming, import) && !resolved.contains(id));
    }
    Ok(Upserted { outcomes, change, written: ids })
}

/// What becomes of a posting, and whether it is written.
fn decide(import: &Import, incoming: &Incoming, known: Option<&Known>, twice: bool) -> (Outcome, bool) {
    let Some(known) = known else {
        return if twice { (Outcome::Repeated, false) } else { (Outcome::New, true) };
    };
    // Lists without texts come before or after the whole adverts, and take nothing away from them.
    let less = known.has_text && incoming.posting.description_html.is_none();
    let more = !known.has_text && incoming.posting.description_html.is_some();
    if twice || (known.import == import.number && !more) {
        return (if less { Outcome::Unchanged } else { Outcome::Repeated }, false);
    }
    let same = less || known.digest == incoming.digest;
    if same && known.closed == is_closed(incoming, import) {
        (Outcome::Unchanged, !less && known.generation != import.generation)
    } else {
        (Outcome::Changed, !less)
    }
}

/// Whether a posting is closed by what comes with it.
fn is_closed(incoming: &Incoming, import: &Import) -> bool {
    incoming.closed_at.is_some() || incoming.posting.valid_through.is_some_and(|last| last.end() <= import.at)
}

/// What the database holds of each posting of the batch.
async fn find_known(connection: &mut Connection, batch: &[Incoming]) -> Result<Vec<Option<Known>>> {
    let keys: Vec<[&str; 3]> = batch
        .iter()
        .map(|incoming| &incoming.posting.key)
        .map(|key| [key.source.as_str(), key.board.as_str(), key.native_id.as_str()])
        .collect();
    let rows: Vec<Known> = sqlx::query_as(
        "select key as at, posting.id, digest, twin, import, generation, closed_at is not null as closed,
                exists (select 1 from advert where advert.posting = posting.id) as has_text
         from json_each(?1) cross join posting
             on source = value ->> 0 and board = value ->> 1 and native_id = value ->> 2",
    )
    .bind(json(&keys)?)
    .fetch_all(connection)
    .await?;
    let mut known: Vec<Option<Known>> = batch.iter().map(|_| None).collect();
    for row in rows {
        let at: usize = number(row.at)?;
        known[at] = Some(row);
    }
    Ok(known)
}

/// The id of the next posting; ids are never used again.
async fn next_id(connection: &mut Connection) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar("select seq from sqlite_sequence where name = 'posting'")
        .fetch_optional(connection)
        .await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Notes that postings were there again, each with whether it is closed (1) all the same.
async fn touch(connection: &mut Connection, import: &Import, change: i64, seen: &[(i64, i32)]) -> Result<()> {
    if seen.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "update posting set last_seen = ?2, import = ?3, missing_since = null,
                            change = iif(closed_at is null or seen.value ->> 1, change, ?4),
                            closed_at = iif(seen.value ->> 1, closed_at, null)
         from json_each(?1) as seen where posting.id = seen.value ->> 0",
    )
    .bind(json(&seen)?)
    .bind(import.at.to_string())
    .bind(import.number)
    .bind(change)
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes postings under these ids, new ones and known ones.
async fn write(
    connection: &mut Connection,
    import: &Import,
    change: i64,
    rows: &[(i64, &Incoming)],
) -> Result<()> {
    for rows in rows.chunks(ROWS) {
        let columns = rows.iter().map(|(_, incoming)| Columns::of(incoming)).collect::<Result<Vec<_>>>()?;
        let mut statement = QueryBuilder::<Sqlite>::new(INSERT);
        statement.push_values(rows.iter().zip(columns), |row, ((id, incoming), columns)| {
            bind(row, *id, incoming, columns, (import, change));
        });
        statement.push(ON_CONFLICT).build().execute(&mut *connection).await?;
        write_adverts(connection, rows).await?;
    }
    Ok(())
}

/// Rows of one statement: a statement a row would cost several times as much, and more than these
/// would pass SQLite's bound of 32,766 values.
const ROWS: usize = 500;

const INSERT: &str = "insert into posting (
    id, source, board, native_id, title, company, company_slug, places, work_mode, employment_type, pay,
    posted_at, posted_approximate, valid_through, expires_at, url, apply_url, excerpt, listed_under, views,
    path, stage, reasons, skills, first_seen, last_seen, closed_at, digest, twin, import, generation, change) ";

const ON_CONFLICT: &str = " on conflict (id) do update set
    title = excluded.title, company = excluded.company, company_slug = excluded.company_slug,
    places = excluded.places, work_mode = excluded.work_mode, employment_type = excluded.employment_type,
    pay = excluded.pay, posted_at = excluded.posted_at, posted_approximate = excluded.posted_approximate,
    valid_through = excluded.valid_through, expires_at = excluded.expires_at, url = excluded.url,
    apply_url = excluded.apply_url, excerpt = excluded.excerpt, listed_under = excluded.listed_under,
    path = excluded.path, stage = excluded.stage, reasons = excluded.reasons, skills = excluded.skills,
    last_seen = excluded.last_seen, closed_at = excluded.closed_at, missing_since = null,
    duplicate_of = null, also_places = '[]', digest = excluded.digest, twin = excluded.twin,
    import = excluded.import, generation = excluded.generation, change = excluded.change";

/// The columns that have to be put into words first.
struct Columns {
    company_slug: Slug,
    places: String,
    work_mode: Option<String>,
    employment_type: Option<String>,
    pay: String,
    reasons: String,
    skills: String,
}

impl Columns {
    fn of(incoming: &Incoming) -> Result<Self> {
        let posting = &incoming.posting;
        Ok(Self {
            company_slug: Slug::from_name(&posting.company, "company"),
            places: json(&posting.places)?,
            work_mode: name_option(posting.work_mode.as_ref())?,
            employment_type: name_option(posting.employment_type.as_ref())?,
            pay: json(&posting.pay)?,
            reasons: json(&incoming.standing.reasons)?,
            skills: json(&incoming.skills)?,
        })
    }
}

/// Binds the values of a posting in the order of [`INSERT`].
fn bind(
    mut row: Separated<'_, Sqlite, &'static str>,
    id: i64,
    incoming: &Incoming,
    columns: Columns,
    (import, change): (&Import, i64),
) {
    let posting = &incoming.posting;
    let expires = posting.valid_through.map(Moment::end);
    let expired = expires.filter(|end| *end <= import.at);
    let text = |at: Timestamp| at.to_string();
    row.push_bind(id)
        .push_bind(posting.key.source.clone())
        .push_bind(posting.key.board.clone())
        .push_bind(posting.key.native_id.clone())
        .push_bind(posting.title.clone())
        .push_bind(posting.company.clone())
        .push_bind(columns.company_slug.to_string())
        .push_bind(columns.places)
        .push_bind(columns.work_mode)
        .push_bind(columns.employment_type)
        .push_bind(columns.pay)
        .push_bind(posting.posted.map(|posted| posted.at.to_string()))
        .push_bind(posting.posted.is_some_and(|posted| posted.approximate))
        .push_bind(posting.valid_through.map(|last| last.to_string()))
        .push_bind(expires.map(text))
        .push_bind(posting.url.clone())
        .push_bind(posting.apply_url.clone())
        .push_bind(posting.excerpt.clone())
        .push_bind(posting.listed_under.as_ref().map(Slug::to_string))
        .push_bind(posting.views)
        .push_bind(incoming.standing.path.as_ref().map(Slug::to_string))
        .push_bind(incoming.standing.stage.map(Stage::word))
        .push_bind(columns.reasons)
        .push_bind(columns.skills)
        .push_bind(text(incoming.first_seen.unwrap_or(import.at)))
        .push_bind(text(import.at))
        .push_bind(incoming.closed_at.or(expired).map(text))
        .push_bind(incoming.digest)
        .push_bind(incoming.twin)
        .push_bind(import.number)
        .push_bind(import.generation)
        .push_bind(change);
}

async fn write_adverts(connection: &mut Connection, rows: &[(i64, &Incoming)]) -> Result<()> {
    let html = |incoming: &Incoming| incoming.posting.description_html.clone();
    let adverts: Vec<(i64, String)> =
        rows.iter().filter_map(|(id, incoming)| Some((*id, html(incoming)?))).collect();
    if !adverts.is_empty() {
        let mut statement = QueryBuilder::<Sqlite>::new("insert into advert (posting, html) ");
        statement.push_values(adverts, |mut row, (id, html)| {
            row.push_bind(id).push_bind(html);
        });
        statement.push(" on conflict (posting) do update set html = excluded.html");
        statement.build().execute(&mut *connection).await?;
    }
    let without: Vec<i64> = rows
        .iter()
        .filter(|(_, incoming)| incoming.posting.description_html.is_none())
        .map(|(id, _)| *id)
        .collect();
    sqlx::query("delete from advert where posting in (select value from json_each(?1))")
        .bind(json(&without)?)
        .execute(connection)
        .await?;
    Ok(())
}
