//! `export postings`: every posting as NDJSON, to be read again by `import`.

use std::io::{BufWriter, ErrorKind, Write, stdout};

use anyhow::{Context, Result};
use serde::Serialize;

use crate::cli::ExportPostings;
use crate::db::{open, postings};
use crate::model::moment::Moment;
use crate::model::posting::{EmploymentType, Place, StoredPosting, WorkMode};
use crate::model::slug::Slug;
use crate::model::stage::Stage;
use crate::model::stated_pay::StatedPay;

/// Postings that are read at once.
const PAGE: u32 = 500;

/// A line; the names are those that the NDJSON feed reads.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: i64,
    source: &'a str,
    board: &'a str,
    native_id: &'a str,
    title: &'a str,
    company: &'a str,
    places: Vec<PlaceParts<'a>>,
    work_mode: Option<WorkMode>,
    employment_type: Option<EmploymentType>,
    pay: &'a [StatedPay],
    posted_at: Option<Moment>,
    posted_approximate: bool,
    valid_through: Option<Moment>,
    first_seen: String,
    last_seen: String,
    closed_at: Option<String>,
    url: Option<&'a str>,
    apply_url: Option<&'a str>,
    description_html: Option<&'a str>,
    excerpt: Option<&'a str>,
    path: Option<&'a Slug>,
    stage: Option<Stage>,
    reasons: &'a [String],
    skills: &'a [Slug],
    listed_under: Option<&'a Slug>,
    duplicate_of: Option<i64>,
    views: u32,
}

/// A place with all its parts, so that every line has the same form.
#[derive(Debug, Serialize)]
struct PlaceParts<'a> {
    city: Option<&'a str>,
    region: Option<&'a str>,
    country: Option<&'a str>,
    raw: &'a str,
}

impl<'a> Line<'a> {
    fn new(stored: &'a StoredPosting) -> Self {
        let posting = &stored.posting;
        let parts = |place: &'a Place| PlaceParts {
            city: place.city.as_deref(),
            region: place.region.as_deref(),
            country: place.country.as_deref(),
            raw: &place.raw,
        };
        Self {
            id: stored.id,
            source: &posting.key.source,
            board: &posting.key.board,
            native_id: &posting.key.native_id,
            title: &posting.title,
            company: &posting.company,
            places: posting.places.iter().map(parts).collect(),
            work_mode: posting.work_mode,
            employment_type: posting.employment_type,
            pay: &posting.pay,
            posted_at: posting.posted.map(|posted| posted.at),
            posted_approximate: posting.posted.is_some_and(|posted| posted.approximate),
            valid_through: posting.valid_through,
            first_seen: stored.first_seen.to_string(),
            last_seen: stored.last_seen.to_string(),
            closed_at: stored.closed_at.map(|at| at.to_string()),
            url: posting.url.as_deref(),
            apply_url: posting.apply_url.as_deref(),
            description_html: posting.description_html.as_deref(),
            // Of a whole advert it is made anew.
            excerpt: Some(posting.excerpt.as_str()).filter(|_| posting.description_html.is_none()),
            path: stored.standing.path.as_ref(),
            stage: stored.standing.stage,
            reasons: &stored.standing.reasons,
            skills: &stored.skills,
            listed_under: posting.listed_under.as_ref(),
            duplicate_of: stored.duplicate_of,
            views: posting.views,
        }
    }
}

/// Writes every posting to standard output, in the order of ids, as one state of the database.
pub async fn run(options: &ExportPostings) -> Result<()> {
    let db = open::open(&options.database.file).await?;
    let mut snapshot = db.snapshot().await?;
    let mut out = BufWriter::new(stdout().lock());
    let mut after = 0;
    loop {
        let page = postings::list_whole(&mut snapshot, after, options.open, PAGE)
            .await
            .context("cannot read the postings")?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for stored in &page {
            let line = serde_json::to_string(&Line::new(stored))?;
            if let Err(error) = writeln!(out, "{line}") {
                // Who reads has had enough, as `head` does.
                return if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error.into()) };
            }
        }
    }
    out.flush().context("cannot write the postings")?;
    drop(snapshot);
    db.close().await;
    Ok(())
}
