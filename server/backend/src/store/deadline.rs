//! A limit on the time of a statement. PostgreSQL has one of its own; SQLite is asked for it while it works.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// When the search of a stranger has to be over. There is one at a time.
#[derive(Clone)]
pub(crate) struct Deadline {
    since: Instant,
    /// Milliseconds after that; none while nobody searches.
    at: Arc<AtomicU64>,
}

/// Takes the limit away when the search is over.
pub(crate) struct Timed(Deadline);

impl Default for Deadline {
    fn default() -> Deadline {
        Deadline { since: Instant::now(), at: Arc::new(AtomicU64::new(u64::MAX)) }
    }
}

impl Deadline {
    /// From now on there is so much time.
    pub(crate) fn begin(&self, time: Duration) -> Timed {
        let at = (self.since.elapsed() + time).as_millis();
        self.at.store(u64::try_from(at).unwrap_or(u64::MAX), Ordering::Relaxed);
        Timed(self.clone())
    }

    /// Whether there is time left.
    pub(crate) fn is_ahead(&self) -> bool {
        self.since.elapsed().as_millis() < u128::from(self.at.load(Ordering::Relaxed))
    }
}

impl Drop for Timed {
    fn drop(&mut self) {
        self.0.at.store(u64::MAX, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use domain::fault::FaultCode;
    use harness::TemporaryDirectory;
    use sea_orm::{ConnectionTrait as _, Statement};

    use crate::share::Sender;
    use crate::{Backend, Failure, Settings};

    /// A search that would take for ever is stopped, and the next one has its full time; staff may take theirs.
    async fn a_search_has_a_limit(url: Option<String>, endless: &str) {
        let directory = TemporaryDirectory::new("deadline");
        let settings = Settings { database_url: url, ..Settings::new(directory.path()) };
        let backend = Backend::open(settings).await.expect("opened");
        let (began, stranger) = (Instant::now(), Sender::Address(String::new()));
        let kind = backend.db().get_database_backend();
        let ask = |sql: &str| Statement::from_string(kind, sql);
        for _ in 0..2 {
            let asked = async { Ok(backend.strangers().query_one_raw(ask(endless)).await?) };
            let refused = backend.search(&stranger, asked).await.expect_err("stopped");
            assert!(
                matches!(&refused, Failure::Faults(faults) if faults[0].code == FaultCode::TooBroad),
                "{refused:?}"
            );
        }
        assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
        let asked = async { Ok(backend.strangers().query_one_raw(ask("SELECT 1")).await?) };
        assert!(backend.search(&stranger, asked).await.is_ok_and(|row| row.is_some()));
    }

    #[tokio::test]
    async fn a_search_has_a_limit_on_sqlite() {
        let endless = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT MAX(n) FROM s";
        a_search_has_a_limit(None, endless).await;
    }

    #[tokio::test]
    async fn a_search_has_a_limit_on_postgres() {
        let url = harness::postgres().create_database(&format!("deadline_{}", std::process::id()));
        a_search_has_a_limit(Some(url), "SELECT pg_sleep(60)").await;
    }
}
