//! Photos on their way in: never more of them in memory than the setting allows, each no larger than a photo may be.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use axum::extract::multipart::Field;
use bytes::{Bytes, BytesMut};
use domain::fault::FaultCode;
use domain::photo::LARGEST_BYTES;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::post::chunk;

/// How long a photo waits for others to be finished.
const PATIENCE: Duration = Duration::from_secs(10);

/// A photo as it was sent, and its share of the memory for photos. Keep both together until it is stored.
pub struct Received {
    /// The file.
    pub bytes: Bytes,
    _share: Share,
}

/// Memory taken, in KiB; given back when dropped.
#[derive(Default)]
struct Share {
    held: Option<OwnedSemaphorePermit>,
    kib: usize,
}

impl Share {
    /// Takes as much as `bytes` need; `false` when others hold it for too long.
    async fn grow(&mut self, memory: &Arc<Semaphore>, bytes: usize) -> bool {
        let missing = bytes.div_ceil(1024).saturating_sub(self.kib);
        let Ok(wanted) = u32::try_from(missing) else { return false };
        if wanted == 0 {
            return true;
        }
        let Ok(Ok(more)) = timeout(PATIENCE, memory.clone().acquire_many_owned(wanted)).await else { return false };
        self.kib += missing;
        match &mut self.held {
            Some(held) => held.merge(more),
            none => *none = Some(more),
        }
        true
    }
}

/// Reads a file to its end; what is refused is read on but not kept, so that the fields behind it are not lost. `None` when
/// nothing was chosen.
///
/// # Errors
/// When the form cannot be read on. Within: why this file was not taken.
pub async fn receive(
    part: &mut Field<'_>,
    between: &AtomicUsize,
    memory: &Arc<Semaphore>,
) -> Result<Option<Result<Received, FaultCode>>, FaultCode> {
    let mut bytes = BytesMut::new();
    let mut share = Share::default();
    let mut refused = None;
    while let Some(piece) = chunk(part, between).await? {
        if refused.is_some() {
            continue;
        }
        let length = bytes.len() + piece.len();
        if length > LARGEST_BYTES {
            refused = Some(FaultCode::PhotoTooLarge);
        } else if !share.grow(memory, length).await {
            refused = Some(FaultCode::Unavailable);
        }
        if refused.is_some() {
            (bytes, share) = (BytesMut::new(), Share::default());
        } else {
            // Room for the largest photo at once, as growing copies and so holds a photo twice; what is not written to takes no memory.
            bytes.reserve(LARGEST_BYTES - bytes.len());
            bytes.extend_from_slice(&piece);
        }
    }
    if let Some(code) = refused {
        return Ok(Some(Err(code)));
    }
    Ok((!bytes.is_empty()).then(|| Ok(Received { bytes: bytes.freeze(), _share: share })))
}
