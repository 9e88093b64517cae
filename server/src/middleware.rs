//! What surrounds every request, from the outside in: its id, the log and the last net for panics; the headers of the
//! answer; its own head; whose request it is; its time and size; whether its address is text; whether it comes from our own pages;
//! whether that address sends too much; what server functions have in common; that it has its turn and is brought to its end.

pub mod address;
pub mod body;
pub mod finish;
pub mod head;
pub mod headers;
pub mod limit;
pub mod origin;
pub mod server_function;
pub mod trace;
pub mod turn;
pub mod uri;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use crate::doors::Doors;

/// Answers shorter than this are not worth compressing (bytes).
const WORTH_COMPRESSING: u16 = 1024;

/// Puts everything around the router, in the order of this module's description.
pub fn surround(router: Router, doors: &Doors) -> Router {
    let worthwhile = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/wasm"));
    // The last layer added is the outermost.
    router
        .layer(from_fn_with_state(doors.clone(), finish::finished))
        .layer(axum::middleware::from_fn(server_function::answered))
        .layer(from_fn_with_state(doors.clone(), limit::counted))
        .layer(from_fn_with_state(doors.clone(), origin::checked))
        .layer(from_fn_with_state(doors.clone(), uri::readable))
        .layer(from_fn_with_state(doors.clone(), body::bounded))
        .layer(from_fn_with_state(doors.clone(), address::found))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worthwhile))
        .layer(from_fn_with_state(doors.clone(), head::checked))
        .layer(from_fn_with_state(doors.clone(), headers::secured))
        .layer(from_fn_with_state(doors.clone(), trace::traced))
}
