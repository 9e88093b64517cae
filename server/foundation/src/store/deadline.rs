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
pub struct Timed(Deadline);

impl Default for Deadline {
    fn default() -> Deadline {
        Deadline { since: Instant::now(), at: Arc::new(AtomicU64::new(u64::MAX)) }
    }
}

impl Deadline {
    /// From now on there is so much time.
    pub fn begin(&self, time: Duration) -> Timed {
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
