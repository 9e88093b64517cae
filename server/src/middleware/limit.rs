//! A high ceiling on forms from one address, counted in the store. It stops a flood, not a person: behind the address of a
//! mobile carrier stand thousands. Server functions are not counted; most of them read, and staff share an office's address.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use backend::Failure;
use domain::fault::FaultCode;

use super::address::{ClientAddress, counted_as};
use super::origin::reads;
use crate::doors::Doors;
use crate::refusal;

/// Seconds over which forms are counted.
const WINDOW: i64 = 3600;

/// Counts what may change something. When the store is away nothing is counted and nobody is refused for it.
pub async fn counted(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if doors.requests_an_hour == 0 || reads(request.method()) || path.starts_with("/rpc/") {
        return next.run(request).await;
    }
    let Some(ClientAddress(address)) = request.extensions().get::<ClientAddress>().copied() else {
        return next.run(request).await;
    };
    let address = counted_as(address).to_string();
    match backend::limit::admit_address(&doors.backend, &address, WINDOW, doors.requests_an_hour).await {
        Ok(()) => next.run(request).await,
        Err(Failure::Faults(faults)) => {
            refusal::refuse_form(&doors, request, faults.first().copied().unwrap_or(FaultCode::TooMany.into())).await
        }
        Err(error) => {
            tracing::warn!(?error, "forms are not counted");
            next.run(request).await
        }
    }
}
