//! Addresses that mean what they say.

use axum::extract::{MatchedPath, Query, Request, State};
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::fault::FaultCode;
use domain::geo::Position;
use domain::language::Language;

use crate::policy::{Policy, Refusal};
use crate::refusal;
use crate::state::AppState;

/// Leads an address with a slash at its end to the one without it, where no route has one. Refuses an address that holds U+0000, the one character that PostgreSQL cannot store or compare and nobody types, and one with a
/// position that is none. With two slashes in a row, or a back slash, which browsers take for one, there is no page: such a path may name
/// another site once something is taken off its beginning.
pub async fn readable(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    let path = uri.path();
    let policy = Policy::of(request.extensions());
    if path.contains("%00") || uri.query().is_some_and(|query| query.contains("%00")) {
        return refusal::refuse_as(policy, &state, path, FaultCode::Malformed);
    }
    if path.contains("//") || path.contains('\\') {
        return refusal::refuse_as(policy, &state, path, FaultCode::NotFound);
    }
    let route = request.extensions().get::<MatchedPath>();
    if let Some(address) = without_slash(uri).filter(|_| route.is_none_or(|route| !route.as_str().ends_with('/'))) {
        return Redirect::permanent(&address).into_response();
    }
    if !has_sound_position(uri) {
        if policy.refusal == Refusal::Json {
            return refusal::json(vec![FaultCode::Malformed.into()]);
        }
        let words = app::text::faults::POSITION_MALFORMED.get(Language::of_path(path));
        return refusal::plain(&state, path, StatusCode::BAD_REQUEST, words);
    }
    next.run(request).await
}

/// As people type an address: the one without a slash at its end, with the same question.
fn without_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/').filter(|path| !path.is_empty())?;
    let query = uri.query().map(|query| format!("?{query}"));
    Some(format!("{path}{}", query.unwrap_or_default()))
}

/// Whether the query names no position, as a form does that nobody has filled in, or one on earth.
fn has_sound_position(uri: &Uri) -> bool {
    if uri.query().is_none() {
        return true;
    }
    let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else { return false };
    let values = |name: &str| -> Vec<&str> {
        pairs
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
            .collect()
    };
    match (values("lat").as_slice(), values("lng").as_slice()) {
        ([], []) => true,
        ([lat], [lng]) => {
            let number = |text: &str| text.parse::<f64>().ok();
            number(lat).zip(number(lng)).is_some_and(|(lat, lng)| Position::new(lat, lng).is_some())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i14_a_position_is_on_earth_or_there_is_none() {
        let sound = |query: &str| has_sound_position(&format!("/nearby?{query}").parse().expect("an address"));
        for query in [
            "",
            "words=lat",
            "lat=&lng=",
            "lat=30.69&lng=121.02",
            "lng=-180&lat=90&done=1",
            "lat=30.69&lng=121.02&lat=",
        ] {
            assert!(sound(query), "{query}");
        }
        for query in [
            "lat=999&lng=121.02",
            "lat=999",
            "lat=30.69",
            "lng=121.02",
            "lat=30.69&lng=-181",
            "lat=NaN&lng=121",
            "lat=inf&lng=121",
            "lat=30&lng=1e400",
            "lat=-infinity&lng=121",
            "lat=abc&lng=121",
            "lat=30.69&lng=121.02&lat=999",
            "l%61t=999&lng=1",
            "lat=%39%39%39&lng=1",
        ] {
            assert!(!sound(query), "{query}");
        }
    }
}
