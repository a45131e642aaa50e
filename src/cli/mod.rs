//! The command line. Every setting is an environment variable too, and may stand in a file.

pub mod serve;
pub mod settings;
mod values;

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::SignedDuration;
use jiff::civil::Date;

use crate::feeds::Format;
use serve::{Boards, Serve};
use values::{day, duration, filter};

/// A website that shows where a career can go.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub common: Common,
    /// Options of `serve`, which is meant where no command is named.
    #[command(flatten)]
    pub serve: Serve,
    /// What the command config prints.
    #[arg(skip)]
    pub in_force: Option<String>,
}

/// Settings of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// File of settings, as the command config writes it; career-paths.toml in the current folder unless given
    #[arg(long, global = true, env = "CAREER_PATHS_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What is told on standard error: error, warn, info or debug, also by part of the program, as
    /// info,sqlx=debug
    #[arg(long, global = true, env = "CAREER_PATHS_LOG", default_value = "info", value_name = "FILTER", value_parser = filter)]
    pub log: String,
    /// How it is told: text for people, json for programs
    #[arg(
        long,
        global = true,
        env = "CAREER_PATHS_LOG_FORMAT",
        default_value = "text",
        value_name = "FORMAT"
    )]
    pub log_format: LogFormat,
}

/// A form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line an event, for people
    Text,
    /// A JSON object a line
    Json,
}

impl Cli {
    /// Threads that answer requests and do the rest of the work; as many as cores unless told.
    pub fn workers(&self) -> Option<usize> {
        match &self.command {
            None => self.serve.workers,
            Some(Command::Serve(options)) => options.workers,
            Some(_) => None,
        }
        .map(|workers| workers as usize)
    }

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
    /// Print every setting in force and where it is from, as a file of settings
    Config(Serve),
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

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::Cli;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
        assert!(Cli::try_parse_from(["career-paths", "--listen", "127.0.0.1:0"]).is_ok());
        assert!(Cli::try_parse_from(["career-paths", "--listen", "nowhere"]).is_err());
    }
}
