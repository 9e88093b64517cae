//! The headers that keep an answer from being misused. What a handler set itself stays.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{self, HeaderName};
use axum::middleware::Next;
use axum::response::Response;

use crate::content_security::content_security_policy;
use crate::policy::Policy;
use crate::state::AppState;

const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("permissions-policy"), "geolocation=(self), camera=(self), microphone=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Two years.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds the headers.
pub async fn secured(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let policy = Policy::of(request.extensions());
    let mut response = next.run(request).await;
    let kept = if response.status().is_success() { policy.kept } else { Policy::PAGE.kept };
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    for (name, value) in FIXED {
        add(name, HeaderValue::from_static(value));
    }
    add(header::REFERRER_POLICY, HeaderValue::from_static(policy.referrer));
    add(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(None)) {
        add(header::CONTENT_SECURITY_POLICY, policy);
    }
    if state.site.secure {
        add(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}
