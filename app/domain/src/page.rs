//! Lists in pages.

use serde::{Deserialize, Serialize};

/// Rows of a list that are counted and can be leafed through; of more it is only said that there are more.
pub const MOST_ROWS: u64 = 10_000;

/// One page of a list with its total, exact up to [`MOST_ROWS`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// How many rows the whole list has; [`MOST_ROWS`] where there are `more`.
    pub total: u64,
    /// Whether there are more than [`MOST_ROWS`].
    #[serde(default)]
    pub more: bool,
    /// This page's number, from 1.
    pub page: u32,
    /// Rows a page holds.
    pub size: u32,
}

impl<T> Page<T> {
    /// A page of a list that was counted beyond the bound, or exactly.
    pub fn new(rows: Vec<T>, counted: u64, page: u32, size: u32) -> Page<T> {
        Page { rows, total: counted.min(MOST_ROWS), more: counted > MOST_ROWS, page, size }
    }

    /// The first and last row's number as people count, `(0, 0)` when empty.
    pub fn range(&self) -> (u64, u64) {
        if self.rows.is_empty() {
            return (0, 0);
        }
        let first = u64::from(self.page.saturating_sub(1)) * u64::from(self.size) + 1;
        (first, first + self.rows.len() as u64 - 1)
    }

    /// How many pages there are, at least 1.
    pub fn pages(&self) -> u32 {
        u32::try_from(self.total.div_ceil(u64::from(self.size.max(1)))).unwrap_or(u32::MAX).max(1)
    }

    /// Whether this is the last page, and there is more than it leads to.
    pub fn ends_early(&self) -> bool {
        self.more && self.page >= self.pages()
    }
}

/// A page that exists: whoever asks for one beyond the bound gets the last one within it.
pub fn reachable(page: u32, size: u32) -> u32 {
    let last = MOST_ROWS.div_ceil(u64::from(size.max(1)));
    page.clamp(1, u32::try_from(last).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_exact_up_to_the_bound() {
        let page = |counted| Page::new(vec![(); 20], counted, 500, 20);
        let exact = page(10_000);
        assert_eq!((exact.total, exact.more, exact.pages(), exact.ends_early()), (10_000, false, 500, false));
        let more = page(10_001);
        assert_eq!((more.total, more.more, more.pages(), more.ends_early()), (10_000, true, 500, true));
        assert_eq!(more.range(), (9_981, 10_000));
    }

    #[test]
    fn no_page_lies_beyond_the_bound() {
        assert_eq!([0, 1, 500, 501, u32::MAX].map(|page| reachable(page, 20)), [1, 1, 500, 500, 500]);
        assert_eq!(reachable(u32::MAX, 50), 200);
    }
}
