//! `export postings`: every posting as NDJSON, to be read again by `import`.

use std::io::{BufWriter, ErrorKind, Write, stdout};

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::cli::ExportPostings;
use crate::db::{open, postings};
use crate::feeds::ndjson::Line;
use crate::model::moment::Moment;
use crate::model::posting::StoredPosting;

/// Postings that are read at once.
const PAGE: u32 = 500;

/// Writes every posting to standard output, in the order of ids, as one state of the database.
pub async fn run(options: &ExportPostings) -> Result<()> {
    let db = open::open_or_read(&options.database.file).await?;
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
            let line = serde_json::to_string(&line(stored))?;
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

fn line(stored: &StoredPosting) -> Line<'_> {
    let instant = |at: Timestamp| Moment::Instant(at, Offset::UTC);
    let closed_at = stored.closed_at.map(instant);
    Line::of(&stored.posting, Some(instant(stored.first_seen)), closed_at, &stored.standing)
}
