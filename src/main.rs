//! Parses arguments, starts the log, runs one command; an error is told in plain words and in the
//! exit code.

use std::io::IsTerminal;
use std::process::ExitCode;

use career_paths::cli::Cli;
use career_paths::commands;
use clap::Parser;
use mimalloc::MiMalloc;
use tracing_subscriber::EnvFilter;

/// Imports and pages are made of many small pieces.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What is logged unless the operator says otherwise. Whoever draws pictures warns of each letter for
/// which a font of the system is taken, or none is found.
const LOGGED: &str = "info,usvg=error,fontdb=error";

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Before there are other threads, which take it over.
    commands::give_way(&cli);
    run(cli)
}

#[tokio::main]
async fn run(cli: Cli) -> ExitCode {
    let filter = EnvFilter::try_from_env("CAREER_PATHS_LOG").unwrap_or_else(|_| EnvFilter::new(LOGGED));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    match commands::run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is where errors of commands are told")]
fn report(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}
