//! Work that would hold up everybody else on the thread that began it.

use crate::Failure;

/// Runs what reads a disk or computes for long on a thread of its own; `what` says it in words, should it break.
///
/// # Errors
/// Its own; or when it broke.
pub async fn blocking<T: Send + 'static>(
    what: &str,
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Failure::Inside(format!("{what}: {error}")))?
}
