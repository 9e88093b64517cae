//! Somebody who was invited, or whose password was taken away, chooses one: with a link that works once.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::fault::{Fault, FaultCode};
use foundation::account::invite::{Invited, accept, find};

use super::entrance::{Entrance, NEW_PASSWORD};
use super::{post, see_other};
use crate::doors::Doors;
use crate::page;

/// `GET /invitation/{token}`.
pub async fn show(State(doors): State<Doors>, Path(token): Path<String>, request: Request) -> Response {
    match find(&doors.backend, &token).await {
        Ok(Some(invited)) => form(&doors, &invited, &[]),
        Ok(None) => page::not_found(&doors, request.into_parts().0).await,
        Err(failure) => form(&doors, &Invited::default(), &failure.faults()),
    }
}

/// `POST /invitation/{token}`.
pub async fn choose(State(doors): State<Doors>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let invited = match find(&doors.backend, &token).await {
        Ok(Some(invited)) => invited,
        Ok(None) => return page::not_found(&doors, parts).await,
        Err(failure) => return form(&doors, &Invited::default(), &failure.faults()),
    };
    let fields = match post::fields(&doors, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => return form(&doors, &invited, &[code.into()]),
    };
    match accept(&doors.backend, &token, fields.get("password")).await {
        Ok(()) => see_other("/login"),
        Err(failure) => {
            let faults = failure.faults();
            if faults.iter().any(|fault| fault.code == FaultCode::NotFound) {
                return page::not_found(&doors, parts).await;
            }
            form(&doors, &invited, &faults)
        }
    }
}

fn form(doors: &Doors, invited: &Invited, faults: &[Fault]) -> Response {
    let Invited { login, name } = invited;
    let text = [
        format!("{}，您的账号是 {login}。此链接只能使用一次。", name.zh),
        format!(
            "{}, your account is {login}. This link works once.",
            if name.en.is_empty() { &name.zh } else { &name.en }
        ),
    ];
    let entrance = Entrance {
        title: ["设置密码", "Choose a password"],
        text: [&text[0], &text[1]],
        inputs: &[NEW_PASSWORD],
        button: ["设置", "Choose"],
    };
    entrance.show(doors, faults)
}
