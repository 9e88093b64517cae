//! Signing in and out.

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::extract::{Request, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::Response;
use backend::Failure;
use backend::session::SignedIn;

use super::{post, see_other};
use crate::doors::Doors;
use crate::middleware::address::counted_as;
use crate::{page, visitor};

/// `POST /login`. A session before this one is over: every signing in makes a token of its own.
pub async fn sign_in(State(doors): State<Doors>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&doors, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => {
            let posted = Posted { login: Some(String::new()), faults: vec![code.into()], ..Posted::default() };
            return page::again(&doors, parts, posted).await;
        }
    };
    let login = fields.get("login");
    let device = visitor::header_text(&parts.headers, header::USER_AGENT);
    let address = counted_as(visitor::address(&parts)).to_string();
    match sign_in_here(&doors, &parts, login, fields.get("password"), &device, &address).await {
        Ok((signed_in, browser)) => {
            end_session(&doors, &parts.headers).await;
            let next = visitor::own_path(fields.get("next"));
            let mut response = see_other(next.as_deref().unwrap_or(signed_in.actor.role.start()));
            visitor::set_cookie(&mut response, &Cookie::Session.set(&signed_in.token, doors.site.secure));
            visitor::set_cookie(&mut response, &Cookie::Device.set(&browser, doors.site.secure));
            response
        }
        Err(failure) => {
            let posted = Posted { login: Some(login.to_owned()), faults: failure.faults(), ..Posted::default() };
            page::again(&doors, parts, posted).await
        }
    }
}

/// Signs in and keeps in mind in which browser: there the person does not pass for the reporter of what they handle.
async fn sign_in_here(
    doors: &Doors,
    parts: &Parts,
    login: &str,
    password: &str,
    device: &str,
    address: &str,
) -> Result<(SignedIn, String), Failure> {
    let known = visitor::token(doors, &parts.headers, Cookie::Device);
    let browser = known.map_or_else(visitor::new_token, Ok)?;
    let signed_in = backend::session::sign_in(&doors.backend, login, password, device, address).await?;
    backend::device::remember(&doors.backend, signed_in.actor.account, &browser).await?;
    Ok((signed_in, browser))
}

/// `POST /logout`.
pub async fn sign_out(State(doors): State<Doors>, request: Request) -> Response {
    end_session(&doors, request.headers()).await;
    let mut response = see_other("/login");
    visitor::set_cookie(&mut response, &Cookie::Session.remove(doors.site.secure));
    response
}

/// Ends the session of the request's cookie. When the store is away this browser still forgets it.
async fn end_session(doors: &Doors, headers: &axum::http::HeaderMap) {
    let Some(token) = visitor::cookie(doors, headers, Cookie::Session) else { return };
    if let Err(error) = backend::session::sign_out(&doors.backend, &token).await {
        tracing::warn!(?error, "a session could not be ended");
    }
}
