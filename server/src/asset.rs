//! The built site's files: the program for the browser, styles, icons, Leaflet.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::doors::Doors;
use crate::page;

/// Files whose name changes with their content.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Bytes of a file that are read at once, and so wait in memory for somebody slow.
const PIECE: usize = 16 * 1024;
/// Files that keep their name.
const AN_HOUR: &str = "public, max-age=3600";
/// Files of a build without hashes in their names.
const ASK: &str = "no-cache";

/// The folders whose files are named by content or version. A missing one is a plain 404: it is asked for by scripts, not people.
pub fn routes(doors: &Doors) -> Router {
    let folder = |name: &str| {
        ServeDir::new(format!("{}/{name}", doors.options.site_root))
            .append_index_html_on_directories(false)
            .with_buf_chunk_size(PIECE)
    };
    let package = folder(&doors.options.site_pkg_dir).precompressed_br().precompressed_gzip();
    let how = if doors.options.hash_files { FOREVER } else { ASK };
    let keep = |how: &'static str| {
        axum::middleware::map_response(move |response: Response| async move { kept(response, how) })
    };
    Router::new()
        .nest_service(&format!("/{}", doors.options.site_pkg_dir), package)
        .layer(keep(how))
        .merge(Router::new().nest_service("/vendor", folder("vendor")).layer(keep(FOREVER)))
}

/// Everything else: a file of the site, or the page that says that there is none.
pub async fn file_or_not_found(State(doors): State<Doors>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let mut asked = axum::http::Request::new(Body::empty());
        asked.method_mut().clone_from(&parts.method);
        asked.uri_mut().clone_from(&parts.uri);
        asked.headers_mut().clone_from(&parts.headers);
        let site =
            ServeDir::new(&*doors.options.site_root).append_index_html_on_directories(false).with_buf_chunk_size(PIECE);
        let Ok(found) = site.oneshot(asked).await;
        if matches!(found.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
            return kept(found.map(Body::new), AN_HOUR);
        }
    }
    drop(body);
    page::not_found(&doors, parts).await
}

/// Says how long a file that was found may be kept.
fn kept(mut response: Response, how: &'static str) -> Response {
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(how));
    }
    response
}
