//! Answers that are worth it are compressed, unless their route says that they are not: a stream would wait for the compressor.

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tower::{Layer as _, ServiceExt as _};
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use crate::policy::Policy;

/// Answers shorter than this are not worth compressing (bytes).
const WORTH_COMPRESSING: u16 = 1024;

/// Compresses the answer as the browser can read it.
pub async fn compressed(request: Request, next: Next) -> Response {
    if !Policy::of(request.extensions()).compressed {
        return next.run(request).await;
    }
    let worthwhile = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/wasm"));
    let layer = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worthwhile);
    let Ok(response) = layer.layer(next).oneshot(request).await;
    response.map(Body::new)
}
