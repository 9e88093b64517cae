//! Foreign pages change nothing: on every method that may change something, the browser must say that the request comes
//! from our own pages. Clients that are no browsers say so by an `Origin` of ours, or ask where a token counts and cookies do not.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::fault::FaultCode;

use crate::policy::{Caller, Policy};
use crate::refusal;
use crate::state::AppState;

/// Lets requests through that read, that come from our own pages, or that bring no cookies.
pub async fn checked(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let policy = Policy::of(request.extensions());
    if policy.caller == Caller::Machine {
        request.headers_mut().remove(header::COOKIE);
        return next.run(request).await;
    }
    if reads(request.method()) || is_own(request.headers(), &state.origins) {
        return next.run(request).await;
    }
    tracing::warn!(method = %request.method(), "refused a request from another site");
    refusal::refuse_as(policy, &state, request.uri().path(), FaultCode::ForeignOrigin)
}

/// Whether a method never changes anything.
pub fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}

/// `Sec-Fetch-Site` decides where there is one, as no page can forge it; else `Origin`, compared with the settings and never
/// with `Host`, which whoever sends the request chooses. Neither: refused.
fn is_own(headers: &HeaderMap, origins: &[String]) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    origin.is_some_and(|origin| origins.iter().any(|own| own == origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a08_only_own_pages_are_believed() {
        let own = ["https://city.example".to_owned()];
        let is_own = |pairs: &[(&'static str, &'static str)]| {
            let headers =
                pairs.iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")));
            is_own(&headers.collect(), &own)
        };
        assert!(is_own(&[("sec-fetch-site", "same-origin")]) && is_own(&[("sec-fetch-site", "none")]));
        assert!(!is_own(&[("sec-fetch-site", "cross-site")]) && !is_own(&[("sec-fetch-site", "same-site")]));
        assert!(!is_own(&[("sec-fetch-site", "cross-site"), ("origin", "https://city.example")]));
        assert!(is_own(&[("origin", "https://city.example")]));
        for foreign in ["null", "https://evil.example", "http://city.example", "https://city.example.evil.example", ""]
        {
            assert!(!is_own(&[("origin", foreign), ("host", "city.example")]), "{foreign}");
        }
        assert!(!is_own(&[]) && !is_own(&[("host", "city.example"), ("referer", "https://city.example/")]));
    }
}
