//! Somebody who was invited, or whose password was taken away, chooses one: with a link that works once.

use app::posted::Posted;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use backend::account::invite::accept;
use domain::fault::Fault;

use super::{post, see_other};
use crate::doors::Doors;
use crate::page;

/// `POST /invitation/{token}`.
pub async fn choose(State(doors): State<Doors>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let faults: Vec<Fault> = match post::fields(&doors, &parts, body).await {
        Err(code) => vec![code.into()],
        Ok(fields) => match accept(&doors.backend, &token, fields.get("password")).await {
            Ok(()) => return see_other("/login"),
            Err(failure) => failure.faults(),
        },
    };
    page::again(&doors, parts, Posted { faults, ..Posted::default() }).await
}
