//! What surrounds every request, from the outside in: the policy of its route; its id, the log and the last net for panics; the headers of the
//! answer; its own head; compression; whose request it is; its time and size; whether its address is text; whether it comes from our own pages;
//! whether that address sends too much; that it has its turn and is brought to its end. None of it knows an address: what differs from route
//! to route stands in the policy.

pub mod address;
pub mod body;
pub mod compress;
pub mod finish;
pub mod head;
pub mod headers;
pub mod limit;
pub mod origin;
pub mod trace;
pub mod uri;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;

use crate::endpoint::Policies;
use crate::state::AppState;

/// Puts everything around the router, in the order of this module's description.
pub fn surround(router: Router, state: &AppState, policies: Arc<Policies>) -> Router {
    // The last layer added is the outermost.
    router
        .layer(from_fn_with_state(state.clone(), finish::finished))
        .layer(from_fn_with_state(state.clone(), limit::counted))
        .layer(from_fn_with_state(state.clone(), origin::checked))
        .layer(from_fn_with_state(state.clone(), uri::readable))
        .layer(from_fn_with_state(state.clone(), body::bounded))
        .layer(from_fn_with_state(state.clone(), address::found))
        .layer(from_fn(compress::compressed))
        .layer(from_fn_with_state(state.clone(), head::checked))
        .layer(from_fn_with_state(state.clone(), headers::secured))
        .layer(from_fn_with_state(state.clone(), trace::traced))
        .layer(from_fn_with_state(policies, governed))
}

/// Notes on the request what its route asks of it.
async fn governed(State(policies): State<Arc<Policies>>, mut request: Request, next: Next) -> Response {
    let policy = policies.find(&request);
    request.extensions_mut().insert(policy);
    next.run(request).await
}
