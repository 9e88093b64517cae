//! A connection behind the program's back.

use sea_orm::{ConnectOptions, Database, DatabaseConnection};

/// Connects to a database that is there, by its URL or with options. Its pool closes no connection for its age, as those of the program: see `store.rs` there.
///
/// # Panics
/// When it cannot be reached.
pub async fn connect(to: impl Into<ConnectOptions>) -> DatabaseConnection {
    let mut options = to.into();
    options.idle_timeout(None).max_lifetime(None).sqlx_logging(false);
    Database::connect(options).await.unwrap_or_else(|error| panic!("cannot connect: {error}"))
}
