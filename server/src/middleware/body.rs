//! How much a request may bring, and how long it may take.
//!
//! A body that is declared too large is refused before a byte of it is read; one that grows too large is cut off
//! (`DefaultBodyLimit`, which the readers of forms and server functions honor). A body that trickles is cut off too.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use domain::fault::FaultCode;
use domain::language::Language;
use futures::{Stream, StreamExt as _, stream};
use tokio::time::{Instant, timeout_at};
use tower::{Layer as _, ServiceExt as _};

use super::origin::reads;
use crate::doors::Doors;
use crate::refusal;

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
/// How long a sender may be silent in the middle of a body.
const SILENCE: Duration = Duration::from_secs(15);
/// From when on, and how many bytes a second, a body must have brought on average. A photo over the slowest
/// mobile network (2G, 50 kbit/s) is three times as fast.
const GRACE: Duration = Duration::from_secs(20);
const SLOWEST: u64 = 2048;

/// Bounds a request in size and time.
pub async fn bounded(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let (largest, patience) = bounds(&path);
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    // A report that is too large is refused by its own page, which keeps what was typed before.
    if declared.is_some_and(|length: u64| length > largest as u64) && largest != LARGEST_REPORT {
        return refusal::refuse(&doors, &path, FaultCode::BodyTooLarge);
    }
    let request = if reads(request.method()) { request } else { request.map(|body| Body::from_stream(paced(body))) };
    let limited = DefaultBodyLimit::max(largest).layer(next);
    match tokio::time::timeout(patience, limited.oneshot(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => refusal::refuse(&doors, &path, FaultCode::Unavailable),
    }
}

/// The largest body in bytes, and the time an answer may take.
fn bounds(path: &str) -> (usize, Duration) {
    match Language::Chinese.path(path).as_str() {
        "/report" => (LARGEST_REPORT, PATIENCE_WITH_PHOTOS),
        "/media" => (LARGEST_PHOTO_FORM, PATIENCE_WITH_PHOTOS),
        _ => (LARGEST_FORM, PATIENCE),
    }
}

/// The body, which ends with an error when its sender falls silent or trickles.
fn paced(body: Body) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    let began = Instant::now();
    stream::unfold((body.into_data_stream(), 0_u64, false), move |(mut body, brought, over)| async move {
        if over {
            return None;
        }
        let deadline = began + GRACE + Duration::from_secs(brought / SLOWEST);
        let deadline = deadline.min(Instant::now() + SILENCE);
        match timeout_at(deadline, body.next()).await {
            Ok(Some(Ok(bytes))) => {
                let brought = brought + bytes.len() as u64;
                Some((Ok(bytes), (body, brought, false)))
            }
            Ok(Some(Err(error))) => Some((Err(error), (body, brought, true))),
            Ok(None) => None,
            Err(_) => Some((Err(axum::Error::new("the body came too slowly")), (body, brought, true))),
        }
    })
}
