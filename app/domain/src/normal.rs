//! One way of reading what people type, for every field, search and number: a full-width digit, a letter with its accent apart and
//! a character somebody cannot see are no reason to find nothing.
//!
//! - [`plain`] is for what machines rely on: numbers, names, words that are looked for. Compatible forms become one (NFKC: `Ａ` is `A`,
//!   `⽔` is `水`), and what nobody sees is gone.
//! - [`kept`] is for what is stored and shown as a person's own words: the same letters (NFC), without control, bidirectional and
//!   invisible characters. Rare Han characters, their variants and joined emoji stay what they are.
//! - [`folded`] is for comparing: [`plain`], simplified characters for traditional ones, small letters. Never shown.
//!
//! In the browser its own `String.normalize` does the first two, so that no table travels; [`folded`] is the server's alone.

#[cfg(not(target_arch = "wasm32"))]
mod simplified;

#[cfg(not(target_arch = "wasm32"))]
pub use simplified::{folded, simplified};

/// The compatible form of a text, without anything invisible. Twice gives the same as once.
pub fn plain(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.to_owned();
    }
    // What is invisible first: it may stand between a letter and its accent. And again: some of it hides in a compatible form.
    let seen = |text: &str| text.chars().filter(|c| !is_invisible(*c)).collect::<String>();
    let once = compatible(&seen(text));
    if once.chars().any(is_invisible) { compatible(&seen(&once)) } else { once }
}

/// [`plain`] without any white space: a number as it was copied from a message.
pub fn compact(text: &str) -> String {
    plain(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A person's own words as they are stored: composed, without characters that nobody sees and that carry no meaning. Lines stay.
pub fn kept(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n");
    let mut seen = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = None;
    while let Some(c) = rest.next() {
        if !is_invisible(c) || carries(c, before, rest.peek().copied()) {
            seen.push(c);
            before = Some(c);
        }
    }
    composed(&seen)
}

/// Characters nobody sees: controls other than line and tab, direction marks, joiners, selectors of variants, fillers, tags.
pub fn is_invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c as u32,
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f | 0x2028..=0x202e
            | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3
            | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}

/// Whether there is nothing to be seen: white space and invisible characters alone.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Whether a character belongs to a script written without spaces between words.
pub fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff | 0x3005 | 0x3007)
}

/// Whether an invisible character means something between its neighbors: it joins emoji, picks the variant of a sign or of a Han
/// character, names a flag, or shapes a word of a script that needs it.
fn carries(c: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match c as u32 {
        0x200d => is_sign(before) && after.is_some_and(seen_sign) || shaped(before) && after.is_some_and(shaped),
        0x200c => shaped(before) && after.is_some_and(shaped),
        0xfe0e | 0xfe0f => is_sign(before) || before.is_ascii_digit() || matches!(before, '#' | '*'),
        0xe0100..=0xe01ef | 0xfe00..=0xfe02 => is_han(before),
        0xe0020..=0xe007f => before == '\u{1f3f4}' || matches!(before as u32, 0xe0020..=0xe007e),
        _ => false,
    }
}

/// Signs and emoji, with what modifies them.
fn is_sign(c: char) -> bool {
    matches!(c as u32, 0xfe0f | 0x2190..=0x2bff | 0x3030 | 0x303d | 0x3297 | 0x3299 | 0x1f000..=0x1faff)
}

fn seen_sign(c: char) -> bool {
    is_sign(c) && !is_invisible(c)
}

/// Scripts whose letters take another shape by a joiner: Arabic to Malayalam, Sinhala, Myanmar, Khmer, Mongolian.
fn shaped(c: char) -> bool {
    matches!(c as u32, 0x600..=0xdff | 0x1000..=0x109f | 0x1780..=0x18af) && !is_invisible(c)
}

#[cfg(not(target_arch = "wasm32"))]
fn compatible(text: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfkc(text).collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn composed(text: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(text).collect()
}

#[cfg(target_arch = "wasm32")]
fn compatible(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

#[cfg(target_arch = "wasm32")]
fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

#[cfg(test)]
mod tests;
