//! Somebody who was invited, or whose password was taken away, chooses one: with a link that works once.

use app::posted::Posted;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::fault::Fault;
use foundation::account::invite::accept;

use super::{post, see_other};
use crate::page;
use crate::state::AppState;

/// `POST /invitation/{token}`.
pub async fn choose(State(state): State<AppState>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let faults: Vec<Fault> = match post::fields(&state, &parts, body).await {
        Err(code) => vec![code.into()],
        Ok(fields) => match accept(&state.backend, &token, fields.get("password")).await {
            Ok(()) => return see_other("/login"),
            Err(failure) => failure.faults(),
        },
    };
    page::again(&state, parts, Posted { faults, ..Posted::default() }).await
}
