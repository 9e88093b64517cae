//! Accounts, as the system administrator makes, resets and disables them; and everybody's own password. What came of it, or what was wrong, stands
//! on the page of the form.

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use casework::leaving;
use domain::account::{AccountForm, Actor};
use domain::fault::FaultCode;
use foundation::Failure;
use foundation::account::invite::Reset;
use foundation::account::{Administrator, invite, password};

use super::post::Fields;
use super::{post, see_other};
use crate::state::AppState;
use crate::{page, visitor};

/// Reads the form of somebody who is signed in.
async fn read(state: &AppState, request: Request) -> Result<(Parts, Actor, Fields), Response> {
    let (parts, body) = request.into_parts();
    let fields = post::fields(state, &parts, body).await.map_err(Failure::from);
    let actor = visitor::find_actor(state, &parts.headers).await;
    let actor = actor.and_then(|actor| actor.ok_or_else(|| FaultCode::SignedOut.into()));
    match fields.and_then(|fields| Ok((fields, actor?))) {
        Ok((fields, actor)) => Ok((parts, actor, fields)),
        Err(failure) => Err(refused(state, parts, Posted::default(), failure).await),
    }
}

/// The page of the form, with what was wrong.
async fn refused(state: &AppState, parts: Parts, posted: Posted, failure: Failure) -> Response {
    page::again(state, parts, Posted { faults: failure.faults(), ..posted }).await
}

/// `POST /desk/accounts/new`.
pub async fn create(State(state): State<AppState>, request: Request) -> Response {
    let (parts, actor, fields) = match read(&state, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let text = |name: &str| fields.get(name).to_owned();
    let form = AccountForm {
        login: text("login"),
        name_zh: text("name"),
        name_en: text("latin_name"),
        role: text("role"),
        department: text("department"),
        town: text("town"),
    };
    let site = &state.site.public_url;
    match invite::create(&state.backend, Administrator::Person(&actor), &form, site).await {
        Ok(invitation) => {
            page::again(&state, parts, Posted { invitation: Some(invitation), ..Posted::default() }).await
        }
        Err(failure) => refused(&state, parts, Posted { account: Some(form), ..Posted::default() }, failure).await,
    }
}

/// `POST /desk/accounts/{id}`: `action` says what.
pub async fn act(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, actor, fields) = match read(&state, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let (by, site) = (Administrator::Person(&actor), &state.site.public_url);
    if let Err(failure) = by.check() {
        return refused(&state, parts, Posted::default(), failure).await;
    }
    // What is no number is nobody's.
    let id = id.parse().unwrap_or_default();
    let done = match fields.get("action") {
        "reset" => invite::reset(&state.backend, by, id, Reset::Password, site).await.map(Some),
        "enable" => invite::reset(&state.backend, by, id, Reset::Enable, site).await.map(Some),
        "disable" => leaving::disable(&state.backend, by, id, fields.get("officer").parse().ok()).await.map(|()| None),
        _ => Err(FaultCode::Malformed.into()),
    };
    match done {
        Ok(None) => see_other(&format!("/desk/accounts/{id}")),
        Ok(invitation) => page::again(&state, parts, Posted { invitation, ..Posted::default() }).await,
        Err(failure) => refused(&state, parts, Posted::default(), failure).await,
    }
}

/// `POST /desk/password`.
pub async fn change_password(State(state): State<AppState>, request: Request) -> Response {
    let (parts, actor, fields) = match read(&state, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let token = visitor::cookie(&state, &parts.headers, Cookie::Session).unwrap_or_default();
    let (old, new) = (fields.get("old_password"), fields.get("password"));
    match password::change(&state.backend, &actor, &token, old, new).await {
        Ok(()) => see_other("/desk/password?changed=1"),
        Err(failure) => refused(&state, parts, Posted::default(), failure).await,
    }
}
