//! The head of a request: not too long, and with one `Host`. Whoever sends two, or none, may be read differently by the programs between
//! here and there, and so is not answered on this connection again.

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::fault::FaultCode;
use domain::language::Language;

use crate::policy::Policy;
use crate::refusal;
use crate::state::AppState;

/// Bytes that the headers of a request may have: a browser's have one or two thousand.
const LONGEST: usize = 32 * 1024;

/// Refuses a head that no browser sends.
pub async fn checked(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let length: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    let path = request.uri().path();
    let mut response = if length > LONGEST {
        let words = app::text::faults::BODY_TOO_LARGE.get(Language::of_path(path));
        refusal::plain(&state, path, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, words)
    } else if has_one_host(request.version(), request.uri(), headers) {
        return next.run(request).await;
    } else {
        refusal::refuse_as(Policy::of(request.extensions()), &state, path, FaultCode::Malformed)
    };
    if request.version() < Version::HTTP_2 {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Whether a request says once, and legibly, which host it is for. HTTP/1.0 need not; HTTP/2 says it in its address.
fn has_one_host(version: Version, uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (host, second) = (hosts.next(), hosts.next());
    if second.is_some() {
        return false;
    }
    let Some(host) = host else {
        return version < Version::HTTP_11 || (version >= Version::HTTP_2 && uri.host().is_some());
    };
    let Some(named) = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok()) else { return false };
    let as_in_address = version < Version::HTTP_2 || uri.authority().is_none_or(|address| *address == named);
    as_in_address && !named.as_str().contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i17_a_request_is_for_one_host() {
        let one = |version: Version, address: &'static str, hosts: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(header::HOST, HeaderValue::from_static(host));
            }
            has_one_host(version, &Uri::from_static(address), &headers)
        };
        for host in ["city.example", "127.0.0.1:3000", "[::1]:3000"] {
            assert!(one(Version::HTTP_11, "/", &[host]), "{host}");
        }
        assert!(one(Version::HTTP_10, "/", &[]) && one(Version::HTTP_2, "https://city.example/", &[]));
        assert!(one(Version::HTTP_2, "https://city.example/", &["city.example"]));
        assert!(!one(Version::HTTP_11, "/", &[]) && !one(Version::HTTP_11, "http://city.example/", &[]));
        for hosts in [&["a", "a"][..], &["a", "b"], &[""], &["a b"], &["evil@city.example"], &["a/b"], &["a,b/c"]] {
            assert!(!one(Version::HTTP_11, "/", hosts), "{hosts:?}");
        }
        assert!(!one(Version::HTTP_10, "/", &["a", "b"]) && !one(Version::HTTP_2, "https://a/", &["b"]));
    }
}
