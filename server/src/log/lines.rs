//! How many lines the log has in a second: whoever asks without end must not fill the disk with what is said of it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lines a second of failures, and as many of everything else. The busiest hour of a city has a tenth of it.
const LINES: u32 = 50;

/// The lines of this second.
pub struct Lines(Mutex<Second>);

struct Second {
    began: Option<Instant>,
    written: u32,
    /// Records that had no line, since the last one that had.
    left_out: u64,
}

impl Lines {
    /// None yet.
    pub const fn new() -> Lines {
        Lines(Mutex::new(Second { began: None, written: 0, left_out: 0 }))
    }

    /// Whether there may be one more line, and how many records before it had none.
    pub fn next(&self) -> Option<u64> {
        self.next_at(Instant::now())
    }

    fn next_at(&self, now: Instant) -> Option<u64> {
        let mut second = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if second.began.is_none_or(|began| now.duration_since(began) >= Duration::from_secs(1)) {
            second.began = Some(now);
            second.written = 0;
        }
        if second.written >= LINES {
            second.left_out += 1;
            return None;
        }
        second.written += 1;
        Some(std::mem::take(&mut second.left_out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_writes_so_many_lines_and_how_many_it_did_not() {
        let (lines, began) = (Lines::new(), Instant::now());
        let written = (0..10_000).filter(|_| lines.next_at(began).is_some()).count();
        assert_eq!(written, LINES as usize);
        assert_eq!(lines.next_at(began + Duration::from_secs(1)), Some(10_000 - u64::from(LINES)));
        assert_eq!(lines.next_at(began + Duration::from_secs(1)), Some(0));
    }
}
