//! How much a request may bring, and how long it may take.
//!
//! A body that is declared too large is refused; one that grows too large is cut off (`DefaultBodyLimit`, which the readers of
//! forms and server functions honor). A body that trickles is cut off too. What a handler did not read is read to its end
//! before the answer goes out, within bounds: a browser that is still sending would see a broken connection instead of the answer.

pub(crate) mod paced;

use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use domain::fault::FaultCode;
use tokio::time::timeout;
use tower::{Layer as _, ServiceExt as _};

use super::origin::reads;
use crate::address::sender;
use crate::policy::{BodySize, Policy, SMALL_FORM};
use crate::refusal;
use crate::state::AppState;
use paced::Paced;

/// Bytes a second that a body brings on average over all: somewhat less than the slowest mobile network (2G, 50 kbit/s).
const SLOWEST: u64 = 4096;

/// Bounds a request in size and time.
pub async fn bounded(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let policy = Policy::of(request.extensions());
    let (largest, with_photos) = policy.body.bounds();
    let reading = reads(request.method());
    let mut share = state.body_memory.of(&sender(request.extensions()));
    let (parts, body) = request.into_parts();
    let declared =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let expected = if reading { 0 } else { declared.unwrap_or(largest as u64).min(largest as u64) };
    let body = Paced::new(body);
    let rest = body.clone();
    let answer = async {
        let own_page = matches!(policy.body, BodySize::OwnPhotos(_));
        let too_large = declared.is_some_and(|length| length > largest as u64) && !own_page;
        // Photos are not kept in memory; the text that comes with them counts where it is read.
        let in_memory = if with_photos || expected <= SMALL_FORM as u64 { 0 } else { expected };
        let response = if too_large {
            refusal::refuse_as(policy, &state, &path, FaultCode::BodyTooLarge)
        } else if !share.grow(in_memory) {
            refusal::refuse_as(policy, &state, &path, FaultCode::Unavailable)
        } else {
            let request = Request::from_parts(parts, Body::from_stream(body));
            let Ok(response) = DefaultBodyLimit::max(largest).layer(next).oneshot(request).await;
            response
        };
        if !reading && declared.is_none_or(|length| length <= 2 * largest as u64) {
            rest.drain(2 * largest).await;
        }
        response
    };
    let Some(patience) = policy.patience else { return answer.await };
    let patience = patience + Duration::from_secs(expected / SLOWEST);
    timeout(patience, answer)
        .await
        .unwrap_or_else(|_| refusal::refuse_as(policy, &state, &path, FaultCode::Unavailable))
}
