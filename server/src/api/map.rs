//! The schematic beneath the cases on every map.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::state::AppState;

/// `GET /map/base.json`: GeoJSON, the same for everybody, changed only by what the city brings.
pub async fn base(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let catalog = state.backend.catalog();
    let tag = format!("\"{}\"", catalog.revision());
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    // A proxy that compresses makes the tag a weak one.
    let unchanged =
        known.is_some_and(|known| known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag.as_str()));
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, "application/geo+json")];
        (kind, catalog.base_map()).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60, stale-while-revalidate=86400"));
    response
}
