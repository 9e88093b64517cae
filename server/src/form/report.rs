//! The report, screen by screen. Every post carries the whole form; the draft in the store follows it, so that reload, the
//! back button and another visit find it again. While the store is away the form on the page is all there is, and enough.

mod fields;
mod photos;
mod visit;

use app::server::cookie::Cookie;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::fault::{Fault, FaultCode};
use domain::report::{ReportForm, ReportStep};

use super::post::{self, Fields};
use super::see_other;
use crate::address::sender;
use crate::refusal;
use crate::state::AppState;
use crate::visitor;
use fields::report_form;
use visit::{KEY, Visit};

pub use photos::photos;

/// `POST /report/place`.
pub async fn place(State(state): State<AppState>, request: Request) -> Response {
    let (visit, fields) = match begin(state, request, ReportStep::Place).await {
        Ok(begun) => begun,
        Err(response) => return response,
    };
    let mut form = report_form(&fields);
    match fields.get("go") {
        // What was typed so far is kept, whether or not it would do.
        "back" => visit.save(form, ReportStep::Place, ReportStep::Photo.path()).await,
        // Without script a town has to be sent before its communities and roads can be offered.
        "town" => visit.save(form, ReportStep::Place, ReportStep::Place.path()).await,
        "language" => visit.switch_language(form, ReportStep::Place).await,
        "large_type" => visit.switch_type(form, ReportStep::Place).await,
        "offer" => {
            if let Some(position) = visit.origin().await.position {
                (form.lat, form.lng) = (position.lat.to_string(), position.lng.to_string());
                (form.accuracy, form.source) = (String::new(), "photo".to_owned());
            }
            visit.save(form, ReportStep::Place, ReportStep::Place.path()).await
        }
        _ => visit.go_on(form, ReportStep::Place, ReportStep::Details).await,
    }
}

/// `POST /report/details`.
pub async fn details(State(state): State<AppState>, request: Request) -> Response {
    let (visit, fields) = match begin(state, request, ReportStep::Details).await {
        Ok(begun) => begun,
        Err(response) => return response,
    };
    let mut form = report_form(&fields);
    match fields.get("go") {
        "time" => {
            if let Some(at) = visit.origin().await.taken_at {
                let language = visitor::language(&visit.parts);
                form.words = app::text::citizen::with_time(language, form.words.trim_end(), at.minute_text(language));
            }
            return visit.save(form, ReportStep::Details, ReportStep::Details.path()).await;
        }
        "back" => return visit.save(form, ReportStep::Details, ReportStep::Place.path()).await,
        "language" => return visit.switch_language(form, ReportStep::Details).await,
        "large_type" => return visit.switch_type(form, ReportStep::Details).await,
        "search" => return visit.save(form, ReportStep::Details, ReportStep::Details.path()).await,
        _ => {}
    }
    let next = if is_unseen_danger(&visit, &form) { ReportStep::Emergency } else { ReportStep::Check };
    visit.go_on(form, ReportStep::Details, next).await
}

/// `POST /report/emergency`: the numbers were seen, the reporter goes on.
pub async fn emergency(State(state): State<AppState>, request: Request) -> Response {
    let (visit, fields) = match begin(state, request, ReportStep::Emergency).await {
        Ok(begun) => begun,
        Err(response) => return response,
    };
    let mut form = report_form(&fields);
    form.see(&casework::draft::emergency(&visit.state.backend, &form));
    visit.go_on(form, ReportStep::Emergency, ReportStep::Check).await
}

/// `POST /report/check`: sends it, or joins a case that is there already.
pub async fn check(State(state): State<AppState>, request: Request) -> Response {
    let (mut visit, fields) = match begin(state, request, ReportStep::Check).await {
        Ok(begun) => begun,
        Err(response) => return response,
    };
    let form = report_form(&fields);
    // Whatever way led round the page of numbers.
    if is_unseen_danger(&visit, &form) {
        return visit.go_on(form, ReportStep::Check, ReportStep::Emergency).await;
    }
    let backend = &visit.state.backend;
    let token = visit.token();
    let sent = match (visit.admit().await, fields.get("join")) {
        (Err(failure), _) => Err(failure),
        (Ok(()), "") => casework::draft::submit(backend, &token, &form, visit.device()).await,
        (Ok(()), number) => casework::draft::join(backend, &token, &form, visit.device(), number).await,
    };
    match sent.map_err(foundation::Failure::faults) {
        Ok(sent) => {
            visit.keep_own(&sent.secret).await;
            visit.receipt(sent.key)
        }
        Err(faults) if faults == [FaultCode::SentAlready.into()] => visit.unsent(form, faults).await,
        Err(faults) => visit.again(form, ReportStep::Check, faults).await,
    }
}

/// `POST /report/new`: forgets what this browser has written and not sent. Reports in tabs of their own go on, so the browser's token stays.
/// With `go=another`, as a receipt sends it, what was begun since is kept: nobody said that it may go.
pub async fn new(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    // What did not come whole forgets nothing.
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => return refusal::refuse(&state, parts.uri.path(), code),
    };
    let another = fields.get("go") == "another";
    let mut response = see_other(&visitor::language(&parts).path(ReportStep::Photo.path()));
    if let Some(browser) = visitor::token(&state, &parts.headers, Cookie::Draft) {
        let forgotten = if another {
            casework::draft::leave(&state.backend, &browser).await
        } else {
            casework::draft::forget(&state.backend, &browser).await
        };
        // Logged. Without its token the browser has nothing to show either.
        if forgotten.map_err(foundation::Failure::faults).is_err() && !another {
            visitor::set_cookie(&mut response, &Cookie::Draft.remove(state.site.secure));
        }
    }
    // The page of a case that was opened before is not for whoever holds the phone next.
    visitor::set_cookie(&mut response, &Cookie::Reporter.remove(state.site.secure));
    response
}

/// Whether the words tell of a danger whose numbers the reporter has not seen.
fn is_unseen_danger(visit: &Visit, form: &ReportForm) -> bool {
    !form.has_seen(&casework::draft::emergency(&visit.state.backend, form))
}

/// The visit and what was posted; the page with what is wrong when it cannot be read.
async fn begin(state: AppState, request: Request, step: ReportStep) -> Result<(Visit, Fields), Response> {
    let (parts, body) = request.into_parts();
    let read = post::fields(&state, &parts, body).await;
    let mut visit = Visit::new(state, parts)?;
    match read {
        Ok(fields) => {
            visit.take_key(fields.get(KEY));
            let sender = sender(&visit.parts.extensions);
            match casework::danger::read(&visit.state.backend, &sender, fields.get("words")).await {
                Ok(()) => Ok((visit, fields)),
                Err(failure) => Err(visit.again(report_form(&fields), step, failure.faults()).await),
            }
        }
        Err(code) => Err(visit.unreadable(ReportForm::default(), step, vec![Fault::from(code)]).await),
    }
}
