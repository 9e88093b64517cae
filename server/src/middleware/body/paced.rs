//! A body whose sender has to keep going, and of which the rest can be read when nobody wants it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures::{Stream, StreamExt as _};

use crate::pace::{Measure, Pace};

/// A photo over the slowest mobile network (2G, 50 kbit/s) is three times as fast.
const MEASURE: Measure = Measure { slowest: 2048, window: Duration::from_secs(25), silence: Duration::from_secs(15) };

/// The body; all clones read the same one.
#[derive(Clone)]
pub struct Paced(Arc<Mutex<Source>>);

struct Source {
    body: BodyDataStream,
    brought: u64,
    pace: Pace,
    over: bool,
}

impl Paced {
    /// Begins to wait for a body.
    pub fn new(body: Body) -> Paced {
        let source = Source { body: body.into_data_stream(), brought: 0, pace: Pace::new(MEASURE), over: false };
        Paced(Arc::new(Mutex::new(source)))
    }

    /// Reads on and forgets, until the end, an error, or so many bytes in all.
    pub async fn drain(mut self, most: usize) {
        while let Some(Ok(_)) = self.next().await {
            if self.lock().brought > most as u64 {
                return;
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Source> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.lock().poll_next(context)
    }
}

impl Source {
    /// The next piece; an error, and then the end, once the sender is silent or too slow.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, axum::Error>>> {
        if self.over {
            return Poll::Ready(None);
        }
        match self.body.poll_next_unpin(context) {
            Poll::Ready(Some(Ok(bytes))) => {
                self.brought += bytes.len() as u64;
                self.pace.moved(bytes.len());
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(end) => {
                self.over = true;
                Poll::Ready(end)
            }
            Poll::Pending => {
                ready!(self.pace.poll_over(context));
                self.over = true;
                Poll::Ready(Some(Err(axum::Error::new("the body came too slowly"))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::stream;
    use tokio::time::{Instant, sleep};

    use super::*;

    /// A body of so many pieces, each of so many bytes after so long.
    fn body(pieces: Vec<(usize, Duration)>) -> Paced {
        let pieces = stream::iter(pieces).then(|(bytes, after)| async move {
            sleep(after).await;
            Ok::<_, std::io::Error>(Bytes::from(vec![0; bytes]))
        });
        Paced::new(Body::from_stream(pieces))
    }

    /// Whether it comes to its end, and after how long it does or is cut off.
    async fn read(mut body: Paced) -> (bool, Duration) {
        let began = Instant::now();
        while let Some(piece) = body.next().await {
            if piece.is_err() {
                return (false, began.elapsed());
            }
        }
        (true, began.elapsed())
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn the_slowest_network_passes_with_its_pauses() {
        let (whole, took) = read(body(vec![(6250, SECOND); 1600])).await;
        assert!(whole && took >= Duration::from_secs(1600), "10 MB at 50 kbit/s");
        // A hole of twelve seconds every half minute.
        let mut holes = vec![(6250, SECOND); 18];
        holes.push((6250, 12 * SECOND));
        assert!(read(body(holes.repeat(20))).await.0);
    }

    #[tokio::test(start_paused = true)]
    async fn i02_having_been_fast_does_not_buy_a_trickle() {
        for fast in [0, 10 * 1024 * 1024] {
            let mut pieces = vec![(fast, Duration::ZERO)];
            pieces.extend(vec![(1, SECOND); 3600]);
            let (whole, took) = read(body(pieces)).await;
            assert!(!whole && took <= Duration::from_secs(26), "{took:?}");
        }
        // Half the pace lasts two windows, again and again fast and then half of it no longer.
        let (whole, took) = read(body(vec![(1024, SECOND); 3600])).await;
        assert!(!whole && took <= Duration::from_secs(52), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn silence_is_cut_off() {
        let (whole, took) = read(body(vec![(100_000, SECOND), (1, 16 * SECOND)])).await;
        assert!(!whole && took <= Duration::from_secs(17), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_is_slow_while_the_server_is_busy() {
        let mut body = body(vec![(5000, SECOND); 20]);
        for _ in 0..20 {
            assert!(matches!(body.next().await, Some(Ok(_))));
            sleep(Duration::from_secs(60)).await;
        }
        assert!(body.next().await.is_none());
    }
}
