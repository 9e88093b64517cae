//! The memory that pictures take, one after the other: what the last large one took is given back before there would be too much.
//!
//! What is freed stays with the program's allocator for a second, in case somebody wants it again. Two of the largest pictures one right
//! after the other would so take up twice the room that one is allowed. Ordinary ones find room beside each other; and where it is not the
//! last picture that takes up the room, waiting helps nobody.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Bytes that the program takes up in all when a picture begins to be decoded: what is below 384 MiB is for what comes meanwhile.
const MOST: u64 = 344 * 1024 * 1024;
/// Bytes of a picture that matter, and that are large to the allocator.
const LARGE: u64 = 16 * 1024 * 1024;
/// After how long everything is given back that will be.
const GIVEN_BACK: Duration = Duration::from_millis(1200);
/// How often it is looked whether it has been.
const PAUSE: Duration = Duration::from_millis(50);

/// When the last large picture was done.
static LAST: Mutex<Option<Instant>> = Mutex::new(None);

/// Room for one picture, as long as it is worked on.
#[derive(Debug)]
pub(super) struct Room(u64);

/// Room for a picture that takes so many bytes; waits for what the last one took where there would be too much.
pub(super) fn room(bytes: u64) -> Room {
    while is_coming(bytes, last(), Instant::now()) && resident().is_some_and(|taken| taken + bytes > MOST) {
        std::thread::sleep(PAUSE);
        // The allocator looks for what it may give back whenever something large is freed.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE as usize)));
    }
    Room(bytes)
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.0 >= LARGE {
            *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
    }
}

/// Whether it is worth waiting with a picture, as something of the last one may still be given back.
fn is_coming(bytes: u64, last: Option<Instant>, now: Instant) -> bool {
    bytes >= LARGE && last.is_some_and(|last| now.duration_since(last) < GIVEN_BACK)
}

fn last() -> Option<Instant> {
    *LAST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Bytes of memory that the program takes up; `None` where the system does not say.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_waited_for_a_large_picture_before_a_large_one_and_for_nothing_else() {
        let now = Instant::now();
        assert!(is_coming(LARGE, Some(now), now) && is_coming(LARGE, Some(now), now + Duration::from_secs(1)));
        assert!(!is_coming(LARGE - 1, Some(now), now), "a small one needs no room");
        assert!(!is_coming(LARGE, Some(now), now + GIVEN_BACK), "there is no more to come");
        assert!(!is_coming(LARGE, None, now));
        let before = last();
        drop(room(LARGE - 1));
        assert_eq!(last(), before);
        drop(room(LARGE));
        assert!(last() > before);
    }
}
