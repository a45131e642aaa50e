//! The command line. Every option is an environment variable too.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

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

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the website; meant where no command is named
    Serve(Serve),
    /// Report every problem in the content files
    Check(Check),
    /// Say of postings on which path and rung they stand, and why
    Match(MatchPostings),
}

/// Options of `serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, env = "CAREER_PATHS_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Database file, created if missing
    #[arg(long, env = "CAREER_PATHS_DATABASE", default_value = "career-paths.db", value_name = "FILE")]
    pub database: PathBuf,
    /// Folder with content files of your own, instead of the shipped content
    #[arg(long, env = "CAREER_PATHS_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where visitors reach the site, as https://careers.example.org; the address it listens on
    /// unless given
    #[arg(long, env = "CAREER_PATHS_BASE_URL", value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
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

    use super::{Cli, base_url};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
        assert!(Cli::try_parse_from(["career-paths", "--listen", "127.0.0.1:0"]).is_ok());
        assert!(Cli::try_parse_from(["career-paths", "--listen", "nowhere"]).is_err());
    }

    #[test]
    fn base_urls_are_a_scheme_and_a_host() {
        assert_eq!(base_url("https://a.example/").as_deref(), Ok("https://a.example"));
        for bad in ["a.example", "ftp://a.example", "https://a.example/sub", "https://a.example?x", ""] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }
}
