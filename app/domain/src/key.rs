//! Keys that a client makes for what it sends, so that it may send it again when the answer is lost.

use std::ops::RangeInclusive;

/// How many bytes a key has: enough that no two are ever the same, few enough to be kept.
const LENGTH: RangeInclusive<usize> = 8..=80;

/// Whether a text may be such a key.
pub fn is_key(text: &str) -> bool {
    LENGTH.contains(&text.len())
}
