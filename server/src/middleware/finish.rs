//! A request waits for its turn, and is then brought to its end also when whoever sent it has gone away. Pages load what they show in tasks
//! of their own, which would otherwise go on without what they were given, and fail in the middle; and a change is then made whole or
//! refused whole, as always.

use std::net::IpAddr;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use leptos::prelude::Owner;
use leptos::reactive::computed::ScopedFuture;
use tracing::Instrument as _;

use crate::address::{ClientAddress, counted_as};
use crate::policy::Policy;
use crate::state::AppState;

/// How long the answer to who asks too often is kept back. It costs nothing to wait, and there is less of it to write.
const KEPT_BACK: Duration = Duration::from_secs(1);

/// Answers in a task that nobody gives up, which keeps the turn until it is done. How long it takes is bounded by what it waits for: the body,
/// the store.
pub async fn finished(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let address = asking(&request);
    let permit = match address {
        Some(address) => Some(state.concurrency.permit(address).await),
        None => None,
    };
    let answer = async move {
        let response = next.run(request).await;
        drop(permit);
        response
    };
    // Leptos lets a server function see what was provided to the page that is being made on the same thread, and so what somebody else has
    // typed, unless it has a root of its own.
    let answer = Owner::new_root(None).with(|| ScopedFuture::new_untracked(answer));
    let response = match tokio::spawn(answer.in_current_span()).await {
        Ok(response) => response,
        Err(failed) => match failed.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The program ends.
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    };
    if address.is_some() && response.status() == StatusCode::TOO_MANY_REQUESTS {
        tokio::time::sleep(KEPT_BACK).await;
    }
    response
}

/// The address that waits for a turn with a request whose route has it wait.
fn asking(request: &Request) -> Option<IpAddr> {
    let in_line = Policy::of(request.extensions()).in_line;
    let address = request.extensions().get::<ClientAddress>().filter(|_| in_line)?;
    Some(counted_as(address.0))
}
