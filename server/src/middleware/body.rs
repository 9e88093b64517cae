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
use domain::language::Language;
use tokio::time::timeout;
use tower::{Layer as _, ServiceExt as _};

use super::address::sender;
use super::origin::reads;
use crate::doors::Doors;
use crate::refusal;
use paced::Paced;

/// Bytes of a request without photos.
pub const LARGEST_FORM: usize = 1024 * 1024;
/// Bytes of a call of a server function: the longest form that people fill in has a tenth.
pub const LARGEST_CALL: usize = 128 * 1024;
/// Bytes of one photo with its wrapping.
pub const LARGEST_PHOTO_FORM: usize = 12 * 1024 * 1024;
/// Bytes of a report with its five photos.
pub const LARGEST_REPORT: usize = 56 * 1024 * 1024;

/// How long an answer may take once everything has come.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where photos wait to be decoded: five of them.
const PATIENCE_WITH_PHOTOS: Duration = Duration::from_secs(180);
/// Bytes a second that a body brings on average over all: somewhat less than the slowest mobile network (2G, 50 kbit/s).
const SLOWEST: u64 = 4096;
/// Bytes of a body that count for nobody: a form as people fill it in.
pub const SMALL: usize = 16 * 1024;

/// Bounds a request in size and time.
pub async fn bounded(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let (largest, with_photos) = bounds(&path);
    let reading = reads(request.method());
    let mut share = doors.body_memory.of(&sender(request.extensions()));
    let (parts, body) = request.into_parts();
    let declared =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let expected = if reading { 0 } else { declared.unwrap_or(largest as u64).min(largest as u64) };
    let body = Paced::new(body);
    let rest = body.clone();
    let answer = async {
        // A report that is too large is refused by its own page, which keeps what was typed before.
        let too_large = declared.is_some_and(|length| length > largest as u64) && largest != LARGEST_REPORT;
        // Photos are not kept in memory; the text that comes with them counts where it is read.
        let in_memory = if with_photos || expected <= SMALL as u64 { 0 } else { expected };
        let response = if too_large {
            refusal::refuse(&doors, &path, FaultCode::BodyTooLarge)
        } else if !share.grow(in_memory) {
            refusal::refuse(&doors, &path, FaultCode::Unavailable)
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
    let patience = if with_photos { PATIENCE_WITH_PHOTOS } else { PATIENCE };
    let patience = patience + Duration::from_secs(expected / SLOWEST);
    timeout(patience, answer).await.unwrap_or_else(|_| refusal::refuse(&doors, &path, FaultCode::Unavailable))
}

/// The largest body in bytes, and whether there may be photos in it.
fn bounds(path: &str) -> (usize, bool) {
    match Language::Chinese.path(path).as_str() {
        "/report" => (LARGEST_REPORT, true),
        "/media" => (LARGEST_PHOTO_FORM, true),
        path if path.starts_with("/rpc/") => (LARGEST_CALL, false),
        _ => (LARGEST_FORM, false),
    }
}
