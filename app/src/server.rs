//! What pages and server functions need from the running server. This file with its folder exists for `ssr` alone, as do the pages without
//! script (`desk/account`, `desk/audit`, `desk/city`).

pub mod account;
pub mod city_files;
pub mod confirmation;
pub mod cookie;

use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
pub use confirmation::confirmation;
use domain::account::Actor;
use domain::city::City;
use domain::fault::{Fault, FaultCode, status, wait};
use domain::language::Language;
use domain::report::{CaseForm, EmergencyCall};
use foundation::limit::search::{Search, Searcher};
use foundation::share::Sender;
use foundation::{Backend, Failure};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::error::AppError;
use crate::preferences::Preferences;

/// What of the configuration pages have to know.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Whether the public address is https: cookies get the `__Host-` prefix and `Secure`.
    pub secure: bool,
    /// Invented data.
    pub demo: bool,
    /// The public address without a slash at the end, for links that leave the browser.
    pub public_url: String,
}

/// The backend of this process. A server function may ask for it at any time: its request is brought to its end also when whoever asked
/// has gone away (`server/src/middleware/finish.rs`), so that what it was given is there until then.
pub fn backend() -> Backend {
    expect_context::<Backend>()
}

/// This process's site settings.
pub fn site() -> Site {
    use_context::<Site>().unwrap_or_default()
}

/// The city, as the catalog has it at this moment. Without a backend, as while Leptos lists the pages, any city will do.
pub fn of_city<T>(read: impl FnOnce(&City) -> T) -> T {
    match use_context::<Backend>() {
        Some(backend) => read(backend.catalog().city()),
        None => read(&City::default()),
    }
}

/// The value of one of our cookies.
pub fn cookie_value(cookie: cookie::Cookie) -> Option<String> {
    let parts = use_context::<Parts>()?;
    cookie::read(&parts.headers, cookie, site().secure)
}

/// Which of this browser's reports is meant: the one with the key in the address, or else the main one; `None` when it can have written
/// none. A browser that keeps no cookie has nothing but the key.
pub fn draft_token(key: Option<String>) -> Option<String> {
    let key = key.filter(|key| casework::draft::is_key(key));
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

/// The address of the person who asks, as the server counts it.
#[derive(Clone, Debug)]
pub struct Address(pub String);

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

/// The language, type size and demo mark for the request.
pub fn preferences() -> Preferences {
    let parts = use_context::<Parts>();
    let path = parts.as_ref().map_or("/", |parts| parts.uri.path());
    let staff = ["/desk", "/officer", "/login", "/rpc"].iter().any(|start| path.starts_with(start));
    let site = site();
    let read = |cookie| parts.as_ref().and_then(|parts| cookie::read(&parts.headers, cookie, site.secure));
    let language = if staff {
        let chosen = read(cookie::Cookie::Language).and_then(|tag| Language::from_tag(&tag));
        let accepted = || {
            let header = parts.as_ref()?.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            header.split(',').find_map(Language::from_tag)
        };
        chosen.or_else(accepted).unwrap_or_default()
    } else {
        Language::of_path(path)
    };
    Preferences { language, large_type: read(cookie::Cookie::LargeType).is_some(), demo: site.demo }
}

/// The year whose holidays staff should have brought by now and have not; told to staff alone.
pub fn lacks_year() -> Option<i32> {
    let backend = use_context::<Backend>()?;
    let is_desk = use_context::<Parts>().is_some_and(|parts| parts.uri.path().starts_with("/desk"));
    let today = backend.clock().now().date();
    backend.catalog().lacked_year(today).filter(|_| is_desk)
}

/// Whether the request is for the officers' app.
pub fn is_officer_page() -> bool {
    use_context::<Parts>().is_some_and(|parts| parts.uri.path().starts_with("/officer"))
}

/// Whether the request is for a page without script.
pub fn is_plain_page() -> bool {
    let is_plain = |path: &str| crate::routes::PLAIN.iter().any(|start| path.starts_with(start));
    use_context::<Parts>().is_some_and(|parts| is_plain(parts.uri.path()))
}

/// Sets the answer's status.
pub fn set_status(code: u16) {
    if let (Some(options), Ok(code)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(code)) {
        options.set_status(code);
    }
}

/// Says that what this page shows holds nothing but what anybody may see, so that the reader's own browser may keep it and ask each
/// time. A page of which nobody says so is kept nowhere: it may hold a draft, a phone number, a reporter's own case. What scripts fetch is
/// never kept.
pub fn nothing_personal() {
    if let (Some(options), Some(_)) = (use_context::<ResponseOptions>(), use_nonce()) {
        options.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, private"));
    }
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
