//! Server functions answer scripts, with JSON and a status that is true. Leptos would answer a browser that asks for HTML with a
//! redirect to whatever page it came from, and with 500 where its own decoding failed, before any code of ours ran; what the
//! person did wrong, or an old page, is no fault of the server's.

use app::error::AppError;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use domain::fault::FaultCode;
use leptos_axum::handle_server_fns_with_context;

use crate::state::AppState;
use crate::{page, refusal};

/// Bytes of a serialized error at most.
const LONGEST_ERROR: usize = 64 * 1024;

/// Calls the server function of the address with a body that can be stored, and gives a failed one the status of its faults.
pub async fn call(State(state): State<AppState>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let json = kind.starts_with("application/json");
    let body = match Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(body) if has_nul(&body, json) => return refusal::json(vec![FaultCode::Malformed.into()]),
        Ok(body) => body,
        // Otherwise it broke off: whoever sent it has gone away.
        Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return refusal::json(vec![FaultCode::BodyTooLarge.into()]);
        }
        Err(_) => return refusal::json(vec![FaultCode::Malformed.into()]),
    };
    let request = Request::from_parts(parts, Body::from(body));
    let response = handle_server_fns_with_context(page::context(&state), request).await.into_response();
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, LONGEST_ERROR).await.unwrap_or_default();
    let faults = serde_json::from_slice::<AppError>(&body).ok().map(|error| error.faults);
    if let Some(status) = faults.as_ref().and_then(|faults| StatusCode::from_u16(domain::fault::status(faults)).ok()) {
        parts.status = status;
    }
    let mut response = Response::from_parts(parts, Body::from(body));
    refusal::finish(&mut response, &faults.unwrap_or_default());
    response
}

/// Whether a text in JSON or in a url-encoded form has the one character that PostgreSQL cannot store. Nobody types it.
fn has_nul(body: &[u8], json: bool) -> bool {
    if !json {
        return body.contains(&0) || body.windows(3).any(|window| window == b"%00");
    }
    let escaped = body.windows(6).enumerate().filter(|(_, window)| *window == b"\\u0000").any(|(at, _)| {
        // An escaped back slash before `u0000` is a back slash, not a character's number.
        body.iter().take(at).rev().take_while(|byte| **byte == b'\\').count() % 2 == 0
    });
    escaped || body.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_that_cannot_be_stored_is_seen_in_every_spelling() {
        for (with, json) in [(r#"{"words":"a\u0000b"}"#, true), ("words=a%00b", false), ("a\0b", true)] {
            assert!(has_nul(with.as_bytes(), json), "{with}");
        }
        for (without, json) in
            [(r#"{"words":"\\u0000"}"#, true), (r#"{"words":"5%00"}"#, true), ("words=5%2500", false), ("", false)]
        {
            assert!(!has_nul(without.as_bytes(), json), "{without}");
        }
    }
}
