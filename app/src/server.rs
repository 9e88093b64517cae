//! What pages and server functions need from the running server. This file with its folder exists for `ssr` alone, as do what reads the
//! request (`request.rs`) and the pages without script (`desk/account`, `desk/audit`, `desk/city`).

pub mod account;
pub mod city;
pub mod confirmation;
pub mod entrance;
pub mod my;
pub mod session;

use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
pub use confirmation::confirmation;
use domain::account::Actor;
use domain::fault::{Fault, FaultCode, status, wait};
use domain::report::{CaseForm, EmergencyCall};
use foundation::limit::search::{Search, Searcher};
use foundation::share::Sender;
use foundation::{Backend, Failure};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::error::AppError;
pub use crate::request::{Address, Site, cookie, cookie_value, nothing_personal, set_status, site};

/// The backend of this process. A server function may ask for it at any time: its request is brought to its end also when whoever asked
/// has gone away (`server/src/middleware/finish.rs`), so that what it was given is there until then.
pub fn backend() -> Backend {
    expect_context::<Backend>()
}

/// Which of this browser's reports is meant: the one with the key in the address, or else the main one; `None` when it can have written
/// none. A browser that keeps no cookie has nothing but the key.
pub fn draft_token(key: Option<String>) -> Option<String> {
    let key = key.filter(|key| casework::draft::is_report_key(key));
    let parts = use_context::<Parts>()?;
    let browser = cookie::token(&parts.headers, cookie::Cookie::Draft, site().secure);
    let browser = browser.or_else(|| key.as_ref().map(|_| String::new()))?;
    Some(casework::draft::token(&browser, &key.unwrap_or_default()))
}

/// Gives a browser that begins a report its cookie with the first look: two tabs that are opened before anything is sent are then those of
/// one browser, and whoever comes without it later keeps none.
pub fn begin_draft() {
    let Some(options) = use_context::<ResponseOptions>() else { return };
    if cookie_value(cookie::Cookie::Draft).is_some() {
        return;
    }
    let cookie = casework::draft::new_token().map(|token| cookie::Cookie::Draft.set(&token, site().secure));
    if let Some(cookie) = cookie.ok().and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        options.append_header(header::SET_COOKIE, cookie);
    }
}

/// Who is signed in on the request's session; a fault when nobody is.
pub async fn actor() -> Result<Actor, AppError> {
    find_actor().await?.ok_or_else(|| fail(FaultCode::SignedOut.into()))
}

/// Who is signed in, if anybody.
pub async fn find_actor() -> Result<Option<Actor>, AppError> {
    let Some(token) = cookie_value(cookie::Cookie::Session) else { return Ok(None) };
    Ok(foundation::session::find(&backend(), &token).await?.map(|session| session.actor))
}

/// A stranger, as those who stand in line are told apart.
pub fn sender() -> Sender {
    Sender::Address(use_context::<Address>().map_or_else(String::new, |address| address.0))
}

/// Counts a search of whoever asks; a fault when they search too often. Staff are counted by account, others by device and address.
pub async fn count_search(actor: Option<&Actor>, what: Search) -> Result<(), AppError> {
    let who = match actor {
        Some(actor) => Searcher::Account(actor.account),
        None => {
            let parts = use_context::<Parts>();
            let said =
                |name| parts.as_ref().and_then(|parts| parts.headers.get(name)?.to_str().ok()).unwrap_or_default();
            let device = cookie_value(cookie::Cookie::Device)
                .unwrap_or_else(|| format!("{} {}", said(header::USER_AGENT), said(header::ACCEPT_LANGUAGE)));
            Searcher::Stranger {
                address: use_context::<Address>().map_or_else(String::new, |address| address.0),
                device,
            }
        }
    };
    match foundation::limit::search::search(&backend(), &who, what).await {
        None => Ok(()),
        Some(seconds) => Err(fail(Fault::later(seconds).into())),
    }
}

/// Whom to call first, where what was written on a case's page tells of danger. It was read when it came; what could not be is not read here,
/// where others are answered.
pub fn emergency(form: &CaseForm) -> Vec<EmergencyCall> {
    let typed = form.typed().join("\n");
    if casework::danger::was_read(&typed) {
        casework::danger::emergency(&backend().catalog(), &typed, None)
    } else {
        Vec::new()
    }
}

/// The year whose holidays staff should have brought by now and have not; told to staff alone.
pub fn lacks_year() -> Option<i32> {
    let backend = use_context::<Backend>()?;
    let today = backend.clock().now().date();
    backend.catalog().lacked_year(today).filter(|_| crate::request::is_desk_page())
}

/// An error with its status set on the answer, and how long to wait where that is known.
fn fail(error: AppError) -> AppError {
    set_status(status(&error.faults));
    if let (Some(options), Some(seconds)) = (use_context::<ResponseOptions>(), wait(&error.faults)) {
        options.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    error
}

impl From<Failure> for AppError {
    /// What happened inside was logged where it happened; the person is told the faults alone.
    fn from(failure: Failure) -> AppError {
        fail(AppError { faults: failure.faults() })
    }
}
