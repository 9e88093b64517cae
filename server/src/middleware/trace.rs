//! The id of a request, its line in the log, and the last net: a panic is an apology with the id, not a broken connection.
//!
//! Addresses are logged without their query, which holds what people searched for, and with the secrets in them masked.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, RandomState};
use std::panic::AssertUnwindSafe;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use app::text;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::language::Language;
use futures::FutureExt as _;
use tracing::Instrument as _;

use super::origin::reads;
use crate::doors::Doors;
use crate::refusal;

/// Runs the request under its id and logs how it ended: what reads in `debug`, what changes something in `info`, failures in `error`.
pub async fn traced(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let id = next_id();
    let began = Instant::now();
    let path = request.uri().path().to_owned();
    let reading = reads(request.method());
    let span = tracing::info_span!("request", id, method = %request.method(), path = %masked(&path));
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    async {
        let mut response = answer.await.unwrap_or_else(|_| apology(&doors, &path, &id));
        let status = response.status().as_u16();
        let ms = began.elapsed().as_millis();
        match (status, reading) {
            (503, _) => tracing::warn!(status, ms, "could not answer"),
            (500.., _) => tracing::error!(status, ms, "failed"),
            (_, false) => tracing::info!(status, ms, "answered"),
            (_, true) => tracing::debug!(status, ms, "answered"),
        }
        if let Ok(id) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("x-request-id", id);
        }
        response
    }
    .instrument(span)
    .await
}

/// Different for every request of this process, and for every process with overwhelming likelihood.
fn next_id() -> String {
    static PROCESS: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one("process"));
    static SERIAL: AtomicU64 = AtomicU64::new(1);
    format!("{:08x}-{:x}", *PROCESS >> 32, SERIAL.fetch_add(1, Ordering::Relaxed))
}

/// The address with the secrets of reporters and of the first start taken out.
fn masked(path: &str) -> Cow<'_, str> {
    for door in ["/track/", "/en/track/", "/setup/"] {
        if path.strip_prefix(door).is_some_and(|secret| !secret.is_empty()) {
            return Cow::Owned(format!("{door}***"));
        }
    }
    Cow::Borrowed(path)
}

fn apology(doors: &Doors, path: &str, id: &str) -> Response {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    if refusal::is_for_scripts(path) {
        return status.into_response();
    }
    let words = text::faults::UNAVAILABLE.get(Language::of_path(path));
    refusal::plain(doors, path, status, &format!("{words} ({id})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a07_secrets_in_addresses_are_masked() {
        assert_eq!(masked("/track/0123abcd"), "/track/***");
        assert_eq!(masked("/en/track/0123abcd/more"), "/en/track/***");
        assert_eq!(masked("/setup/0123abcd"), "/setup/***");
        assert_eq!(masked("/track"), "/track");
        assert_eq!(masked("/cases/PH20261123-000123"), "/cases/PH20261123-000123");
    }

    #[test]
    fn ids_differ() {
        assert_ne!(next_id(), next_id());
    }
}
