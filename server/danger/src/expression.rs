//! An expression, and what it keeps of the texts that it has read.
//!
//! An expression is fast the second time because it keeps what it worked out the first time. For hundreds of expressions that would grow to
//! hundreds of MiB, for every thread that reads. Here all of them together keep so much, once, and then begin anew.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use regex_automata::Input;
use regex_automata::meta::{BuildError, Cache, Regex};

/// Bytes that one expression keeps at most while it reads: too few, and it runs a hundred times slower.
const KEPT: usize = 1 << 20;
/// Bytes that all of them keep when a text is read.
const KEPT_BY_ALL: usize = 24 << 20;

/// Bytes that all expressions keep right now.
static KEPT_NOW: AtomicUsize = AtomicUsize::new(0);

/// Whether expressions keep so much that they should begin anew.
pub(super) fn is_much_kept() -> bool {
    KEPT_NOW.load(Ordering::Relaxed) > KEPT_BY_ALL
}

/// An expression. Threads that want the same one wait for each other, as long as it takes to read a sentence.
pub(super) struct Expression {
    regex: Regex,
    kept: Mutex<Option<Cache>>,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn new(text: &str) -> Result<Expression, Box<BuildError>> {
        let config = Regex::config().hybrid_cache_capacity(KEPT);
        Ok(Expression { regex: Regex::builder().configure(config).build(text)?, kept: Mutex::default() })
    }

    /// Whether it is found in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.with_kept(|regex, kept| regex.search_half_with(kept, &Input::new(text).earliest(true)).is_some())
    }

    /// Where it is found first in a text, in bytes.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        self.find_at(text, 0)
    }

    /// The same from there on; what is before still stands before.
    pub(super) fn find_at(&self, text: &str, at: usize) -> Option<Range<usize>> {
        self.with_kept(|regex, kept| Some(regex.search_with(kept, &Input::new(text).range(at..))?.range()))
    }

    /// Where it is found in a text, one behind the other. It is never found in nothing.
    pub(super) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.find_at(text, at).filter(|found| !found.is_empty())?;
            at = found.end;
            Some(found)
        })
    }

    /// Forgets what it keeps.
    pub(super) fn forget(&self) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        KEPT_NOW.fetch_sub(kept.as_ref().map_or(0, Cache::memory_usage), Ordering::Relaxed);
    }

    fn with_kept<T>(&self, read: impl FnOnce(&Regex, &mut Cache) -> T) -> T {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept.as_ref().map_or(0, Cache::memory_usage);
        let kept = kept.get_or_insert_with(|| self.regex.create_cache());
        let result = read(&self.regex, kept);
        KEPT_NOW.fetch_add(kept.memory_usage(), Ordering::Relaxed);
        KEPT_NOW.fetch_sub(before, Ordering::Relaxed);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_what_stands_there_from_there_on() {
        let expression = Expression::new("(?-u:\\b)(?:gas|火)").expect("an expression");
        let text = "gas vegas 火 gas";
        assert!(expression.is_match(text) && !expression.is_match("vegas"));
        assert_eq!(expression.find(text), Some(0..3));
        assert_eq!(expression.find_at(text, 1), Some(10..13), "within vegas it is part of a word");
        assert_eq!(expression.find_iter(text).collect::<Vec<_>>(), [0..3, 10..13, 14..17]);
        expression.forget();
        assert_eq!(expression.find(text), Some(0..3));
        assert!(Expression::new("(").is_err());
    }
}
