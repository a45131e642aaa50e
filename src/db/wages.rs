//! Wages of occupations by area.

use sqlx::{FromRow, QueryBuilder, Sqlite};

use super::text::{name, number, number_option, parse};
use super::{Connection, Result};
use crate::model::wage::{Area, Occupation, Release, Wage, Wages};

/// Rows of one insert; with nine values each well below SQLite's limit of 32,766 variables.
const ROWS: usize = 1_000;

#[derive(FromRow)]
struct ReleaseRow {
    source: String,
    currency: String,
    period: String,
    nation: String,
}

#[derive(FromRow)]
struct Row {
    soc: String,
    area: String,
    employment: Option<i64>,
    mean: Option<i64>,
    p10: Option<i64>,
    p25: Option<i64>,
    median: Option<i64>,
    p75: Option<i64>,
    p90: Option<i64>,
}

/// The wages of these occupations in every area, with the release; `None` where there are no wages at
/// all.
pub async fn find<'a>(
    connection: &mut Connection,
    occupations: impl Iterator<Item = &'a str>,
) -> Result<Option<Wages>> {
    let Some(release) = find_release(connection).await? else { return Ok(None) };
    let mut codes: Vec<&str> = occupations.collect();
    codes.sort_unstable();
    codes.dedup();
    let mut wages =
        Wages { release, areas: list_areas(connection).await?, occupations: vec![], wages: vec![] };
    for soc in codes {
        let title: Option<String> = sqlx::query_scalar("select title from occupation where soc = ?1")
            .bind(soc)
            .fetch_optional(&mut *connection)
            .await?;
        let Some(title) = title else { continue };
        wages.occupations.push(Occupation { soc: soc.to_owned(), title });
        wages.wages.extend(list_by_occupation(connection, soc).await?);
    }
    Ok(Some(wages))
}

async fn find_release(connection: &mut Connection) -> Result<Option<Release>> {
    let row: Option<ReleaseRow> =
        sqlx::query_as("select source, currency, period, nation from wage_release where id = 1")
            .fetch_optional(connection)
            .await?;
    row.map(|row| {
        Ok(Release {
            source: parse(row.source)?,
            currency: row.currency,
            period: parse(row.period)?,
            nation: row.nation,
        })
    })
    .transpose()
}

/// All areas, the nation first, then by name.
pub async fn list_areas(connection: &mut Connection) -> Result<Vec<Area>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("select code, name from area order by position").fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(code, name)| Area { code, name }).collect())
}

/// An occupation's wages in every area for which the release names it, by area code.
pub async fn list_by_occupation(connection: &mut Connection, soc: &str) -> Result<Vec<Wage>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select soc, area, employment, mean, p10, p25, median, p75, p90
         from wage where soc = ?1 order by area",
    )
    .bind(soc)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Wage {
                area: row.area,
                soc: row.soc,
                employment: number_option(row.employment)?,
                mean: number_option(row.mean)?,
                percentiles: [
                    number_option(row.p10)?,
                    number_option(row.p25)?,
                    number_option(row.median)?,
                    number_option(row.p75)?,
                    number_option(row.p90)?,
                ],
            })
        })
        .collect()
}

/// How many wages there are, known or left out by the release.
pub async fn count(connection: &mut Connection) -> Result<u64> {
    number(sqlx::query_scalar("select count(*) from wage").fetch_one(connection).await?)
}

/// Adds wages to empty tables.
pub(super) async fn insert(connection: &mut Connection, wages: &Wages) -> Result<()> {
    let release = &wages.release;
    sqlx::query("insert into wage_release (id, source, currency, period, nation) values (1, ?1, ?2, ?3, ?4)")
        .bind(release.source.as_str())
        .bind(&release.currency)
        .bind(name(&release.period)?)
        .bind(&release.nation)
        .execute(&mut *connection)
        .await?;
    for (position, area) in (0_i64..).zip(&wages.areas) {
        sqlx::query("insert into area (code, position, name) values (?1, ?2, ?3)")
            .bind(&area.code)
            .bind(position)
            .bind(&area.name)
            .execute(&mut *connection)
            .await?;
    }
    for rows in wages.occupations.chunks(ROWS) {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new("insert into occupation (soc, title) ");
        query.push_values(rows, |mut row, occupation| {
            row.push_bind(&occupation.soc).push_bind(&occupation.title);
        });
        query.build().execute(&mut *connection).await?;
    }
    for rows in wages.wages.chunks(ROWS) {
        let mut query: QueryBuilder<Sqlite> =
            QueryBuilder::new("insert into wage (soc, area, employment, mean, p10, p25, median, p75, p90) ");
        query.push_values(rows, |mut row, wage| {
            row.push_bind(&wage.soc).push_bind(&wage.area).push_bind(wage.employment).push_bind(wage.mean);
            for figure in wage.percentiles {
                row.push_bind(figure);
            }
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}
