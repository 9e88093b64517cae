//! A body whose sender has to keep going, and of which the rest can be read when nobody wants it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures::{Stream, StreamExt as _};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long a sender may be silent in the middle of a body.
const SILENCE: Duration = Duration::from_secs(15);
/// From when on, and how many bytes a second, a body must have brought on average. A photo over the slowest
/// mobile network (2G, 50 kbit/s) is three times as fast.
const GRACE: Duration = Duration::from_secs(20);
const SLOWEST: u64 = 2048;

/// The body; all clones read the same one.
#[derive(Clone)]
pub struct Paced(Arc<Mutex<Source>>);

struct Source {
    body: BodyDataStream,
    began: Instant,
    brought: u64,
    alarm: Pin<Box<Sleep>>,
    over: bool,
}

impl Paced {
    /// Begins to wait for a body.
    pub fn new(body: Body) -> Paced {
        let began = Instant::now();
        let alarm = Box::pin(sleep_until(began + SILENCE));
        Paced(Arc::new(Mutex::new(Source { body: body.into_data_stream(), began, brought: 0, alarm, over: false })))
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
                let pace = self.began + GRACE + Duration::from_secs(self.brought / SLOWEST);
                self.alarm.as_mut().reset(pace.min(Instant::now() + SILENCE));
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(end) => {
                self.over = true;
                Poll::Ready(end)
            }
            Poll::Pending => {
                std::task::ready!(self.alarm.as_mut().poll(context));
                self.over = true;
                Poll::Ready(Some(Err(axum::Error::new("the body came too slowly"))))
            }
        }
    }
}
