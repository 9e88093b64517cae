//! How much people may write, in reports and in the steps of a case alike.

use crate::normal::kept;

/// Characters the words may have.
pub const LONGEST_WORDS: usize = 1000;
/// Characters that words may have on their way, with all that is not kept of them.
pub const LONGEST_SENT: usize = 4 * LONGEST_WORDS;
/// Characters the address may have.
pub const LONGEST_ADDRESS: usize = 120;

/// Whether a person's words are longer than so many characters. Those that are kept count: browsers send the end of a line as two, and what
/// nobody sees is no length that anybody could shorten. Far more of that than anybody types is too long all the same, as a draft holds a
/// form as it came.
pub fn is_too_long(words: &str, most: usize) -> bool {
    words.chars().nth(4 * most).is_some() || kept(words).trim().chars().nth(most).is_some()
}
