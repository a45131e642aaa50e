//! One file a command.

pub mod check;
pub mod export;
pub mod import;
pub mod indexing;
pub mod intake;
pub mod load;
pub mod match_postings;
pub mod prepare;
pub mod sample;
pub mod serve;
pub mod sync;

use crate::cli::{Cli, Command, Export, Import, Sample};

/// Runs the command that was asked for.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        None => serve::run(&cli.serve).await,
        Some(Command::Serve(options)) => serve::run(&options).await,
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::Sync(options)) => sync::run(&options).await,
        Some(Command::Import(Import::Postings(options))) => import::run(&options).await,
        Some(Command::Export(Export::Postings(options))) => export::run(&options).await,
        Some(Command::Match(options)) => match_postings::run(&options),
        Some(Command::Sample(Sample::Postings(options))) => sample::run(&options),
    }
}
