//! A request that no page answers: foreign, malformed, too large, too often, or broken inside. Scripts get the JSON that
//! server functions answer with, people a small page in the language of the address.

use app::error::AppError;
use app::text::{self, Text};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::fault::{Fault, FaultKind};
use domain::language::Language;

use crate::document::{document, escape};
use crate::metrics;
use crate::policy::{Policy, Refusal};
use crate::state::AppState;

/// The answer to a request that is refused, in the form of its route.
pub fn refuse_as(policy: Policy, state: &AppState, path: &str, fault: impl Into<Fault>) -> Response {
    match policy.refusal {
        Refusal::Json => json(vec![fault.into()]),
        Refusal::Page => refuse(state, path, fault),
    }
}

/// The answer to somebody who asks for a page on `path` and is refused.
pub fn refuse(state: &AppState, path: &str, fault: impl Into<Fault>) -> Response {
    refuse_with(state, path, fault.into(), "")
}

/// The same with something more at its end, which is HTML.
pub fn refuse_with(state: &AppState, path: &str, fault: Fault, more: &str) -> Response {
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let title = text::fault::title(fault.code.kind());
    let language = Language::of_path(path);
    let told = text::fault::told(fault, language, &state.city(language));
    let mut response = titled(state, path, status, title, &told, more);
    finish(&mut response, &[fault]);
    response
}

/// Faults for a script, in the shape of a failed server function.
pub fn json(faults: Vec<Fault>) -> Response {
    let status = StatusCode::from_u16(domain::fault::status(&faults)).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = (status, Json(AppError { faults: faults.clone() })).into_response();
    finish(&mut response, &faults);
    response
}

/// A small page that says what happened.
pub fn plain(state: &AppState, path: &str, status: StatusCode, words: &str) -> Response {
    let wait = status.is_server_error();
    let kind = if wait { FaultKind::Wait } else { FaultKind::Unreadable };
    titled(state, path, status, text::fault::title(kind), words, "")
}

/// The page of a city that has not brought what it needs.
pub fn not_open(state: &AppState, path: &str) -> Response {
    let language = Language::of_path(path);
    let hotline = escape(&state.city(language).hotline);
    let title = text::city::NOT_OPEN_TITLE.get(language);
    let content = format!(
        "<section class=\"failed\"><h1 class=\"failed__title\">{title}</h1><p class=\"failed__text\">{}</p>\
         <p class=\"failed__way\"><a class=\"button button--primary\" href=\"tel:{hotline}\">{}</a></p>\
         <p class=\"failed__way\"><a href=\"/login\">{}</a></p></section>",
        text::city::NOT_OPEN_TEXT.get(language),
        escape(&text::site::HELP.get(language, &state.city(language))),
        text::site::SIGN_IN.get(language),
    );
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, document(state, language, title, &content)).into_response();
    finish(&mut response, &[]);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `more` is HTML.
fn titled(state: &AppState, path: &str, status: StatusCode, title: Text, words: &str, more: &str) -> Response {
    let language = Language::of_path(path);
    let title = title.get(language);
    let hotline = escape(&state.city(language).hotline);
    let content = format!(
        "<section class=\"failed\"><h1 class=\"failed__title\">{title}</h1><p class=\"failed__text\">{}</p>\
         <p class=\"failed__way\"><a class=\"button button--secondary\" href=\"{}\">{}</a></p>\
         <p class=\"failed__way\"><a href=\"tel:{hotline}\">{}</a></p></section>{more}",
        escape(words),
        language.path("/"),
        text::site::HOME.get(language),
        escape(&text::site::HELP.get(language, &state.city(language))),
    );
    let mut response = (status, document(state, language, title, &content)).into_response();
    finish(&mut response, &[]);
    response
}

/// Counts what a request was refused for, if it was, and says after how many seconds it may be tried again, where waiting helps: what its faults tell, or else a
/// time by which the store may be back.
pub fn finish(response: &mut Response, faults: &[Fault]) {
    metrics::note_refusal(faults);
    let unknown = match response.status() {
        StatusCode::TOO_MANY_REQUESTS => Some(60),
        StatusCode::SERVICE_UNAVAILABLE => Some(10),
        _ => None,
    };
    if let Some(seconds) = domain::fault::wait(faults).or(unknown) {
        set_retry_after(response, seconds);
    }
}

/// Writes `Retry-After`.
pub fn set_retry_after(response: &mut Response, seconds: u32) {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
}
