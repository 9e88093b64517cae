//! What the parts of the program keep in memory between requests, one value of each type for a city. Everything in it can be lost: what
//! must last is in the store.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::Settings;

/// Something that a part keeps in memory: numbers handed out, a list everybody looks at, a line in which people wait.
pub trait Memory: Send + Sync + 'static {
    /// As it is when the program starts.
    fn new(settings: &Settings) -> Self;
}

/// All of them. A part's own is made when it is first asked for.
#[derive(Default)]
pub struct Memories(RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Memories {
    /// The one of this type.
    pub fn get<M: Memory>(&self, settings: &Settings) -> Arc<M> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&TypeId::of::<M>()).cloned();
        let kept = kept.unwrap_or_else(|| {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            all.entry(TypeId::of::<M>()).or_insert_with(|| Arc::new(M::new(settings))).clone()
        });
        // What stands under a type is of that type.
        kept.downcast().unwrap_or_else(|_| Arc::new(M::new(settings)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[derive(Default)]
    struct Count(AtomicU32);

    impl Memory for Count {
        fn new(_: &Settings) -> Count {
            Count::default()
        }
    }

    #[test]
    fn everybody_who_asks_gets_the_same_one() {
        let (all, settings) = (Memories::default(), Settings::new("unused"));
        all.get::<Count>(&settings).0.fetch_add(1, Ordering::Relaxed);
        assert_eq!(all.get::<Count>(&settings).0.load(Ordering::Relaxed), 1);
    }
}
