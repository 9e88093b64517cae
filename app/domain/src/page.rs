//! Lists in pages.

use serde::{Deserialize, Serialize};

/// Rows a page may hold at most.
pub const LARGEST_PAGE: u32 = 100;

/// One page of a list with the exact total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many rows the whole list has.
    pub total: u64,
    /// This page's number, from 1.
    pub page: u32,
    /// Rows a page holds.
    pub size: u32,
}

impl<T> Page<T> {
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
}
