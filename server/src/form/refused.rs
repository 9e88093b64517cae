//! A form that is refused before anybody looked into it: what was written into it is shown, to be copied.

use app::text;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::fault::Fault;
use domain::language::Language;

use super::post::{self, Fields};
use crate::address::sender;
use crate::document::escape;
use crate::policy::{Policy, Refusal, SMALL_FORM};
use crate::refusal;
use crate::state::AppState;

/// The fields of all forms in which people write.
const TYPED: &[&str] = &["words", "reason", "address", "phone", "number", "login"];

/// The answer, with whom to call should the words tell of danger. Forms that are larger than people fill them in are not read.
pub async fn refuse(state: &AppState, request: Request, fault: Fault) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let small = length.is_some_and(|length: usize| length <= SMALL_FORM);
    let policy = Policy::of(&parts.extensions);
    if policy.refusal == Refusal::Json || !small {
        return refusal::refuse_as(policy, state, path, fault);
    }
    let Ok(fields) = post::fields(state, &parts, body).await else { return refusal::refuse(state, path, fault) };
    let language = Language::of_path(path);
    let sender = sender(&parts.extensions);
    let mut calls = String::new();
    for words in [fields.get("words"), fields.get("reason")] {
        // Where too many wait for that, nobody can tell whether it is danger.
        if calls.is_empty() && casework::danger::read(&state.backend, &sender, words).await.is_ok() {
            calls = numbers(state, words, language);
        }
    }
    let kept = calls + &typed(&fields, language);
    let mut response = refusal::refuse_with(state, path, fault, &kept);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The numbers to call, as HTML; nothing where the words tell of no danger.
fn numbers(state: &AppState, words: &str, language: Language) -> String {
    let calls = casework::danger::emergency(&state.backend.catalog(), words, None).into_iter().map(|call| {
        let (digits, who) = (escape(&call.digits), text::term::emergency_service(call.service).get(language));
        format!(
            "<li><a class=\"emergency__number\" href=\"tel:{digits}\">\
             <svg class=\"icon\" width=\"24\" height=\"24\" aria-hidden=\"true\"><use href=\"/icons.svg#phone\"></use></svg>\
             <span class=\"emergency__digits numeric\">{digits}</span><span class=\"emergency__what\">{who}</span></a></li>"
        )
    });
    let calls: String = calls.collect();
    if calls.is_empty() { calls } else { format!("<ul class=\"emergency\" role=\"list\">{calls}</ul>") }
}

/// What was written into a form, as HTML; nothing where nothing was.
fn typed(fields: &Fields, language: Language) -> String {
    let typed = TYPED.iter().map(|name| fields.get(name).trim()).filter(|typed| !typed.is_empty());
    let typed: String = typed.map(|typed| format!("<p class=\"user-words\">{}</p>", escape(typed))).collect();
    if typed.is_empty() {
        return typed;
    }
    let unsent = text::ui::UNSENT.get(language);
    format!("<section class=\"notice notice--warning\"><div><p>{unsent}</p>{typed}</div></section>")
}
