//! A multipart body, piece by piece.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use bytes::Bytes;
use domain::fault::FaultCode;
use foundation::share::Share;
use futures::{StreamExt as _, stream};

use crate::policy::SMALL_FORM;

/// Bytes that may pass between two parts before their sender is given up.
const LONGEST_GAP: usize = 64 * 1024;

/// The body, one piece at a time: the multipart reader would otherwise take all that has come into its memory. It ends with
/// an error when no part begins where one should.
pub(super) fn guarded(body: Body, between: Arc<AtomicUsize>) -> Body {
    let mut pieces = body.into_data_stream();
    let mut pause = false;
    Body::from_stream(stream::poll_fn(move |context| {
        if std::mem::take(&mut pause) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = pieces.poll_next_unpin(context);
        if let Poll::Ready(Some(Ok(bytes))) = &piece {
            pause = true;
            if between.fetch_add(bytes.len(), Ordering::Relaxed) > LONGEST_GAP {
                return Poll::Ready(Some(Err(axum::Error::new("no part begins where one should"))));
            }
        }
        piece
    }))
}

/// Reads the next piece of a part.
pub(super) async fn chunk(part: &mut Field<'_>, between: &AtomicUsize) -> Result<Option<Bytes>, FaultCode> {
    between.store(0, Ordering::Relaxed);
    part.chunk().await.map_err(fault)
}

/// What is no UTF-8 comes from no page of ours, and is refused: something else than what was sent must not be kept for it.
/// Text beyond what people fill in counts for whoever sends it, so that many long forms do not fill the memory.
pub(super) async fn text(
    part: &mut Field<'_>,
    between: &AtomicUsize,
    most: usize,
    memory: &mut Share,
) -> Result<String, FaultCode> {
    let mut text = Vec::new();
    while let Some(bytes) = chunk(part, between).await? {
        if text.len() + bytes.len() > most {
            return Err(FaultCode::BodyTooLarge);
        }
        if text.len() + bytes.len() > SMALL_FORM && !memory.grow(bytes.len() as u64) {
            return Err(FaultCode::Unavailable);
        }
        text.extend_from_slice(&bytes);
    }
    String::from_utf8(text).map_err(|_| FaultCode::Malformed)
}

pub(super) fn fault(error: MultipartError) -> FaultCode {
    by_status(error.status())
}

pub(super) fn by_status(status: StatusCode) -> FaultCode {
    if status == StatusCode::PAYLOAD_TOO_LARGE { FaultCode::BodyTooLarge } else { FaultCode::Malformed }
}
