//! What the request says of its reader, and what the page says to the answer's head. On the server alone; it calls nothing of the system but
//! for the city's own setting.

pub mod cookie;

use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use domain::city::City;
use domain::language::Language;
use foundation::Backend;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

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

/// The address of the person who asks, as the server counts it.
#[derive(Clone, Debug)]
pub struct Address(pub String);

/// Where pages of staff begin. Citizens' pages say their language in the address, staff choose it.
const STAFF: [&str; 6] = ["/desk", "/officer", "/login", "/setup", "/invitation", "/rpc"];

/// Where pages begin that have no script: those of the administration, and of whoever has no password yet.
const PLAIN: [&str; 10] = [
    "/desk/accounts",
    "/desk/password",
    "/desk/audit",
    "/desk/city",
    "/desk/sessions",
    "/login",
    "/setup",
    "/invitation",
    "/my",
    "/en/my",
];

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

/// The language of the page.
pub fn language() -> Language {
    let parts = use_context::<Parts>();
    if !is_below(&STAFF) {
        return Language::of_path(parts.as_ref().map_or("/", |parts| parts.uri.path()));
    }
    let chosen = cookie_value(cookie::Cookie::Language).and_then(|tag| Language::from_tag(&tag));
    let accepted = || {
        let header = parts.as_ref()?.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        header.split(',').find_map(Language::from_tag)
    };
    chosen.or_else(accepted).unwrap_or_default()
}

/// Whether the request is for the desk.
pub fn is_desk_page() -> bool {
    is_below(&["/desk"])
}

/// Whether the request is for the officers' app.
pub fn is_officer_page() -> bool {
    is_below(&["/officer"])
}

/// Whether the request is for a page without script.
pub fn is_plain_page() -> bool {
    is_below(&PLAIN)
}

fn is_below(starts: &[&str]) -> bool {
    let is_below = |path: &str| starts.iter().any(|start| path.starts_with(start));
    use_context::<Parts>().is_some_and(|parts| is_below(parts.uri.path()))
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
