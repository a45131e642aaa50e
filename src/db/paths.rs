//! Paths with their levels, requirements and questions.

use std::collections::HashMap;

use sqlx::{FromRow, QueryBuilder, Sqlite};

use super::text::{json, name, name_option, number, number_option, parse, parse_option};
use super::{Connection, Result};
use crate::model::faq::Faq;
use crate::model::level::{Level, Years};
use crate::model::path::{Path, SharedTitle};
use crate::model::pay::Pay;
use crate::model::skill::Requirement;
use crate::model::slug::Slug;
use crate::model::wage::{Percentile, WageBand};

#[derive(FromRow)]
struct PathRow {
    slug: String,
    category: String,
    name: String,
    tagline: String,
    #[sqlx(json)]
    soc: Vec<String>,
    #[sqlx(json)]
    job_titles: Vec<String>,
    #[sqlx(json)]
    shared_titles: Vec<SharedTitle>,
    #[sqlx(json)]
    sources: Vec<Slug>,
    reviewed: String,
    verbatim: Option<String>,
}

#[derive(FromRow)]
struct LevelRow {
    path: String,
    position: i64,
    stage: String,
    label: Option<String>,
    #[sqlx(json)]
    titles: Vec<String>,
    years_min: i64,
    years_max: Option<i64>,
    pay_min: i64,
    pay_max: Option<i64>,
    pay_open_top: bool,
    pay_currency: String,
    pay_period: String,
    pay_source: String,
    pay_basis: String,
    pay_place: String,
    wage_soc: Option<String>,
    wage_from: Option<String>,
    wage_to: Option<String>,
    lower_because: Option<String>,
    summary: String,
    #[sqlx(json)]
    responsibilities: Vec<String>,
    focus: String,
    advance: Option<String>,
}

#[derive(FromRow)]
struct RequirementRow {
    path: String,
    level: i64,
    need: String,
    label: Option<String>,
    proficiency: String,
    essential: bool,
    #[sqlx(json)]
    skills: Vec<Slug>,
}

#[derive(FromRow)]
struct FaqRow {
    path: String,
    topic: String,
    question: String,
    answer: String,
}

/// All paths with everything in them, in the order in which they are shown.
pub async fn list(connection: &mut Connection) -> Result<Vec<Path>> {
    let mut levels = list_levels(connection).await?;
    let mut faqs = list_faqs(connection).await?;
    let rows: Vec<PathRow> = sqlx::query_as(
        "select slug, category, name, tagline, soc, job_titles, shared_titles, sources, reviewed, verbatim
         from path order by position",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Path {
                levels: levels.remove(&row.slug).unwrap_or_default(),
                faqs: faqs.remove(&row.slug).unwrap_or_default(),
                slug: parse(row.slug)?,
                category: parse(row.category)?,
                name: row.name,
                tagline: row.tagline,
                soc: row.soc,
                job_titles: row.job_titles,
                shared_titles: row.shared_titles,
                sources: row.sources,
                reviewed: parse(row.reviewed)?,
                verbatim: row.verbatim,
            })
        })
        .collect()
}

async fn list_levels(connection: &mut Connection) -> Result<HashMap<String, Vec<Level>>> {
    let mut requirements = list_requirements(connection).await?;
    let rows: Vec<LevelRow> = sqlx::query_as(
        "select path, position, stage, label, titles, years_min, years_max, pay_min, pay_max,
                pay_open_top, pay_currency, pay_period, pay_source, pay_basis, pay_place,
                wage_soc, wage_from, wage_to, lower_because,
                summary, responsibilities, focus, advance
         from level order by path, position",
    )
    .fetch_all(connection)
    .await?;
    let mut levels: HashMap<String, Vec<Level>> = HashMap::new();
    for row in rows {
        let place = (row.path.clone(), row.position);
        let level = level(row, requirements.remove(&place).unwrap_or_default())?;
        levels.entry(place.0).or_default().push(level);
    }
    Ok(levels)
}

fn level(row: LevelRow, skills: Vec<Requirement>) -> Result<Level> {
    let from: Option<Percentile> = parse_option(row.wage_from)?;
    let to = parse_option(row.wage_to)?;
    Ok(Level {
        stage: parse(row.stage)?,
        label: row.label,
        titles: row.titles,
        years: Years { min: number(row.years_min)?, max: number_option(row.years_max)? },
        pay: Pay {
            min: number(row.pay_min)?,
            max: number_option(row.pay_max)?,
            open_top: row.pay_open_top,
            currency: row.pay_currency,
            period: parse(row.pay_period)?,
            source: parse(row.pay_source)?,
            basis: row.pay_basis,
            place: row.pay_place,
            wage: row.wage_soc.zip(from).map(|(soc, from)| WageBand { soc, from, to }),
            lower_because: row.lower_because,
        },
        summary: row.summary,
        responsibilities: row.responsibilities,
        skills,
        focus: row.focus,
        advance: row.advance,
    })
}

async fn list_requirements(connection: &mut Connection) -> Result<HashMap<(String, i64), Vec<Requirement>>> {
    let rows: Vec<RequirementRow> = sqlx::query_as(
        "select r.path, r.level, r.need, r.label, r.proficiency, r.essential,
                json_group_array(s.skill order by s.position) as skills
         from requirement r
         join requirement_skill s
           on s.path = r.path and s.level = r.level and s.requirement = r.position
         group by r.path, r.level, r.position
         order by r.path, r.level, r.position",
    )
    .fetch_all(connection)
    .await?;
    let mut requirements: HashMap<(String, i64), Vec<Requirement>> = HashMap::new();
    for row in rows {
        let requirement = Requirement {
            skills: row.skills,
            need: parse(row.need)?,
            label: row.label,
            proficiency: parse(row.proficiency)?,
            essential: row.essential,
        };
        requirements.entry((row.path, row.level)).or_default().push(requirement);
    }
    Ok(requirements)
}

async fn list_faqs(connection: &mut Connection) -> Result<HashMap<String, Vec<Faq>>> {
    let rows: Vec<FaqRow> =
        sqlx::query_as("select path, topic, question, answer from faq order by path, position")
            .fetch_all(connection)
            .await?;
    let mut faqs: HashMap<String, Vec<Faq>> = HashMap::new();
    for row in rows {
        let faq = Faq { topic: parse(row.topic)?, question: row.question, answer: row.answer };
        faqs.entry(row.path).or_default().push(faq);
    }
    Ok(faqs)
}

/// Adds paths to empty tables.
pub(super) async fn insert(connection: &mut Connection, paths: &[Path]) -> Result<()> {
    for (position, path) in (0_i64..).zip(paths) {
        sqlx::query(
            "insert into path (slug, position, category, name, tagline, soc, job_titles, shared_titles,
                               sources, reviewed, verbatim)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )
        .bind(path.slug.as_str())
        .bind(position)
        .bind(path.category.as_str())
        .bind(&path.name)
        .bind(&path.tagline)
        .bind(json(&path.soc)?)
        .bind(json(&path.job_titles)?)
        .bind(json(&path.shared_titles)?)
        .bind(json(&path.sources)?)
        .bind(path.reviewed.to_string())
        .bind(&path.verbatim)
        .execute(&mut *connection)
        .await?;
        for (rank, level) in (0_i64..).zip(&path.levels) {
            insert_level(connection, &path.slug, rank, level).await?;
        }
        for (position, faq) in (0_i64..).zip(&path.faqs) {
            sqlx::query(
                "insert into faq (path, position, topic, question, answer) values (?1, ?2, ?3, ?4, ?5)",
            )
            .bind(path.slug.as_str())
            .bind(position)
            .bind(name(&faq.topic)?)
            .bind(&faq.question)
            .bind(&faq.answer)
            .execute(&mut *connection)
            .await?;
        }
    }
    Ok(())
}

async fn insert_level(connection: &mut Connection, path: &Slug, rank: i64, level: &Level) -> Result<()> {
    let pay = &level.pay;
    let wage = pay.wage.as_ref();
    sqlx::query(
        "insert into level (path, position, stage, label, titles, years_min, years_max, pay_min,
                            pay_max, pay_open_top, pay_currency, pay_period, pay_source, pay_basis,
                            pay_place, wage_soc, wage_from, wage_to, lower_because, summary,
                            responsibilities, focus, advance)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21, ?22, ?23)",
    )
    .bind(path.as_str())
    .bind(rank)
    .bind(name(&level.stage)?)
    .bind(&level.label)
    .bind(json(&level.titles)?)
    .bind(level.years.min)
    .bind(level.years.max)
    .bind(pay.min)
    .bind(pay.max)
    .bind(pay.open_top)
    .bind(&pay.currency)
    .bind(name(&pay.period)?)
    .bind(pay.source.as_str())
    .bind(&pay.basis)
    .bind(&pay.place)
    .bind(wage.map(|band| &band.soc))
    .bind(name_option(wage.map(|band| &band.from))?)
    .bind(name_option(wage.and_then(|band| band.to.as_ref()))?)
    .bind(&pay.lower_because)
    .bind(&level.summary)
    .bind(json(&level.responsibilities)?)
    .bind(&level.focus)
    .bind(&level.advance)
    .execute(&mut *connection)
    .await?;
    insert_requirements(connection, path, rank, &level.skills).await
}

/// All requirements of a rung at once: there are thousands of them in a catalogue, and each statement
/// is a trip to the thread of the connection.
async fn insert_requirements(
    connection: &mut Connection,
    path: &Slug,
    rank: i64,
    requirements: &[Requirement],
) -> Result<()> {
    let mut rows = Vec::with_capacity(requirements.len());
    let mut skills = Vec::with_capacity(requirements.len());
    for (position, requirement) in (0_i64..).zip(requirements) {
        rows.push((position, requirement, name(&requirement.need)?, name(&requirement.proficiency)?));
        skills.extend((0_i64..).zip(&requirement.skills).map(|(inner, skill)| (position, inner, skill)));
    }
    if !rows.is_empty() {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(
            "insert into requirement (path, level, position, need, label, proficiency, essential) ",
        );
        query.push_values(rows, |mut row, (position, requirement, need, proficiency)| {
            row.push_bind(path.as_str()).push_bind(rank).push_bind(position).push_bind(need);
            row.push_bind(&requirement.label).push_bind(proficiency).push_bind(requirement.essential);
        });
        query.build().execute(&mut *connection).await?;
    }
    if !skills.is_empty() {
        let mut query: QueryBuilder<Sqlite> =
            QueryBuilder::new("insert into requirement_skill (path, level, requirement, position, skill) ");
        query.push_values(skills, |mut row, (position, inner, skill)| {
            row.push_bind(path.as_str()).push_bind(rank).push_bind(position).push_bind(inner);
            row.push_bind(skill.as_str());
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}
