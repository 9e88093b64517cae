//! A part of something larger.

use std::marker::PhantomData;

use leptos::prelude::*;

use crate::opaque::Opaque;

/// A part of the open case, or of the page's state, which tells its readers only when it has changed.
pub struct Part<T> {
    memo: Memo<Opaque>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Part<T> {
        *self
    }
}

impl<T> Copy for Part<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Part<T> {
    /// The part that `read` reads.
    pub fn new(read: impl Fn() -> T + Send + Sync + 'static) -> Part<T> {
        Part { memo: Memo::new(move |_| Opaque::new(read())), of: PhantomData }
    }

    /// As it is now; whoever asks is told when it is another one.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The same without following changes.
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }

    /// Looks at it.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let now = self.memo.get();
        look(now.get().expect("a part is of its own type"))
    }
}
