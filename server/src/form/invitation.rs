//! Somebody who was invited, or whose password was taken away, chooses one: with a link that works once.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::fault::{Fault, FaultCode};
use foundation::account::invite::{Invited, accept, find};

use super::bilingual::{BilingualForm, NEW_PASSWORD};
use super::{post, see_other};
use crate::page;
use crate::state::AppState;

/// `GET /invitation/{token}`.
pub async fn show(State(state): State<AppState>, Path(token): Path<String>, request: Request) -> Response {
    match find(&state.backend, &token).await {
        Ok(Some(invited)) => form(&state, &invited, &[]),
        Ok(None) => page::not_found(&state, request.into_parts().0).await,
        Err(failure) => form(&state, &Invited::default(), &failure.faults()),
    }
}

/// `POST /invitation/{token}`.
pub async fn choose(State(state): State<AppState>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let invited = match find(&state.backend, &token).await {
        Ok(Some(invited)) => invited,
        Ok(None) => return page::not_found(&state, parts).await,
        Err(failure) => return form(&state, &Invited::default(), &failure.faults()),
    };
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => return form(&state, &invited, &[code.into()]),
    };
    match accept(&state.backend, &token, fields.get("password")).await {
        Ok(()) => see_other("/login"),
        Err(failure) => {
            let faults = failure.faults();
            if faults.iter().any(|fault| fault.code == FaultCode::NotFound) {
                return page::not_found(&state, parts).await;
            }
            form(&state, &invited, &faults)
        }
    }
}

fn form(state: &AppState, invited: &Invited, faults: &[Fault]) -> Response {
    let Invited { login, name } = invited;
    let text = [
        format!("{}，您的账号是 {login}。此链接只能使用一次。", name.zh),
        format!(
            "{}, your account is {login}. This link works once.",
            if name.en.is_empty() { &name.zh } else { &name.en }
        ),
    ];
    let form = BilingualForm {
        title: ["设置密码", "Choose a password"],
        text: [&text[0], &text[1]],
        inputs: &[NEW_PASSWORD],
        button: ["设置", "Choose"],
    };
    form.show(state, faults)
}
