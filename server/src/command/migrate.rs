//! `jingzhi migrate`.

use super::{Outcome, open};
use crate::config::Config;

/// Opening the backend migrates its database.
///
/// # Errors
/// When the database cannot be reached or migrated.
pub async fn run(config: &Config) -> Outcome {
    open(config).await?;
    println!("The database is up to date.");
    Ok(())
}
