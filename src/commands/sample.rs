//! `sample postings`: made-up postings as NDJSON, to be read by `import`.

use std::io::{self, BufWriter, ErrorKind, Write};

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::load::tree;
use crate::cli::SamplePostings;
use crate::content::load::load;
use crate::feeds::ndjson::Line;
use crate::model::posting::Match;
use crate::sample::Sample;

/// Bytes that are written at once.
const BUFFER: usize = 256 * 1024;

/// Writes as many postings as were asked for to standard output, one after the other; nothing is kept.
pub fn run(options: &SamplePostings) -> Result<()> {
    let content = load(&tree(options.data.as_deref())?)?;
    let until = options.until.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
    let sample = Sample::new(&content, options.seed, until);
    match write(&sample, options.count, BufWriter::with_capacity(BUFFER, io::stdout().lock())) {
        // Who reads has had enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write the postings"),
    }
}

fn write(sample: &Sample, count: u64, mut out: impl Write) -> io::Result<()> {
    let standing = Match::default();
    for posting in (0..count).map_while(|number| sample.posting(number)) {
        serde_json::to_writer(&mut out, &Line::of(&posting, None, None, &standing))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
