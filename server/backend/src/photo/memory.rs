//! The memory that a picture took, given back before the next one takes as much.
//!
//! What is freed stays with the program's allocator for a moment, in case somebody wants it again. Two large pictures one right after the
//! other would so take up twice the room that one is allowed.

use std::time::Duration;

/// Bytes more than before that do not matter.
const SLACK: u64 = 16 * 1024 * 1024;
/// How often, and how long each time, it is waited for what was freed.
const TRIES: u32 = 24;
const PAUSE: Duration = Duration::from_millis(50);

/// Bytes of memory that the program takes up; `None` where the system does not say.
pub(super) fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

/// Waits until what was taken since then is given back, a second at most; after a picture of ordinary size not at all.
pub(super) fn settle(before: Option<u64>) {
    for _ in 0..TRIES {
        let grown = resident().zip(before).is_some_and(|(now, before)| now > before + SLACK);
        if !grown {
            return;
        }
        std::thread::sleep(PAUSE);
        // The allocator looks for what it may give back whenever something large is freed.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(SLACK as usize)));
    }
}
