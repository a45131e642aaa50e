//! The command line. Every option is an environment variable too.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use jiff::{SignedDuration, Span, SpanRelativeTo};

use crate::feeds::Format;

/// A website that shows where a career can go.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of `serve`, which is meant where no command is named.
    #[command(flatten)]
    pub serve: Serve,
}

impl Cli {
    /// The database that the command brings postings into, or copies, and ends.
    pub fn works_on(&self) -> Option<&Path> {
        match &self.command {
            Some(Command::Backup(options)) => Some(&options.database.file),
            Some(Command::Import(Import::Postings(options))) => Some(&options.filled.database.file),
            Some(Command::Sync(options)) => Some(&options.filled.database.file),
            _ => None,
        }
    }
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the website; meant where no command is named
    Serve(Serve),
    /// Report every problem in the content files
    Check(Check),
    /// Bring in what others publish
    #[command(subcommand)]
    Import(Import),
    /// Write out what the database holds
    #[command(subcommand)]
    Export(Export),
    /// Copy the database to a file, while the site serves and imports run
    Backup(Backup),
    /// Fetch the boards of employers and import what they publish
    Sync(Sync),
    /// Say of postings on which path and rung they stand, and why
    Match(MatchPostings),
    /// Make something up to try the site out with
    #[command(subcommand)]
    Sample(Sample),
}

/// What can be imported.
#[derive(Debug, Clone, Subcommand)]
pub enum Import {
    /// Open positions from feed files of hiring systems
    Postings(ImportPostings),
}

/// What can be exported.
#[derive(Debug, Clone, Subcommand)]
pub enum Export {
    /// Every position as NDJSON on standard output, fit to be imported again
    Postings(ExportPostings),
}

/// What can be made up.
#[derive(Debug, Clone, Subcommand)]
pub enum Sample {
    /// Postings of fictitious employers as NDJSON on standard output, fit to be imported
    Postings(SamplePostings),
}

/// Where the database is.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// Database file, created if missing
    #[arg(
        id = "database",
        long,
        env = "CAREER_PATHS_DATABASE",
        default_value = "career-paths.db",
        value_name = "FILE"
    )]
    pub file: PathBuf,
}

/// A database that is filled with content where it is new.
#[derive(Debug, Clone, Args)]
pub struct Filled {
    #[command(flatten)]
    pub database: Database,
    /// Folder with content files of your own; only read where the database holds no content yet
    #[arg(long, env = "CAREER_PATHS_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// When a position that its board no longer lists is closed.
#[derive(Debug, Clone, Args)]
pub struct CloseAfter {
    /// How long a position may be missing from complete answers of its board before it is closed, as
    /// 48h or 2d
    #[arg(
        long = "close-after",
        env = "CAREER_PATHS_CLOSE_AFTER",
        default_value = "48h",
        value_name = "TIME",
        value_parser = duration
    )]
    pub close_after: SignedDuration,
}

/// Options of `import postings`.
#[derive(Debug, Clone, Args)]
pub struct ImportPostings {
    /// Feed files, gzip or not; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The form in which they are
    #[arg(long, value_enum)]
    pub format: Format,
    /// The employer, for feeds that do not name it
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    /// Id of the board in its hiring system, for feeds that do not name it
    #[arg(long, value_name = "ID")]
    pub board: Option<String>,
    /// The files hold all that their boards list: what has been missing for some time is closed
    #[arg(long)]
    pub complete: bool,
    /// File for the summary as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    #[command(flatten)]
    pub close_after: CloseAfter,
    #[command(flatten)]
    pub filled: Filled,
}

/// Options of `export postings`.
#[derive(Debug, Clone, Args)]
pub struct ExportPostings {
    /// Leave out what is closed
    #[arg(long)]
    pub open: bool,
    #[command(flatten)]
    pub database: Database,
}

/// Options of `backup`.
#[derive(Debug, Clone, Args)]
pub struct Backup {
    /// Where to write the copy; must not be there
    #[arg(id = "backup", value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub database: Database,
}

/// Options of `sync`.
#[derive(Debug, Clone, Args)]
pub struct Sync {
    /// Ids of boards to fetch, even before their time; all that are due unless given
    #[arg(value_name = "BOARD")]
    pub only: Vec<String>,
    #[command(flatten)]
    pub boards: Boards,
    #[command(flatten)]
    pub close_after: CloseAfter,
    #[command(flatten)]
    pub filled: Filled,
}

/// Which boards are fetched, and how.
#[derive(Debug, Clone, Args)]
pub struct Boards {
    /// File that lists the boards
    #[arg(
        id = "boards",
        long,
        env = "CAREER_PATHS_BOARDS",
        default_value = "boards.json",
        value_name = "FILE"
    )]
    pub file: PathBuf,
    /// Allow addresses of private networks, for feeds of your own
    #[arg(long, env = "CAREER_PATHS_ALLOW_PRIVATE")]
    pub allow_private: bool,
}

/// Options of `serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, env = "CAREER_PATHS_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub database: Database,
    /// Folder with content files of your own, instead of the shipped content
    #[arg(long, env = "CAREER_PATHS_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where visitors reach the site, as https://careers.example.org; the address it listens on
    /// unless given
    #[arg(long, env = "CAREER_PATHS_BASE_URL", value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Memory for answers that are ready to go out, in MiB; with 0 every page is made for every request
    #[arg(
        long,
        env = "CAREER_PATHS_CACHE",
        default_value = "32",
        value_name = "MIB",
        value_parser = clap::value_parser!(u32).range(..=65536)
    )]
    pub cache: u32,
    /// Fetch the listed boards in the background, so often, as 1h; never unless given
    #[arg(long, env = "CAREER_PATHS_SYNC_EVERY", value_name = "TIME", value_parser = duration)]
    pub sync_every: Option<SignedDuration>,
    #[command(flatten)]
    pub boards: Boards,
    #[command(flatten)]
    pub close_after: CloseAfter,
}

/// Options of `check`.
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Folder to check; the shipped content unless given
    #[arg(env = "CAREER_PATHS_DATA", value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Options of `match`.
#[derive(Debug, Clone, Args)]
pub struct MatchPostings {
    /// One JSON object a line with id, title, company, location and description_html or description;
    /// standard input where it is - or left out
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Folder with content files of your own, instead of the shipped content
    #[arg(long, env = "CAREER_PATHS_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// Options of `sample postings`.
#[derive(Debug, Clone, Args)]
pub struct SamplePostings {
    /// How many postings
    #[arg(value_name = "N")]
    pub count: u64,
    /// Another number gives other postings; the same one the same
    #[arg(long, default_value_t = 1, value_name = "S")]
    pub seed: u64,
    /// The last day on which one was posted, as 2026-11-24; today (UTC) unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
    /// Folder with content files of your own, instead of the shipped content
    #[arg(long, env = "CAREER_PATHS_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// A day of a year from 1992 to 2099, so that every date around it is one that an import takes.
fn day(text: &str) -> Result<Date, String> {
    let day: Option<Date> = text.parse().ok();
    day.filter(|day| (1992..2100).contains(&day.year()))
        .ok_or_else(|| "write it as 2026-11-24, from 1992 to 2099".to_owned())
}

/// A time such as 48h, 90m, 2d or 0.
fn duration(text: &str) -> Result<SignedDuration, String> {
    let wrong = || "write it as 48h, 90m or 2d".to_owned();
    if text.trim() == "0" {
        return Ok(SignedDuration::ZERO);
    }
    let span: Span = text.parse().map_err(|_| wrong())?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| wrong())?;
    if duration.is_negative() { Err(wrong()) } else { Ok(duration) }
}

/// A scheme and a host, without a slash at the end.
fn base_url(text: &str) -> Result<String, String> {
    let plain = text.trim_end_matches('/');
    let uri: axum::http::Uri = plain.parse().map_err(|error| format!("{error}"))?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    if web && uri.host().is_some() && uri.path() == "/" && uri.query().is_none() {
        Ok(plain.to_owned())
    } else {
        Err("write it as https://careers.example.org, without a path".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use jiff::SignedDuration;

    use super::{Cli, base_url, day, duration};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
        assert!(Cli::try_parse_from(["career-paths", "--listen", "127.0.0.1:0"]).is_ok());
        assert!(Cli::try_parse_from(["career-paths", "--listen", "nowhere"]).is_err());
    }

    #[test]
    fn times_are_numbers_with_units() {
        for (text, hours) in [("48h", 48), ("2d", 48), ("0", 0), ("0s", 0), ("1 hour", 1)] {
            assert_eq!(duration(text), Ok(SignedDuration::from_hours(hours)), "{text}");
        }
        for bad in ["", "48", "-1h", "soon", "2 months"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_of_our_time() {
        assert_eq!(day("2026-11-24").map(|day| day.to_string()).as_deref(), Ok("2026-11-24"));
        for bad in ["", "24.11.2026", "2026-02-30", "1989-01-01", "2100-01-01", "today"] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn base_urls_are_a_scheme_and_a_host() {
        assert_eq!(base_url("https://a.example/").as_deref(), Ok("https://a.example"));
        for bad in ["a.example", "ftp://a.example", "https://a.example/sub", "https://a.example?x", ""] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }
}
