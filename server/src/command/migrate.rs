//! `jingzhi migrate`.

use super::open::{Outcome, hold, open};
use crate::config::Config;

/// Opening the backend migrates its database. Not beside a server, which may be of another release.
///
/// # Errors
/// When the database cannot be reached or migrated.
pub async fn run(config: &Config) -> Outcome {
    let _lock = hold(config)?;
    open(config).await?;
    println!("The database is up to date.");
    Ok(())
}
