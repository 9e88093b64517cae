//! Signing in and out.

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;
use domain::account::Role;
use foundation::limit::Visitor;

use super::{post, see_other};
use crate::address::{self, counted_as};
use crate::state::AppState;
use crate::{page, visitor};

/// `POST /login`. A session before this one is over: every signing in makes a token of its own.
pub async fn sign_in(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => {
            let posted = Posted { login: Some(String::new()), faults: vec![code.into()], ..Posted::default() };
            return page::again(&state, parts, posted).await;
        }
    };
    let login = fields.get("login");
    let agent = visitor::header_text(&parts.headers, header::USER_AGENT);
    let address = counted_as(address::of(&parts)).to_string();
    let device = visitor::device(&state, &parts.headers);
    // Without randomness for a new one the person is signed in all the same, and is a stranger the next time.
    let new_device = if device.is_none() { foundation::device::new_token(&state.backend).ok() } else { None };
    let browser = device.as_deref().or(new_device.as_deref());
    let from = Visitor { address: &address, device: browser, agent: &agent };
    match foundation::session::sign_in_from(&state.backend, login, fields.get("password"), &from).await {
        Ok(signed_in) => {
            end_session(&state, &parts.headers).await;
            let next = visitor::own_path(fields.get("next"));
            let role = signed_in.actor.role;
            let lacks = role == Role::SystemAdministrator && !state.backend.catalog().is_open();
            let start = if lacks { "/desk/city" } else { role.start() };
            let mut response = see_other(next.as_deref().unwrap_or(start));
            visitor::set_cookie(&mut response, &Cookie::Session.set(&signed_in.token, state.site.secure));
            // Also one that was there: it lives on from here.
            if let Some(browser) = browser {
                visitor::set_cookie(&mut response, &Cookie::Device.set(browser, state.site.secure));
            }
            response
        }
        Err(failure) => {
            let posted = Posted { login: Some(login.to_owned()), faults: failure.faults(), ..Posted::default() };
            page::again(&state, parts, posted).await
        }
    }
}

/// `POST /logout`.
pub async fn sign_out(State(state): State<AppState>, request: Request) -> Response {
    end_session(&state, request.headers()).await;
    let mut response = see_other("/login");
    visitor::set_cookie(&mut response, &Cookie::Session.remove(state.site.secure));
    response
}

/// Ends the session of the request's cookie. When the store is away this browser still forgets it.
async fn end_session(state: &AppState, headers: &axum::http::HeaderMap) {
    let Some(token) = visitor::cookie(state, headers, Cookie::Session) else { return };
    if let Err(error) = foundation::session::sign_out(&state.backend, &token).await {
        tracing::warn!(?error, "a session could not be ended");
    }
}
