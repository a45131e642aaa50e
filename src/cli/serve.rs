//! What `serve` can be told.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use ipnet::IpNet;
use jiff::SignedDuration;

use super::values::{base_url, duration, network, wait};
use super::{CloseAfter, Database};

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
    /// Threads that answer; as many as there are cores unless given
    #[arg(
        long,
        env = "CAREER_PATHS_WORKERS",
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(1..=1024)
    )]
    pub workers: Option<u16>,
    /// Address of a second listener that answers /metrics for Prometheus; none unless given
    #[arg(long, env = "CAREER_PATHS_METRICS", value_name = "ADDRESS")]
    pub metrics: Option<SocketAddr>,
    #[command(flatten)]
    pub limits: Limits,
}

/// How much the site bears.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits")]
pub struct Limits {
    /// Connections at once; others are told that the site is busy
    #[arg(
        long,
        env = "CAREER_PATHS_MAX_CONNECTIONS",
        default_value = "1024",
        value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000)
    )]
    pub max_connections: u32,
    /// Answers that are made at once; others are told that the site is busy, but for those in memory
    #[arg(
        long,
        env = "CAREER_PATHS_MAX_MAKING",
        default_value = "256",
        value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000)
    )]
    pub max_making: u32,
    /// Largest head of a request, in KiB
    #[arg(
        long,
        env = "CAREER_PATHS_MAX_HEAD",
        default_value = "32",
        value_name = "KIB",
        value_parser = clap::value_parser!(u32).range(8..=1024)
    )]
    pub max_head: u32,
    /// How long the head of a request may take to come in
    #[arg(long, env = "CAREER_PATHS_HEAD_TIMEOUT", default_value = "10s", value_name = "TIME", value_parser = wait)]
    pub head_timeout: Duration,
    /// How long a connection may lie idle between requests; longer than that of a proxy in front
    #[arg(long, env = "CAREER_PATHS_IDLE_TIMEOUT", default_value = "75s", value_name = "TIME", value_parser = wait)]
    pub idle_timeout: Duration,
    /// How long a client may take nothing of its answer
    #[arg(long, env = "CAREER_PATHS_WRITE_TIMEOUT", default_value = "30s", value_name = "TIME", value_parser = wait)]
    pub write_timeout: Duration,
    /// How long making an answer may take
    #[arg(long, env = "CAREER_PATHS_PAGE_TIMEOUT", default_value = "10s", value_name = "TIME", value_parser = wait)]
    pub page_timeout: Duration,
    /// How long what is under way may take once the site is told to stop
    #[arg(long, env = "CAREER_PATHS_DRAIN", default_value = "10s", value_name = "TIME", value_parser = wait)]
    pub drain: Duration,
    /// Requests a second of one client, five times as many at once; 0 for any number. Unless given, 100 of an
    /// address of the public internet, any number of others, which are proxies and colleagues
    #[arg(long, env = "CAREER_PATHS_RATE", value_name = "N")]
    pub rate: Option<u32>,
    /// Networks of proxies that say in X-Forwarded-For who asks, as 10.0.0.0/8; no one is believed unless given
    #[arg(
        long,
        env = "CAREER_PATHS_TRUST_PROXY",
        value_name = "NETWORK",
        value_delimiter = ',',
        value_parser = network
    )]
    pub trust_proxy: Vec<IpNet>,
}
