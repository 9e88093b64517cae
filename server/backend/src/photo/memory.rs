//! The memory that pictures take, one after the other: what the last one took is given back before there would be too much.
//!
//! What is freed stays with the program's allocator for a moment, in case somebody wants it again. Two of the largest pictures one right
//! after the other would so take up twice the room that one is allowed. Ordinary ones find room beside each other.

use std::time::Duration;

/// Bytes that the program takes up in all when a picture begins to be decoded: what is below 384 MiB is for what comes meanwhile.
const MOST: u64 = 344 * 1024 * 1024;
/// How often, and how long each time, it is waited for what was freed.
const TRIES: u32 = 24;
const PAUSE: Duration = Duration::from_millis(50);
/// Bytes that are large to the allocator.
const LARGE: usize = 16 * 1024 * 1024;

/// Waits until there is room for a picture that takes so many bytes, a second at most.
pub(super) fn make_room(bytes: u64) {
    for _ in 0..TRIES {
        if resident().is_none_or(|taken| taken + bytes <= MOST) {
            return;
        }
        std::thread::sleep(PAUSE);
        // The allocator looks for what it may give back whenever something large is freed.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE)));
    }
}

/// Bytes of memory that the program takes up; `None` where the system does not say.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}
