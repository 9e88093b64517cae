//! A request is brought to its end also when whoever sent it has gone away. Pages load what they show in tasks of their own, which would
//! otherwise go on without what they were given, and fail in the middle; and a change is then made whole or refused whole, as always.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tracing::Instrument as _;

/// Answers in a task that nobody gives up. How long it takes is bounded by what it waits for: the body, the store.
pub async fn finished(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(failed) => match failed.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The program ends.
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}
