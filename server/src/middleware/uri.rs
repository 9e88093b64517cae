//! Addresses whose text can be stored.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::fault::FaultCode;

use crate::doors::Doors;
use crate::refusal;

/// Refuses an address that holds U+0000, the one character that PostgreSQL cannot store or compare. Nobody types it.
pub async fn readable(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    if uri.path().contains("%00") || uri.query().is_some_and(|query| query.contains("%00")) {
        return refusal::refuse(&doors, uri.path(), FaultCode::Malformed);
    }
    next.run(request).await
}
