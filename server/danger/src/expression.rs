//! An expression, and what it keeps of the texts that it has read.
//!
//! An expression begins only where one of its first letters stands, and works out on the way what comes next. That it keeps, and so is fast
//! the second time. For hundreds of expressions it would grow to hundreds of MiB; all of them together keep so much, and then begin anew.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;

use crate::first_letters::FirstLetters;

/// Bytes that one expression keeps at most.
const KEPT: usize = 1 << 20;
/// Bytes that all of them keep from text to text. A text of a thousand characters full of words for danger takes 25 MiB.
const KEPT_BY_ALL: usize = 20 << 20;
/// Bytes that all of them keep within a text, whatever it is.
const MOST: usize = 2 * KEPT_BY_ALL;
/// Bytes of a text that one thing found may take up: a sentence with all its gaps. However it is written, a text so takes no longer than
/// its length times this.
const LONGEST: usize = 400;

/// Bytes that all expressions keep right now.
static KEPT_NOW: AtomicUsize = AtomicUsize::new(0);

/// Whether expressions keep so much that they should begin anew.
pub(super) fn is_much_kept() -> bool {
    KEPT_NOW.load(Ordering::Relaxed) > KEPT_BY_ALL
}

/// An expression. Threads that want the same one wait for each other, as long as it takes to read a sentence.
pub(super) struct Expression {
    starts: FirstLetters,
    dfa: DFA,
    kept: Mutex<Option<Cache>>,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn new(text: &str) -> Result<Expression, String> {
        let hir: Hir = regex_syntax::parse(text).map_err(|error| error.to_string())?;
        let config = DFA::config().cache_capacity(KEPT).skip_cache_capacity_check(true);
        let found_whole = thompson::Config::new().which_captures(WhichCaptures::None);
        let nfa = thompson::Compiler::new().configure(found_whole).build_from_hir(&hir);
        let nfa = nfa.map_err(|error| error.to_string())?;
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa).map_err(|error| error.to_string())?;
        Ok(Expression { starts: FirstLetters::of(&hir), dfa, kept: Mutex::default() })
    }

    /// Whether it is found in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.first(text, 0, true).is_some()
    }

    /// Where it is found first in a text, in bytes.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        self.first(text, 0, false)
    }

    /// The same from there on; what is before still stands before.
    pub(super) fn find_at(&self, text: &str, at: usize) -> Option<Range<usize>> {
        self.first(text, at, false)
    }

    /// Where it is found in a text, one behind the other.
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

    /// The first place from there on where it is found; where that is enough, some place where it ends as soon as that is certain.
    fn first(&self, text: &str, at: usize, is_enough: bool) -> Option<Range<usize>> {
        let mut starts = self.starts.within(text, at).peekable();
        let first = *starts.peek()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept.as_ref().map_or(0, Cache::memory_usage);
        let cache = kept.get_or_insert_with(|| self.dfa.create_cache());
        let mut search = |range: Range<usize>, anchored| {
            let input = Input::new(text).range(range.clone()).anchored(anchored).earliest(is_enough);
            // It fails on bytes that end the search, of which there are none, or when it may not forget, which it may.
            let end = self.dfa.try_search_fwd(cache, &input).ok()??;
            Some(range.start..end.offset())
        };
        let found = if is_enough && text.len() - first > LONGEST {
            // Through all of it in one go: from each start anew a long text would take too long.
            search(first..text.len(), Anchored::No)
        } else {
            starts.find_map(|start| search(start..text.floor_char_boundary(start + LONGEST), Anchored::Yes))
        };
        KEPT_NOW.fetch_add(cache.memory_usage(), Ordering::Relaxed);
        KEPT_NOW.fetch_sub(before, Ordering::Relaxed);
        if KEPT_NOW.load(Ordering::Relaxed) > MOST {
            KEPT_NOW.fetch_sub(cache.memory_usage(), Ordering::Relaxed);
            *kept = None;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_what_stands_there_from_there_on() {
        let expression = Expression::new("(?-u:\\b)gas|火").expect("an expression");
        let text = "gas vegas 火 gas";
        assert!(expression.is_match(text) && !expression.is_match("vegas"));
        assert_eq!(expression.find(text), Some(0..3));
        assert_eq!(expression.find_at(text, 1), Some(10..13), "within vegas it is part of a word");
        assert_eq!(expression.find_iter(text).collect::<Vec<_>>(), [0..3, 10..13, 14..17]);
        expression.forget();
        assert_eq!(expression.find(text), Some(0..3));
        assert!(Expression::new("(").is_err());
    }

    #[test]
    fn of_several_that_begin_there_the_first_counts_as_far_as_it_reaches() {
        let expression = Expression::new("水管|水{1,3}|[^,]{0,2}?爆").expect("an expression");
        assert_eq!(expression.find("水管爆"), Some(0..6));
        assert_eq!(expression.find("水水水水"), Some(0..9));
        assert_eq!(expression.find("一二三爆"), Some(3..12));
        let end = Expression::new("(?:不|没)(?: |有)*$").expect("an expression");
        assert!(end.is_match("这里没有 ") && !end.is_match("没有水") && !end.is_match(""));
    }
}
