//! How many passwords were hashed, for tests that compare the work behind one answer with that behind another.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A counter of password hashes: of what takes the time when somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Hashes(Arc<AtomicU64>);

impl Hashes {
    /// Counts one more.
    pub fn note(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How many there were since the last call.
    pub fn take(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }
}
