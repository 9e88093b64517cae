//! Server functions answer scripts, with JSON and a status that is true. Leptos would answer a browser that asks for HTML with a
//! redirect to whatever page it came from, and with 500 where its own decoding failed, before any code of ours ran; what the
//! person did wrong, or an old page, is no fault of the server's.

use app::error::AppError;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Bytes of a serialized error at most.
const LONGEST: usize = 64 * 1024;

/// Gives a failed server function the status of its faults.
pub async fn with_status(mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/rpc/") {
        return next.run(request).await;
    }
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let response = next.run(request).await;
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, LONGEST).await.unwrap_or_default();
    let status = serde_json::from_slice::<AppError>(&body).ok().map(|error| domain::fault::status(&error.faults));
    if let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(body))
}
