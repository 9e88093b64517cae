//! `jingzhi seed`. A database without accounts becomes a demo city by it, to be served with `--demo`.

use std::time::Instant;

use clap::Args;

use super::open::{Outcome, hold, inside, open};
use crate::config::Config;

/// What to make.
#[derive(Args, Clone, Copy, Debug)]
pub struct Arguments {
    /// How many cases
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub cases: u64,
    /// The same number makes the same cases
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

/// Makes past cases with their events. Not beside a server, which hands out case numbers from its memory.
///
/// # Errors
/// When the database is away.
pub async fn run(config: &Config, arguments: &Arguments) -> Outcome {
    let _lock = hold(config)?;
    let backend = open(config).await?;
    let began = Instant::now();
    let tell = |written: u64| eprintln!("{written} of {} cases", arguments.cases);
    demo::seed::run(&backend, arguments.cases, arguments.seed, tell).await.map_err(inside)?;
    println!("Made {} cases in {:.1} s.", arguments.cases, began.elapsed().as_secs_f64());
    Ok(())
}
