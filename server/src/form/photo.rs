//! Photos on their way in: written to disk as they come, each no larger than a photo may be, of nobody more than their share.

use std::sync::atomic::AtomicUsize;

use axum::extract::multipart::Field;
use domain::fault::FaultCode;
use domain::photo::LARGEST_BYTES;
use foundation::Backend;
use foundation::port::spool::{Arriving, Spooled};
use foundation::share::Sender;

use super::multipart::chunk;

/// Reads a file to its end; what is refused is read on but not kept, so that the fields behind it are not lost. `None` when
/// nothing was chosen.
///
/// # Errors
/// When the form cannot be read on. Within: why this file was not taken.
pub async fn receive(
    part: &mut Field<'_>,
    between: &AtomicUsize,
    backend: &Backend,
    sender: &Sender,
) -> Result<Option<Result<Spooled, FaultCode>>, FaultCode> {
    let mut arriving: Option<Result<Arriving, FaultCode>> = None;
    while let Some(piece) = chunk(part, between).await? {
        // Where nothing was chosen, browsers send a file without a byte.
        if piece.is_empty() {
            continue;
        }
        let file = match arriving.take() {
            None => backend.spool().begin(sender).await,
            Some(file) => file,
        };
        let taken = match file {
            Ok(file) => take(file, &piece).await,
            refused => refused,
        };
        arriving = Some(taken);
    }
    Ok(match arriving {
        None => None,
        Some(Ok(file)) => Some(file.done().await),
        Some(Err(code)) => Some(Err(code)),
    })
}

/// The file with the next piece; dropped, and so deleted, when that is too much.
async fn take(mut file: Arriving, piece: &[u8]) -> Result<Arriving, FaultCode> {
    if file.length() + piece.len() as u64 > LARGEST_BYTES as u64 {
        return Err(FaultCode::PhotoTooLarge);
    }
    file.write(piece).await?;
    Ok(file)
}
