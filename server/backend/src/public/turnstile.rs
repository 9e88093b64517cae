//! Strangers search one after the other, and all together only so often: whatever they ask, the rest of the city notices little of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::fault::{Fault, FaultCode};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::Instant;

use crate::Failure;

/// Searches that may follow each other at once after a while without any: people come in swarms, machines without end.
const SWARM: u32 = 50;
/// Who waits at most; the next is told to come again.
const QUEUE: usize = 64;
/// How long somebody waits.
const PATIENCE: Duration = Duration::from_secs(4);

/// Seconds after which there is room again for whoever came when too many searched.
const ROOM: u32 = 5;

fn crowded() -> Failure {
    Fault { wait: Some(ROOM), ..FaultCode::Crowded.into() }.into()
}

/// Lets one in at a time.
pub(crate) struct Turnstile {
    /// Between two searches in the long run; none for as many as come.
    pace: Option<Duration>,
    /// From when on the next one would keep the pace if there were no swarms.
    turn: Mutex<Instant>,
    waiting: Arc<AtomicUsize>,
}

/// Who holds it searches.
pub(crate) struct Turn<'a>(#[expect(dead_code, reason = "held until the search is over")] MutexGuard<'a, Instant>);

/// One of those who wait, as long as it does.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Turnstile {
    pub(crate) fn new(a_second: u32) -> Turnstile {
        let pace = (a_second > 0).then(|| Duration::from_secs(1) / a_second);
        let now = Instant::now();
        let rested = pace.and_then(|pace| now.checked_sub(pace * SWARM)).unwrap_or(now);
        Turnstile { pace, turn: Mutex::new(rested), waiting: Arc::default() }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// When too many wait already, or it takes too long.
    pub(crate) async fn pass(&self) -> Result<Turn<'_>, Failure> {
        let waiting = Waiting(self.waiting.clone());
        if waiting.0.fetch_add(1, Ordering::Relaxed) >= QUEUE {
            return Err(crowded());
        }
        let turn = tokio::time::timeout(PATIENCE, self.turn()).await;
        turn.map_err(|_| crowded())
    }

    async fn turn(&self) -> Turn<'_> {
        let mut due = self.turn.lock().await;
        if let Some(pace) = self.pace {
            let now = Instant::now();
            let swarm = pace * SWARM;
            // Who comes after a long silence finds no more turns saved than a swarm needs.
            let at = (*due).max(now.checked_sub(swarm).unwrap_or(now));
            tokio::time::sleep_until(at).await;
            *due = at + pace;
        }
        Turn(due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_swarm_passes_at_once_and_who_searches_without_end_does_not() {
        let turnstile = Turnstile::new(10);
        let began = Instant::now();
        for _ in 0..SWARM {
            turnstile.pass().await.map(drop).expect("one of a swarm");
        }
        assert!(began.elapsed() < Duration::from_secs(4), "in step they would take five: {:?}", began.elapsed());
        let began = Instant::now();
        for _ in 0..12 {
            turnstile.pass().await.map(drop).expect("one of many");
        }
        assert!(began.elapsed() >= Duration::from_millis(200), "{:?}", began.elapsed());
    }

    #[tokio::test]
    async fn who_would_wait_long_is_told_so() {
        let turnstile = Turnstile::new(0);
        let first = turnstile.pass().await.map_err(|_| "first").expect("nobody is there");
        let began = Instant::now();
        let all = futures::future::join_all((0..QUEUE + 9).map(|_| async {
            (turnstile.pass().await.is_err_and(|failure| failure.is(FaultCode::Crowded)), began.elapsed() >= PATIENCE)
        }));
        let all = all.await;
        assert!(all.iter().all(|(refused, _)| *refused), "the first never ends");
        assert_eq!(all.iter().filter(|(_, waited)| !*waited).count(), 9, "nobody waits behind a full queue");
        drop(first);
        assert!(turnstile.pass().await.is_ok(), "nobody is counted who went away");
    }
}
