//! What people send from a case's page: me too, more information, hurry, a rating, reopen.

use app::posted::Posted;
use app::server::cookie::Cookie;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::report::{CaseForm, ReportStep};
use foundation::device::Device;

use super::{post, see_other};
use crate::address::{self, counted_as, sender};
use crate::state::AppState;
use crate::{page, refusal, visitor};

/// `POST /cases/{number}`.
pub async fn act(State(state): State<AppState>, Path(number): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => {
            let posted = Posted { case: Some(CaseForm::default()), faults: vec![code.into()], ..Posted::default() };
            return page::again(&state, parts, posted).await;
        }
    };
    let get = |name| fields.get(name).to_owned();
    let form = CaseForm {
        action: get("action"),
        words: get("words"),
        rating: get("rating"),
        reason: get("reason"),
        key: get("key"),
    };
    // What is said tells of danger; what else was typed is looked at where the page is shown again.
    let (sender, typed) = (sender(&parts.extensions), form.typed().join("\n"));
    let mut read = casework::danger::read(&state.backend, &sender, form.said()).await;
    if read.is_ok() && typed != form.said() {
        read = casework::danger::read(&state.backend, &sender, &typed).await;
    }
    if let Err(failure) = read {
        let posted = Posted { case: Some(form), faults: failure.faults(), ..Posted::default() };
        return page::again(&state, parts, posted).await;
    }
    let reporter = visitor::cookie(&state, &parts.headers, Cookie::Reporter);
    let known = visitor::device(&state, &parts.headers);
    let Some(token) = known.clone().or_else(|| foundation::device::new_token(&state.backend).ok()) else {
        return refusal::refuse(&state, parts.uri.path(), FaultCode::Unavailable);
    };
    // Whoever works here may not pass for the reporter of what they handled, in this browser or after signing out of it.
    if reporter.is_some()
        && let Some(session) = visitor::cookie(&state, &parts.headers, Cookie::Session)
        && let Err(failure) = foundation::session::remember_device(&state.backend, &session, &token).await
    {
        let posted = Posted { case: Some(form), faults: failure.faults(), ..Posted::default() };
        return page::again(&state, parts, posted).await;
    }
    let address = counted_as(address::of(&parts)).to_string();
    let device = Device { token: &token, known: known.is_some(), address: Some(&address) };
    // A new browser has its cookie only once it is counted: it could come back as a known one otherwise.
    let admitted = match known {
        Some(_) => Ok(()),
        None => foundation::device::admit(&state.backend, &address).await,
    };
    let admitted_new = known.is_none() && admitted.is_ok();
    let acted = match admitted {
        Ok(()) => casework::public::act(&state.backend, &number, reporter.as_deref(), device, &form).await,
        Err(failure) => Err(failure),
    };
    // A new browser that may not join any more would otherwise come back at once as a known one.
    let new = admitted_new && !acted.as_ref().is_err_and(|failure| failure.is(FaultCode::TooManyJoined));
    let mut response = match acted {
        // Whatever somebody writes may tell of danger as well: whom to call first, then back to the case.
        Ok(()) if tells_of_danger(&state, &form) => {
            let emergency = visitor::language(&parts).path(ReportStep::Emergency.path());
            let number = CaseNumber::parse(&number).map(|number| number.to_string()).unwrap_or_default();
            see_other(&format!("{emergency}?case={number}"))
        }
        Ok(()) => see_other(&format!("{}#done-{}", parts.uri.path(), form.action)),
        Err(failure) => {
            let posted = Posted { case: Some(form), faults: failure.faults(), ..Posted::default() };
            page::again(&state, parts, posted).await
        }
    };
    if new {
        visitor::set_cookie(&mut response, &Cookie::Device.set(&token, state.site.secure));
    }
    response
}

fn tells_of_danger(state: &AppState, form: &CaseForm) -> bool {
    !casework::danger::emergency(&state.backend.catalog(), form.said(), None).is_empty()
}
