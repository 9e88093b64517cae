//! Simplified characters for traditional ones, for comparing alone: which word was meant is not decided, so nothing is shown of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::plain;

/// One character for one, from the table of OpenCC (Apache-2.0), where it gives several the one that reports are about: `著` is `着`.
const TABLE: &str = include_str!("../../data/simplified.tsv");

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pair = |line: &str| {
        let (from, to) = line.split_once('\t')?;
        Some((from.chars().next()?, to.chars().next()?))
    };
    TABLE.lines().skip(1).filter_map(pair).collect()
});

/// The simplified twin of a traditional character; any other character as it is.
pub fn simplified(c: char) -> char {
    if (c as u32) < 0x3400 { c } else { SIMPLIFIED.get(&c).copied().unwrap_or(c) }
}

/// A text for comparing: compatible forms are one, traditional characters simplified, letters small, nothing invisible.
pub fn folded(text: &str) -> String {
    let small: String = plain(text).chars().map(simplified).flat_map(char::to_lowercase).collect();
    // A small letter may be one that composes, or that is another one's compatible form.
    if small.is_ascii() { small } else { plain(&small) }
}
