//! The first start: whoever has the link that the program printed makes the first account, a system administrator.
//!
//! A page of the server's own in both languages, as nobody has chosen one yet. It looks the same for every token, and is gone
//! once there is an account; only the right token makes one, once. What is sent with another one is not even looked at.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::fault::{Fault, FaultCode, Field};

use super::bilingual::{BilingualForm, Input, NEW_PASSWORD};
use super::{post, see_other};
use crate::page;
use crate::state::AppState;

/// `GET /setup/{token}`.
pub async fn show(State(state): State<AppState>, request: Request) -> Response {
    match foundation::account::exists(&state.backend).await {
        Ok(false) => form(&state, "", "", &[]),
        Ok(true) => page::not_found(&state, request.into_parts().0).await,
        Err(failure) => form(&state, "", "", &failure.faults()),
    }
}

/// `POST /setup/{token}`.
pub async fn create(State(state): State<AppState>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => return form(&state, "", "", &[code.into()]),
    };
    let (login, name) = (fields.get("login"), fields.get("name"));
    match foundation::account::set_up(&state.backend, &token, login, name, fields.get("password")).await {
        Ok(()) => see_other("/login"),
        Err(failure) => {
            let faults = failure.faults();
            if faults.iter().any(|fault| fault.code == FaultCode::NotFound) {
                return page::not_found(&state, parts).await;
            }
            form(&state, login, name, &faults)
        }
    }
}

fn form(state: &AppState, login: &str, name: &str, faults: &[Fault]) -> Response {
    let form = BilingualForm {
        title: ["建立第一个账号", "Make the first account"],
        text: ["这是系统管理员。此链接只能使用一次。", "A system administrator. This link works once."],
        inputs: &[
            Input {
                field: Field::Login, label: ["账号", "Account"], kind: "text", value: login, complete: "username"
            },
            Input { field: Field::Name, label: ["姓名", "Name"], kind: "text", value: name, complete: "name" },
            NEW_PASSWORD,
        ],
        button: ["建立", "Make"],
    };
    form.show(state, faults)
}
