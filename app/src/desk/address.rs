//! Addresses of the desk's pages.

use std::fmt::Write as _;

use domain::id::CaseNumber;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::sending::SignIn;
use crate::text;

/// Percent-encodes a value of a query. The router's own function encodes differently on the server and in the browser,
/// and links have to be the same in both.
pub fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Path and query of the page that is shown: where to come back to.
pub fn here() -> Signal<String> {
    let location = use_location();
    Signal::derive(move || {
        let (path, search) = (location.pathname.get(), location.search.get());
        if search.is_empty() { path } else { format!("{path}?{search}") }
    })
}

/// The sign-in page that leads back to `next`.
pub fn login_href(next: &str) -> String {
    format!("/login?next={}", encode(next))
}

/// The way to sign in again from a form that is half filled in.
pub const SIGN_IN: SignIn = SignIn { href: "/login?next=%2Fdesk", words: text::desk::SIGN_IN_BESIDE, beside: true };

/// A case's own page on the desk.
pub fn case_href(number: &CaseNumber) -> String {
    format!("/desk/cases/{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded_the_same_everywhere() {
        assert_eq!(encode("matter-01037"), "matter-01037");
        assert_eq!(encode("路灯 a&b"), "%E8%B7%AF%E7%81%AF%20a%26b");
        assert_eq!(login_href("/desk/inbox?queue=mine"), "/login?next=%2Fdesk%2Finbox%3Fqueue%3Dmine");
    }
}
