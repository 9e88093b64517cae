//! The first start: whoever has the link that the program printed makes the first account, a system administrator. The link is gone once
//! there is an account; only the right token makes one, once. What is sent with another one is not shown again.

use app::posted::Posted;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::account::AccountForm;

use super::{post, see_other};
use crate::page;
use crate::state::AppState;

/// `POST /setup/{token}`.
pub async fn create(State(state): State<AppState>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => {
            return page::again(&state, parts, Posted { faults: vec![code.into()], ..Posted::default() }).await;
        }
    };
    let (login, name) = (fields.get("login"), fields.get("name"));
    match foundation::account::set_up(&state.backend, &token, login, name, fields.get("password")).await {
        Ok(()) => see_other("/login"),
        Err(failure) => {
            let typed = AccountForm { login: login.to_owned(), name_zh: name.to_owned(), ..AccountForm::default() };
            let posted = Posted { account: Some(typed), faults: failure.faults(), ..Posted::default() };
            page::again(&state, parts, posted).await
        }
    }
}
