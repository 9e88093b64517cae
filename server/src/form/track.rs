//! Finding a case again: by number and the whole phone number, or by the reporter's own link.

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::language::Language;
use domain::report::TrackForm;
use foundation::limit::Visitor;

use super::{post, see_other, send_to};
use crate::address::{self, counted_as};
use crate::state::AppState;
use crate::{page, refusal, visitor};

/// The query of an address that shows what is posted to it, and does nothing.
const SHOWN: &str = "shown";

/// `POST /track`.
pub async fn find(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (form, found) = match post::fields(&state, &parts, body).await {
        Ok(fields) => {
            let form = TrackForm { number: fields.get("number").to_owned(), phone: fields.get("phone").to_owned() };
            if parts.uri.query() == Some(SHOWN) {
                return page::again(&state, parts, Posted { track: Some(form), ..Posted::default() }).await;
            }
            if let Some(response) = shown_otherwise(&state, &parts, fields.get("go")) {
                return response;
            }
            let address = counted_as(address::of(&parts)).to_string();
            let device = visitor::device(&state, &parts.headers);
            let from = Visitor { address: &address, device: device.as_deref(), agent: "" };
            let found = casework::public::track(&state.backend, &form, &from).await;
            (form, found.map_err(foundation::Failure::faults))
        }
        Err(code) => (TrackForm::default(), Err(vec![code.into()])),
    };
    match found {
        Ok((number, pass)) => show(&state, visitor::language(&parts).path("/cases/"), &number, &pass),
        Err(faults) => {
            let posted = Posted { track: Some(form), faults, ..Posted::default() };
            page::again(&state, parts, posted).await
        }
    }
}

/// Another language or size of type. The store keeps nothing of this form: the browser takes it along to where it is shown.
fn shown_otherwise(state: &AppState, parts: &Parts, go: &str) -> Option<Response> {
    let language = visitor::language(parts);
    let to = |language: Language| send_to(&format!("{}?{SHOWN}", language.path("/track")));
    match go {
        "language" => Some(to(language.other())),
        "large_type" => {
            let mut response = to(language);
            visitor::set_cookie(&mut response, &visitor::other_type(state, &parts.headers));
            Some(response)
        }
        _ => None,
    }
}

/// `GET /track/{secret}`: the secret leaves the address at once and is told to nobody.
pub async fn open(State(state): State<AppState>, Path(secret): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut response = match casework::public::open(&state.backend, &secret).await {
        Ok((number, pass)) => show(&state, visitor::language(&parts).path("/cases/"), &number, &pass),
        Err(failure) => match failure.faults().first().copied() {
            Some(fault) if matches!(fault.code, FaultCode::Unavailable | FaultCode::TooMany) => {
                refusal::refuse(&state, parts.uri.path(), fault)
            }
            _ => page::not_found(&state, parts).await,
        },
    };
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn show(state: &AppState, cases: String, number: &CaseNumber, pass: &str) -> Response {
    let mut response = see_other(&format!("{cases}{number}"));
    visitor::set_cookie(&mut response, &Cookie::Reporter.set(pass, state.site.secure));
    response
}
