//! Whoever sends or takes in data has to keep going: a pace over a sliding window, and no long silence.
//!
//! Only the time counts in which we wait for the other side; while the server itself is busy, nobody is slow. The window is kept as what is
//! left of it: waiting uses it up, every byte gives back the time that it may take, and never more than the whole. Having been fast so buys
//! one window of slowness and no more, and whoever keeps the pace within every window is never cut off.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

/// What is asked of the other side.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Bytes a second on average over the window.
    pub slowest: u64,
    pub window: Duration,
    /// How long nothing may move at all.
    pub silence: Duration,
}

/// How the other side has kept the pace so far.
#[derive(Debug)]
pub struct Pace {
    measure: Measure,
    /// What is left of the window, and of the silence.
    left: Duration,
    quiet: Duration,
    /// Since when it has been waited for.
    waiting: Option<Instant>,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Pace {
    /// Nobody has been waited for yet.
    pub fn new(measure: Measure) -> Pace {
        Pace { measure, left: measure.window, quiet: measure.silence, waiting: None, alarm: None }
    }

    /// So many bytes have moved.
    pub fn moved(&mut self, bytes: usize) {
        self.moved_at(Instant::now(), bytes);
    }

    /// Nothing has moved: ready once that has lasted too long.
    pub fn poll_over(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let now = Instant::now();
        let left = self.wait_at(now);
        if left.is_zero() {
            return Poll::Ready(());
        }
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(now + left)));
        alarm.as_mut().reset(now + left);
        ready!(alarm.as_mut().poll(context));
        Poll::Ready(())
    }

    fn moved_at(&mut self, now: Instant, bytes: usize) {
        self.settle(now);
        let time = Duration::from_micros((bytes as u64).saturating_mul(1_000_000) / self.measure.slowest.max(1));
        self.left = self.left.saturating_add(time).min(self.measure.window);
        self.quiet = self.measure.silence;
    }

    /// Waits from now on; how long that may last.
    fn wait_at(&mut self, now: Instant) -> Duration {
        self.settle(now);
        self.waiting = Some(now);
        self.left.min(self.quiet)
    }

    /// Takes off the time that was waited.
    fn settle(&mut self, now: Instant) {
        let waited = self.waiting.take().map(|since| now.saturating_duration_since(since)).unwrap_or_default();
        self.left = self.left.saturating_sub(waited);
        self.quiet = self.quiet.saturating_sub(waited);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection;
    use crate::middleware::body::paced;

    /// Moves so many bytes after so many seconds of waiting, one after the other; the second in which it is over, if it is.
    fn run(measure: Measure, pieces: impl IntoIterator<Item = (usize, u64)>) -> Option<u64> {
        let (mut pace, began) = (Pace::new(measure), Instant::now());
        let mut now = began;
        for (bytes, seconds) in pieces {
            let after = Duration::from_secs(seconds);
            let left = pace.wait_at(now);
            if left <= after {
                return Some((now + left - began).as_secs());
            }
            now += after;
            pace.moved_at(now, bytes);
        }
        None
    }

    #[test]
    fn the_slowest_network_passes_with_its_pauses() {
        for measure in [paced::MEASURE, connection::MEASURE] {
            assert_eq!(run(measure, vec![(6250, 1); 1600]), None, "10 MB at 50 kbit/s");
            let mut holes = vec![(6250, 1); 18];
            holes.push((6250, 12));
            assert_eq!(run(measure, holes.repeat(20)), None, "with a hole of twelve seconds every half minute");
        }
    }

    #[test]
    fn i02_having_been_fast_does_not_buy_a_trickle() {
        for fast in [0, 10 * 1024 * 1024] {
            let pieces = std::iter::once((fast, 0)).chain(std::iter::repeat_n((1, 1), 3600));
            assert_eq!(run(paced::MEASURE, pieces), Some(25));
        }
        let half = run(paced::MEASURE, vec![(1024, 1); 3600]);
        assert!(half.is_some_and(|second| (45..=52).contains(&second)), "{half:?}");
        assert_eq!(run(paced::MEASURE, [(100_000, 1), (1, 16)]), Some(16), "silence");
        assert_eq!(run(connection::MEASURE, [(1_000_000, 0), (1, 100)]), Some(30), "nobody reads");
    }

    #[test]
    fn nobody_is_slow_while_the_server_is_busy() {
        let (mut pace, mut now) = (Pace::new(paced::MEASURE), Instant::now());
        for _ in 0..100 {
            assert!(!pace.wait_at(now).is_zero());
            now += Duration::from_secs(1);
            pace.moved_at(now, 5000);
            now += Duration::from_secs(60);
        }
    }
}
