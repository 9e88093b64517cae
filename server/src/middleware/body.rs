//! How much a request may bring, and how long it may take.
//!
//! A body that is declared too large is refused; one that grows too large is cut off (`DefaultBodyLimit`, which the readers of
//! forms and server functions honor). A body that trickles is cut off too. What a handler did not read is read to its end
//! before the answer goes out, within bounds: a browser that is still sending would see a broken connection instead of the answer.

mod paced;

use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use domain::fault::FaultCode;
use domain::language::Language;
use tokio::time::timeout;
use tower::{Layer as _, ServiceExt as _};

use super::origin::reads;
use crate::doors::Doors;
use crate::refusal;
use paced::Paced;

/// Bytes of a request without photos.
pub const LARGEST_FORM: usize = 1024 * 1024;
/// Bytes of one photo with its wrapping.
pub const LARGEST_PHOTO_FORM: usize = 12 * 1024 * 1024;
/// Bytes of a report with its five photos.
pub const LARGEST_REPORT: usize = 56 * 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a request with photos may take: five of them over a slow mobile network.
const PATIENCE_WITH_PHOTOS: Duration = Duration::from_secs(600);

/// Bounds a request in size and time.
pub async fn bounded(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let (largest, patience) = bounds(&path);
    let reading = reads(request.method());
    let (parts, body) = request.into_parts();
    let declared =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let body = Paced::new(body);
    let rest = body.clone();
    let answer = async {
        // A report that is too large is refused by its own page, which keeps what was typed before.
        let too_large = declared.is_some_and(|length| length > largest as u64) && largest != LARGEST_REPORT;
        let response = if too_large {
            refusal::refuse(&doors, &path, FaultCode::BodyTooLarge)
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
    timeout(patience, answer).await.unwrap_or_else(|_| refusal::refuse(&doors, &path, FaultCode::Unavailable))
}

/// The largest body in bytes, and the time an answer may take.
fn bounds(path: &str) -> (usize, Duration) {
    match Language::Chinese.path(path).as_str() {
        "/report" => (LARGEST_REPORT, PATIENCE_WITH_PHOTOS),
        "/media" => (LARGEST_PHOTO_FORM, PATIENCE_WITH_PHOTOS),
        _ => (LARGEST_FORM, PATIENCE),
    }
}
