//! Who sends a request: cookies, language, and where they may be sent next.

use std::fmt::Write as _;

use app::server::cookie::{self, Cookie};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use domain::account::Actor;
use domain::language::Language;
use foundation::Failure;

use crate::state::AppState;

/// Who is signed in on this request, if anybody.
///
/// # Errors
/// When the store is away.
pub async fn find_actor(state: &AppState, headers: &HeaderMap) -> Result<Option<Actor>, Failure> {
    let Some(token) = cookie(state, headers, Cookie::Session) else { return Ok(None) };
    Ok(foundation::session::find(&state.backend, &token).await?.map(|session| session.actor))
}

/// The value of one of our cookies.
pub fn cookie(state: &AppState, headers: &HeaderMap, cookie: Cookie) -> Option<String> {
    cookie::read(headers, cookie, state.site.secure)
}

/// The same of one that holds a token of ours.
pub fn token(state: &AppState, headers: &HeaderMap, cookie: Cookie) -> Option<String> {
    cookie::token(headers, cookie, state.site.secure)
}

/// The device cookie's token, if it was made here: one that was invented is as good as none.
pub fn device(state: &AppState, headers: &HeaderMap) -> Option<String> {
    token(state, headers, Cookie::Device).filter(|token| foundation::device::is_ours(&state.backend, token))
}

/// A new value for such a cookie.
///
/// # Errors
/// When the system has no randomness.
pub fn new_token() -> Result<String, Failure> {
    foundation::port::key::new_token()
}

/// Adds a `Set-Cookie` header.
pub fn set_cookie(response: &mut Response, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The `Set-Cookie` value of the size of type that this browser has not got now.
pub fn other_type(state: &AppState, headers: &HeaderMap) -> String {
    let large = cookie(state, headers, Cookie::LargeType).is_some();
    if large { Cookie::LargeType.remove(state.site.secure) } else { Cookie::LargeType.set("1", state.site.secure) }
}

/// A header's text, shortened; empty when it is missing or not text.
pub fn header_text(headers: &HeaderMap, name: header::HeaderName) -> String {
    let text = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.chars().take(300).collect()
}

/// The language of a citizen's address.
pub fn language(parts: &Parts) -> Language {
    Language::of_path(parts.uri.path())
}

/// Where somebody asked to go next, if that is a page of this site: never another site, whatever trick of slashes,
/// back slashes or control characters a browser might read as one. What is not ASCII is percent-encoded, as in any address.
pub fn own_path(next: &str) -> Option<String> {
    let own = next.starts_with('/') && !next.starts_with("//") && next.len() <= 2000;
    let harmless = next.bytes().all(|letter| !letter.is_ascii_control() && letter != b'\\');
    (own && harmless).then(|| {
        next.bytes().fold(String::with_capacity(next.len()), |mut out, letter| {
            if letter.is_ascii_graphic() {
                out.push(char::from(letter));
            } else {
                let _ = write!(out, "%{letter:02X}");
            }
            out
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a10_only_own_paths_are_followed() {
        for own in ["/", "/desk", "/desk/inbox?town=330482001&page=2", "/en/cases/PH20261123-000123#done-add"] {
            assert_eq!(own_path(own).as_deref(), Some(own));
        }
        assert_eq!(own_path("/nearby?words=路 灯").as_deref(), Some("/nearby?words=%E8%B7%AF%20%E7%81%AF"));
        let foreign = [
            "",
            "desk",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " /desk",
            "/desk\r\nSet-Cookie: a=b",
            "///evil.example",
            "http:/evil",
            "/%2f\u{0}",
            "data:text/html,x",
            "//evil.example/%2f..",
        ];
        for next in foreign {
            assert_eq!(own_path(next), None, "{next:?}");
        }
    }
}
