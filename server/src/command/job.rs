//! `jingzhi job …`.

use clap::Subcommand;
use foundation::job::given_up;

use super::open::{Outcome, inside, open};
use crate::config::Config;

/// What to do with jobs that were given up.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// List jobs that were given up: number, name, what broke, since when
    List,
    /// Begin one anew; a running server takes it within seconds
    Retry {
        /// Its number in the list
        id: i64,
    },
}

/// Runs it.
///
/// # Errors
/// When it cannot be done, with the reason in words.
pub async fn run(config: &Config, command: Command) -> Outcome {
    let backend = open(config).await?;
    match command {
        Command::List => {
            for job in given_up::list(&backend).await.map_err(inside)? {
                println!("{:>6} {:<22} {:<20} {}", job.id, job.name, job.failure, job.created_at.iso());
            }
        }
        Command::Retry { id } => given_up::retry(&backend, id).await.map_err(inside)?,
    }
    Ok(())
}
