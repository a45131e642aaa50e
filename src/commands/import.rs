//! `import postings`: the entries of feed files, into the database.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read, stdin};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::indexing::indexed;
use super::intake::{Intake, Report};
use super::load::{matcher, open_filled};
use super::unpacked::{MOST_UNPACKED, Unpacked};
use crate::cli::ImportPostings;
use crate::db::Db;
use crate::feeds::Origin;
use crate::search::keeper::Fresh;

/// Bytes that are read ahead of the parser.
const BUFFER: usize = 256 * 1024;

/// Imports and prints what became of every entry. Fails after that if a file was not read to its end.
pub async fn run(options: &ImportPostings) -> Result<()> {
    let db = open_filled(&options.filled).await?;
    let result = indexed(&db, |fresh| import(&db, options, fresh)).await;
    db.close().await;
    let report = result?;
    if let Some(file) = &options.report {
        let json = serde_json::to_string_pretty(&report)?;
        std::fs::write(file, json + "\n").with_context(|| format!("cannot write {}", file.display()))?;
    }
    print(&report);
    if report.refused.is_empty() {
        return Ok(());
    }
    let refused: Vec<String> =
        report.refused.iter().map(|file| format!("{}: {}", file.at, file.reason)).collect();
    bail!("{}", refused.join("\n"))
}

async fn import(db: &Db, options: &ImportPostings, fresh: Arc<Fresh>) -> Result<Report> {
    let intake = Intake::begin(db, matcher(db).await?, options.files.len() > 1).await?;
    let mut intake = intake.hand_on(fresh);
    for file in &options.files {
        let name = file.display().to_string();
        let name = if name == "-" { "standard input".to_owned() } else { name };
        let (input, bar) = open_feed(file).with_context(|| format!("cannot read {name}"))?;
        let origin = Origin { company: options.company.clone(), board: options.board.clone() };
        intake.read(options.format, input, origin, &name).await?;
        bar.finish_and_clear();
    }
    if options.complete {
        intake.close_missing(options.close_after.close_after).await?;
    }
    Ok(intake.report)
}

/// A feed to read, unpacked where it is a gzip file, with a bar that shows how far it is read.
fn open_feed(file: &Path) -> Result<(Box<dyn BufRead + Send>, ProgressBar)> {
    let (input, size): (Box<dyn Read + Send>, Option<u64>) = if file == Path::new("-") {
        (Box::new(stdin()), None)
    } else {
        let opened = File::open(file)?;
        let about = opened.metadata()?;
        if about.is_dir() {
            bail!("it is a folder");
        }
        (Box::new(opened), about.is_file().then_some(about.len()))
    };
    let bar = progress(size);
    let mut input = BufReader::with_capacity(BUFFER, bar.wrap_read(input));
    // RFC 1952, 2.3.1: what begins so is gzip.
    if input.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        let unpacked = Unpacked::new(input, MOST_UNPACKED);
        return Ok((Box::new(BufReader::with_capacity(BUFFER, unpacked)), bar));
    }
    Ok((Box::new(input), bar))
}

/// A bar on a terminal, nothing elsewhere.
fn progress(size: Option<u64>) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, form) = match size {
        Some(size) => (
            ProgressBar::new(size),
            "{bar:40} {percent}% of {total_bytes}, {binary_bytes_per_sec}, {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} read, {binary_bytes_per_sec}"),
    };
    match ProgressStyle::with_template(form) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Rejected entries that are told one by one.
const TOLD: usize = 20;

/// The summary, for people.
#[expect(clippy::print_stdout, reason = "a command answers on standard output")]
fn print(report: &Report) {
    for rejected in report.rejected.iter().take(TOLD) {
        println!("rejected: {}: {}", rejected.at, rejected.reason);
    }
    let rejections = report.rejections();
    if rejections > TOLD as u64 {
        println!("rejected: {} more; --report FILE names them", rejections - TOLD as u64);
    }
    println!("{}", summary(report));
}

/// The numbers of a report in one line.
pub fn summary(report: &Report) -> String {
    format!(
        "read {}, new {}, changed {}, unchanged {}, closed {}, rejected {}",
        report.read,
        report.new,
        report.changed,
        report.unchanged,
        report.closed,
        report.rejections()
    )
}
