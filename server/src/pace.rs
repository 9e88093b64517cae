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
    /// The window.
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
        self.settle();
        let time = Duration::from_micros((bytes as u64).saturating_mul(1_000_000) / self.measure.slowest.max(1));
        self.left = self.left.saturating_add(time).min(self.measure.window);
        self.quiet = self.measure.silence;
    }

    /// Nothing has moved: ready once that has lasted too long.
    pub fn poll_over(&mut self, context: &mut Context<'_>) -> Poll<()> {
        self.settle();
        let left = self.left.min(self.quiet);
        if left.is_zero() {
            return Poll::Ready(());
        }
        let now = Instant::now();
        self.waiting = Some(now);
        let over = now + left;
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(over)));
        alarm.as_mut().reset(over);
        ready!(alarm.as_mut().poll(context));
        Poll::Ready(())
    }

    /// Takes off the time that was waited.
    fn settle(&mut self) {
        let waited = self.waiting.take().map(|since| since.elapsed()).unwrap_or_default();
        self.left = self.left.saturating_sub(waited);
        self.quiet = self.quiet.saturating_sub(waited);
    }
}
