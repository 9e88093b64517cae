//! A body whose sender has to keep going, and of which the rest can be read when nobody wants it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures::{Stream, StreamExt as _};

use crate::pace::{Measure, Pace};

/// A photo over the slowest mobile network (2G, 50 kbit/s) is three times as fast.
pub(crate) const MEASURE: Measure =
    Measure { slowest: 2048, window: Duration::from_secs(25), silence: Duration::from_secs(15) };

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
