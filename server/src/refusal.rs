//! A request that no page answers: foreign, malformed, too large, too often, or broken inside. Scripts get the JSON that
//! server functions answer with, people a small page in the language of the address.

use app::error::AppError;
use app::text::{self, Text};
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::fault::{Fault, FaultKind};
use domain::language::Language;

use crate::doors::Doors;
use crate::form::post::{self, Fields};
use crate::metrics;
use crate::middleware::address::sender;
use crate::middleware::body::SMALL;
use crate::policy::{Policy, Refusal};

/// The fields of all forms in which people write.
const TYPED: &[&str] = &["words", "reason", "address", "phone", "number", "login"];

/// The answer to a request that is refused, in the form of its route.
pub fn refuse_as(policy: Policy, doors: &Doors, path: &str, fault: impl Into<Fault>) -> Response {
    match policy.refusal {
        Refusal::Json => json(vec![fault.into()]),
        Refusal::Page => refuse(doors, path, fault),
    }
}

/// The answer to somebody who asks for a page on `path` and is refused.
pub fn refuse(doors: &Doors, path: &str, fault: impl Into<Fault>) -> Response {
    let fault = fault.into();
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let title = text::fault::title(fault.code.kind());
    let language = Language::of_path(path);
    let told = text::fault::told(fault, language, &doors.city(language));
    let mut response = titled(doors, path, status, title, &told, "");
    finish(&mut response, &[fault]);
    response
}

/// The same for a form, with what was written into it, to be copied, and whom to call should it tell of danger. Forms that are larger than
/// people fill them in are not read.
pub async fn refuse_form(doors: &Doors, request: Request, fault: Fault) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let small = length.is_some_and(|length: usize| length <= SMALL);
    let policy = Policy::of(&parts.extensions);
    if policy.refusal == Refusal::Json || !small {
        return refuse_as(policy, doors, path, fault);
    }
    let Ok(fields) = post::fields(doors, &parts, body).await else { return refuse(doors, path, fault) };
    let language = Language::of_path(path);
    let sender = sender(&parts.extensions);
    let mut calls = String::new();
    for words in [fields.get("words"), fields.get("reason")] {
        // Where too many wait for that, nobody can tell whether it is danger.
        if calls.is_empty() && casework::danger::read(&doors.backend, &sender, words).await.is_ok() {
            calls = numbers(doors, words, language);
        }
    }
    let kept = calls + &typed(&fields, language);
    let title = text::fault::title(fault.code.kind());
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let told = text::fault::told(fault, language, &doors.city(language));
    let mut response = titled(doors, path, status, title, &told, &kept);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    finish(&mut response, &[fault]);
    response
}

/// The numbers to call, as HTML; nothing where the words tell of no danger.
fn numbers(doors: &Doors, words: &str, language: Language) -> String {
    let calls = casework::danger::emergency(&doors.backend.catalog(), words, None).into_iter().map(|call| {
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

/// Faults for a script, in the shape of a failed server function.
pub fn json(faults: Vec<Fault>) -> Response {
    let status = StatusCode::from_u16(domain::fault::status(&faults)).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = (status, Json(AppError { faults: faults.clone() })).into_response();
    finish(&mut response, &faults);
    response
}

/// A small page that says what happened.
pub fn plain(doors: &Doors, path: &str, status: StatusCode, words: &str) -> Response {
    let wait = status.is_server_error();
    let kind = if wait { FaultKind::Wait } else { FaultKind::Unreadable };
    titled(doors, path, status, text::fault::title(kind), words, "")
}

/// The page of a city that has not brought what it needs.
pub fn not_open(doors: &Doors, path: &str) -> Response {
    let language = Language::of_path(path);
    let hotline = escape(&doors.city(language).hotline);
    let title = text::city::NOT_OPEN_TITLE.get(language);
    let content = format!(
        "<section class=\"failed\"><h1 class=\"failed__title\">{title}</h1><p class=\"failed__text\">{}</p>\
         <p class=\"failed__way\"><a class=\"button button--primary\" href=\"tel:{hotline}\">{}</a></p>\
         <p class=\"failed__way\"><a href=\"/login\">{}</a></p></section>",
        text::city::NOT_OPEN_TEXT.get(language),
        escape(&text::site::HELP.get(language, &doors.city(language))),
        text::site::SIGN_IN.get(language),
    );
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, document(doors, language, title, &content)).into_response();
    finish(&mut response, &[]);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `more` is HTML.
fn titled(doors: &Doors, path: &str, status: StatusCode, title: Text, words: &str, more: &str) -> Response {
    let language = Language::of_path(path);
    let title = title.get(language);
    let hotline = escape(&doors.city(language).hotline);
    let content = format!(
        "<section class=\"failed\"><h1 class=\"failed__title\">{title}</h1><p class=\"failed__text\">{}</p>\
         <p class=\"failed__way\"><a class=\"button button--secondary\" href=\"{}\">{}</a></p>\
         <p class=\"failed__way\"><a href=\"tel:{hotline}\">{}</a></p></section>{more}",
        escape(words),
        language.path("/"),
        text::site::HOME.get(language),
        escape(&text::site::HELP.get(language, &doors.city(language))),
    );
    let mut response = (status, document(doors, language, title, &content)).into_response();
    finish(&mut response, &[]);
    response
}

/// A document of the server's own, without script. `content` is HTML.
pub fn document(doors: &Doors, language: Language, title: &str, content: &str) -> Html<String> {
    Html(format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{} · {}</title>\
         <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{}\"></head>\
         <body><main class=\"page\" id=\"main\">{content}</main></body></html>",
        language.tag(),
        escape(title),
        escape(&doors.city(language).product),
        doors.stylesheet,
    ))
}

/// Text as it may stand in HTML, also within an attribute.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, letter| {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
        out
    })
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
