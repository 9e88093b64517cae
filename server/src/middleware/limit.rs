//! A high ceiling on forms from one address, counted in the store. It stops a flood, not a person: behind the address of a
//! mobile carrier stand thousands. A route says whether it is counted (`policy`).
//!
//! One stranger can use up what an address has. So whoever is signed in, and each browser that was here before, has forms of its own that
//! nobody else can use up; only beyond them it counts for its address.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use domain::fault::FaultCode;
use foundation::Failure;

use super::origin::reads;
use crate::address::{ClientAddress, counted_as};
use crate::policy::Policy;
use crate::state::AppState;
use crate::{form, visitor};

/// Seconds over which forms are counted.
const WINDOW: i64 = 3600;
/// Forms of a browser that was here before: some reports, screen by screen.
const OF_DEVICE: u32 = 40;

/// Counts what may change something. When the store is away nothing is counted and nobody is refused for it.
pub async fn counted(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let counted = Policy::of(request.extensions()).counted && !reads(request.method());
    if state.requests_an_hour == 0 || !counted {
        return next.run(request).await;
    }
    let Some(ClientAddress(address)) = request.extensions().get::<ClientAddress>().copied() else {
        return next.run(request).await;
    };
    match admit(&state, request.headers(), address).await {
        Ok(()) => next.run(request).await,
        Err(Failure::Faults(faults)) => {
            form::refused::refuse(&state, request, faults.first().copied().unwrap_or(FaultCode::TooMany.into())).await
        }
        Err(error) => {
            tracing::warn!(?error, "forms are not counted");
            next.run(request).await
        }
    }
}

/// Counts a form among one's own, or else among those of its address. Once the store is found to be away it is not asked again.
async fn admit(state: &AppState, headers: &HeaderMap, address: IpAddr) -> Result<(), Failure> {
    // Thousands that are refused at once would stand in the line of those who write.
    let _permit = state.concurrency.permit(counted_as(address)).await;
    if let Some((who, most)) = own(state, headers).await? {
        match foundation::limit::admit_address(&state.backend, &who, WINDOW, most).await {
            Err(Failure::Faults(_)) => {}
            admitted => return admitted,
        }
    }
    let address = counted_as(address).to_string();
    foundation::limit::admit_address(&state.backend, &address, WINDOW, state.requests_an_hour).await
}

/// Who has forms of their own, and how many.
async fn own(state: &AppState, headers: &HeaderMap) -> Result<Option<(String, u32)>, Failure> {
    if let Some(actor) = visitor::find_actor(state, headers).await? {
        return Ok(Some((format!("account {}", actor.account), state.requests_an_hour)));
    }
    let device = visitor::device(state, headers);
    Ok(device.map(|device| (format!("device {device}"), OF_DEVICE.min(state.requests_an_hour))))
}
