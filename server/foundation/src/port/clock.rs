//! What time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::time::Moment;

/// The system's clock, or one that a test sets.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// A clock that stands still until it is set.
    pub fn fixed(at: Moment) -> Clock {
        Clock(Some(Arc::new(AtomicI64::new(at.0))))
    }

    /// Sets a fixed clock; the system's clock is left alone.
    pub fn set(&self, at: Moment) {
        if let Some(fixed) = &self.0 {
            fixed.store(at.0, Ordering::SeqCst);
        }
    }

    /// Now.
    pub fn now(&self) -> Moment {
        match &self.0 {
            Some(fixed) => Moment(fixed.load(Ordering::SeqCst)),
            None => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
            }
        }
    }
}
