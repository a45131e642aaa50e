//! Reads settings, starts the log, runs one command; an error is told in plain words and in the exit code.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::{Context, Result};
use career_paths::cli::{Common, LogFormat, settings};
use career_paths::commands;
use mimalloc::MiMalloc;
use tokio::runtime::Builder;
use tracing_subscriber::EnvFilter;

/// Imports and pages are made of many small pieces.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What is not logged unless the operator asks for it by name: whoever draws pictures warns of each letter for which a
/// font of the system is taken, or none is found.
const QUIET: &str = "usvg=error,fontdb=error";

/// Threads for work that takes its time: packing, searching, reading files. More would only wait for the same cores.
const BLOCKING_THREADS: usize = 64;

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<()> {
    let cli = settings::read()?;
    log(&cli.common)?;
    // Before there are other threads, which take it over.
    commands::give_way(&cli);
    let mut runtime = Builder::new_multi_thread();
    if let Some(workers) = cli.workers() {
        runtime.worker_threads(workers);
    }
    let runtime = runtime.max_blocking_threads(BLOCKING_THREADS).enable_all().build();
    runtime.context("the program can't start its threads")?.block_on(commands::run(cli))
}

/// Starts the log on standard error.
fn log(settings: &Common) -> Result<()> {
    let filter =
        EnvFilter::try_new(format!("{QUIET},{}", settings.log)).context("the filter of the log is wrong")?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

#[expect(clippy::print_stderr, reason = "this is where errors of commands are told")]
fn report(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}
