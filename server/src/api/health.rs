//! Whether the program runs, and whether it can work.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::response::Response;

use crate::refusal::set_retry_after;
use crate::state::AppState;

/// `GET /livez`: the program runs.
pub async fn live() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: it can work, as its store answers.
pub async fn ready(State(state): State<AppState>) -> Response {
    if state.backend.ready().await {
        return "ok\n".into_response();
    }
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, "the store is away\n").into_response();
    set_retry_after(&mut response, 5);
    response
}
