//! The built site's files: the program for the browser, styles, icons, Leaflet.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::page;
use crate::policy::{AN_HOUR, ASK, FOREVER};
use crate::state::AppState;

/// Bytes of a file that are read at once, and so wait in memory for somebody slow.
const PIECE: usize = 16 * 1024;

/// `GET /pkg/…`: the program for the browser and its style. A missing file is a plain 404: it is asked for by scripts, not people.
pub async fn package(State(state): State<AppState>, request: Request) -> Response {
    let how = if state.options.hash_files { FOREVER } else { ASK };
    kept(found(folder(&state).precompressed_br().precompressed_gzip(), request).await, how)
}

/// `GET /vendor/…`: other people's programs for the browser, in a folder for each version.
pub async fn vendor(State(state): State<AppState>, request: Request) -> Response {
    kept(found(folder(&state), request).await, FOREVER)
}

/// Everything else: a file of the site, or the page that says that there is none.
pub async fn file_or_not_found(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let found = found(folder(&state), asked(&parts)).await;
        if matches!(found.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
            return kept(found, AN_HOUR);
        }
    }
    drop(body);
    page::not_found(&state, parts).await
}

fn folder(state: &AppState) -> ServeDir {
    ServeDir::new(&*state.options.site_root).append_index_html_on_directories(false).with_buf_chunk_size(PIECE)
}

async fn found(folder: ServeDir, request: Request) -> Response {
    let Ok(found) = folder.oneshot(request).await;
    found.map(Body::new)
}

/// The same question without its body.
fn asked(parts: &Parts) -> Request {
    let mut asked = Request::new(Body::empty());
    asked.method_mut().clone_from(&parts.method);
    asked.uri_mut().clone_from(&parts.uri);
    asked.headers_mut().clone_from(&parts.headers);
    asked
}

/// Says how long a file that was found may be kept.
fn kept(mut response: Response, how: &'static str) -> Response {
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(how));
    }
    response
}
