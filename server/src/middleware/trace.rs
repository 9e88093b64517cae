//! The id of a request, its line in the log, and the last net: a panic is an apology with the id, not a broken connection.
//!
//! Of an address its route is logged, with a case's number: never the query, which holds what people searched for, nor what else stands in
//! it, which may be a secret. An address that belongs to no route is logged as far as it is made of plain words.

use std::hash::{BuildHasher as _, RandomState};
use std::panic::AssertUnwindSafe;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use app::text;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::language::Language;
use futures::FutureExt as _;
use tracing::Instrument as _;

use super::origin::reads;
use crate::policy::{Policy, Refusal};
use crate::state::AppState;
use crate::{metrics, refusal};

/// Of an address without a route: letters of a word, and words.
const LONGEST_WORD: usize = 24;
const MOST_WORDS: usize = 8;
/// What stands for a secret.
const MASK: &str = "***";

/// Runs the request under its id and logs how it ended: what reads in `debug`, what changes something in `info`, failures in `error`.
pub async fn traced(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let id = next_id();
    let began = Instant::now();
    let path = request.uri().path().to_owned();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map(|route| named(route.as_str(), &path));
    let method = request.method().clone();
    let reading = reads(request.method());
    let policy = Policy::of(request.extensions());
    let span = tracing::info_span!("request", id, method = %request.method(), path = %route.unwrap_or_else(|| plain_words(&path)));
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    async {
        let mut response = answer.await.unwrap_or_else(|_| apology(policy, &state, &path, &id));
        let status = response.status().as_u16();
        let ms = began.elapsed().as_millis();
        metrics::note_request(matched.as_ref().map(MatchedPath::as_str), &method, status, began.elapsed());
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

/// The route, with the number of the case that an address on it names; whatever else stands in the address is masked.
fn named(route: &str, path: &str) -> String {
    let number = |segment: &str| CaseNumber::parse(segment).map(|number| number.to_string());
    let segments = route.split('/').zip(path.split('/')).map(|(name, segment)| match name {
        "{number}" => number(segment).unwrap_or_else(|| MASK.to_owned()),
        name if name.starts_with('{') => MASK.to_owned(),
        name => name.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The beginning of an address, with everything masked that is no plain word: it may be a secret, mistyped or spelled another way.
fn plain_words(path: &str) -> String {
    let is_word = |segment: &str| {
        let letters =
            segment.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.'));
        letters && segment.len() <= LONGEST_WORD && segment.bytes().filter(u8::is_ascii_digit).count() <= 4
    };
    let mut segments: Vec<&str> =
        path.split('/').take(MOST_WORDS).map(|segment| if is_word(segment) { segment } else { MASK }).collect();
    if path.split('/').count() > MOST_WORDS {
        segments.push("…");
    }
    segments.join("/")
}

fn apology(policy: Policy, state: &AppState, path: &str, id: &str) -> Response {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    if policy.refusal == Refusal::Json {
        return status.into_response();
    }
    let language = Language::of_path(path);
    let words = text::fault::told(FaultCode::Unavailable.into(), language, &state.city(language));
    refusal::plain(state, path, status, &format!("{words} ({id})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a07_of_an_address_the_route_is_logged() {
        assert_eq!(named("/track/{secret}", "/track/0123abcd"), "/track/***");
        assert_eq!(named("/officer/{*rest}", "/officer/orders/0123abcd"), "/officer/***");
        assert_eq!(named("/en/cases/{number}", "/en/cases/PH20261123-000123"), "/en/cases/PH20261123-000123");
        assert_eq!(named("/cases/{number}", "/cases/5ec2e75ec2e7"), "/cases/***");
    }

    #[test]
    fn a07_of_an_unknown_address_plain_words_are_logged() {
        let secret = "5ec2e7".repeat(7);
        for (path, logged) in [
            (format!("//track/{secret}"), "//track/***"),
            (format!("/TRACK/{secret}/"), "/TRACK/***/"),
            (format!("/%74rack/{secret}"), "/***/***"),
            (format!("/track%2F{secret}"), "/***"),
            (format!("/track/../x/{secret}"), "/track/../x/***"),
            (format!("/track/{}", &secret[..20]), "/track/***"),
            ("/icon.svg".to_owned(), "/icon.svg"),
            ("/a/b/c/d/e/f/g/h/i/j".to_owned(), "/a/b/c/d/e/f/g/…"),
        ] {
            assert_eq!(plain_words(&path), logged, "{path}");
        }
    }

    #[test]
    fn ids_differ() {
        assert_ne!(next_id(), next_id());
    }
}
