//! One file a command.

pub mod backup;
pub mod check;
pub mod closing;
pub mod config;
pub mod export;
pub mod import;
pub mod indexing;
pub mod intake;
mod limits;
pub mod listen;
pub mod load;
pub mod match_postings;
pub mod prepare;
pub mod sample;
pub mod serve;
pub mod sync;
pub mod trouble;
mod unpacked;

#[cfg(target_os = "linux")]
use thread_priority::{
    NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy,
    thread_native_id,
};

use crate::cli::{Cli, Command, Export, Import, Sample};
use crate::db::fault;
use crate::db::open;

/// Lets an import into a database that a site has open, or a copy of that, take only what time of processors
/// the site leaves, so that visitors notice nothing of it. To be called before there are other threads.
pub fn give_way(cli: &Cli) {
    #[cfg(target_os = "linux")]
    if cli.works_on().is_some_and(open::is_in_use) {
        let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
        // Where it is refused, the work is done all the same.
        let _ = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle);
    }
}

/// Runs the command that was asked for.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    let result = dispatch(cli).await;
    // Wherever it is met with, one line says what to do.
    result.map_err(|error| match fault::advice(error.as_ref()) {
        Some(advice) => error.context(advice),
        None => error,
    })
}

async fn dispatch(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        None => serve::run(&cli.serve).await,
        Some(Command::Serve(options)) => serve::run(&options).await,
        Some(Command::Config(_)) => {
            config::run(&cli.in_force.unwrap_or_default());
            Ok(())
        }
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::Sync(options)) => sync::run(&options).await,
        Some(Command::Import(Import::Postings(options))) => import::run(&options).await,
        Some(Command::Export(Export::Postings(options))) => export::run(&options).await,
        Some(Command::Backup(options)) => backup::run(&options).await,
        Some(Command::Match(options)) => match_postings::run(&options),
        Some(Command::Sample(Sample::Postings(options))) => sample::run(&options),
    }
}
