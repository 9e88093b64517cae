//! What was read lately: one report shows its words on every screen, and each of them asks.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use domain::report::EmergencyService;
use hashlink::LruCache;

/// Texts that are remembered: some megabytes of the longest there are.
const MOST: usize = 512;

type Texts = LruCache<Box<str>, BTreeSet<EmergencyService>>;

static TEXTS: LazyLock<Mutex<Texts>> = LazyLock::new(|| Mutex::new(LruCache::new(MOST)));

fn texts() -> MutexGuard<'static, Texts> {
    TEXTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was found in a text, if it was read lately.
pub(super) fn found(text: &str) -> Option<BTreeSet<EmergencyService>> {
    texts().get(text).cloned()
}

/// Remembers what was found.
pub(super) fn note(text: &str, services: &BTreeSet<EmergencyService>) {
    texts().insert(text.into(), services.clone());
}
