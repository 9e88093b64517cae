//! `jingzhi` and its commands.

pub mod account;
pub mod catalog;
pub mod job;
pub mod migrate;
pub mod seed;
pub mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use foundation::Backend;
use foundation::store::lock::Lock;

use crate::config::Config;
use crate::log;

/// What a command ends with when it cannot do its work: a sentence for whoever called it.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

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
    Import(catalog::Import),
    /// Write what the city is made of as a file
    Export(catalog::Export),
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
        Command::Import(arguments) => catalog::import(&config, &arguments).await,
        Command::Export(arguments) => catalog::export(&config, &arguments).await,
        Command::Account(command) => account::run(&config, command).await,
        Command::Job(command) => job::run(&config, command).await,
    }
}

/// Holds the data for this process alone, for what must not be done beside a server.
fn hold(config: &Config) -> Result<Lock, Box<dyn std::error::Error + Send + Sync>> {
    foundation::store::lock::take(&config.backend()).map_err(inside)
}

/// Opens the backend, with the failure in words.
async fn open(config: &Config) -> Result<Backend, Box<dyn std::error::Error + Send + Sync>> {
    demo::open(config.backend()).await.map_err(inside)
}

/// A failure of the backend for whoever runs the program, who may know what went wrong inside.
fn inside(failure: foundation::Failure) -> Box<dyn std::error::Error + Send + Sync> {
    use foundation::Failure;
    match failure {
        Failure::Faults(faults) => format!("refused: {faults:?}").into(),
        Failure::Store(error) => format!("the database: {error}").into(),
        Failure::Files(error) => format!("the photo store: {error}").into(),
        Failure::Inside(what) => what.into(),
    }
}
