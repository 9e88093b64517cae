//! A PostgreSQL that is away. Each question would wait for a connection until the patience of its own is over, and a request asks several:
//! so the first that waited in vain tells the others, which are then refused at once until somebody looks again.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

/// How long nobody else waits after one has waited in vain.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a connection is waited for meanwhile: enough for one that is there.
const IMPATIENCE: Duration = Duration::from_millis(100);

pub(super) struct Away {
    /// A connection of its own that waits for next to nothing.
    impatient: DatabaseConnection,
    until: Mutex<Option<Instant>>,
}

impl Away {
    pub(super) async fn watch(url: &str) -> Result<Away, DbErr> {
        let mut options = ConnectOptions::new(url.to_owned());
        options
            .max_connections(2)
            .min_connections(0)
            .connect_lazy(true)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(IMPATIENCE)
            .sqlx_logging(false);
        Ok(Away { impatient: Database::connect(options).await?, until: Mutex::new(None) })
    }

    /// What to ask instead of the patient connections while the database is away.
    pub(super) fn instead(&self) -> Option<&DatabaseConnection> {
        let until = *self.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until).then_some(&self.impatient)
    }

    /// Takes note of an error. Waiting in vain may also mean that many others are at work: then the database still answers.
    pub(super) async fn note(&self, error: &DbErr) {
        if matches!(error, DbErr::ConnectionAcquire(_)) && self.impatient.ping().await.is_err() {
            *self.until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + PAUSE);
        }
    }
}
