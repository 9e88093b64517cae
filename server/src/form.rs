//! What people post, with and without script alike: plain forms to the page's own address. Success is a 303; a refused form
//! is the same page again, every value kept, with the status of what is wrong.

pub mod account;
pub mod case;
pub mod invitation;
pub mod login;
mod multipart;
pub mod my;
pub mod photo;
pub mod post;
pub mod preferences;
pub mod refused;
pub mod report;
pub mod session;
pub mod set_up;
pub mod track;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// Lets the browser send the same once more, to another address.
pub fn send_to(path: &str) -> Response {
    let mut response = see_other(path);
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    response
}

/// Sends the browser on with a GET.
pub fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, path);
    }
    response
}
