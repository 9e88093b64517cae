//! `jingzhi` and its commands.

pub mod account;
pub mod city;
pub mod job;
pub mod migrate;
mod open;
pub mod seed;
pub mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::log;
use open::Outcome;

/// City service software: citizens report, officers act, everybody can see what came of it
#[derive(Clone, Debug, Parser)]
#[command(name = "jingzhi", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// The settings.
    #[command(flatten)]
    pub config: Config,
}

/// A command.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve the site
    Serve,
    /// Bring the database to the shape that this release needs
    Migrate,
    /// Make past cases for trying and measuring, the same for the same seed
    Seed(seed::Arguments),
    /// Bring a file of the city: names, areas, roads, classes, departments and so on
    Import(city::Import),
    /// Write what the city is made of as a file
    Export(city::Export),
    /// Accounts of staff
    #[command(subcommand)]
    Account(account::Command),
    /// Jobs that were given up
    #[command(subcommand)]
    Job(job::Command),
}

/// Runs the command that the program was called with.
pub fn run() -> ExitCode {
    foundation::port::private::set_umask();
    // Before anything opens a TLS connection: with one provider chosen, rustls asks for no default.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let cli = Cli::parse();
    log::begin(&cli.config);
    without_huge_pages();
    match dispatch(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jingzhi: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Linux gives memory out in pages of 2 MiB where it can, of which a program that needs little pieces holds a hundred MiB in vain.
fn without_huge_pages() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!(%error, "huge pages stay on");
    }
}

#[tokio::main]
async fn dispatch(cli: Cli) -> Outcome {
    let Cli { command, config } = cli;
    match command {
        Command::Serve => serve::run(&config).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Seed(arguments) => seed::run(&config, &arguments).await,
        Command::Import(arguments) => city::import(&config, &arguments).await,
        Command::Export(arguments) => city::export(&config, &arguments).await,
        Command::Account(command) => account::run(&config, command).await,
        Command::Job(command) => job::run(&config, command).await,
    }
}
