//! What was reported with this browser: opening a report again, and forgetting it here.

use app::server::cookie::Cookie;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::fault::FaultCode;

use super::{post, see_other};
use crate::state::AppState;
use crate::{refusal, visitor};

/// `POST /my`: `open` names a report to look at, `forget` one that is to leave the list, or `all`.
pub async fn act(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => return refusal::refuse(&state, parts.uri.path(), code),
    };
    let kept = visitor::cookie(&state, &parts.headers, Cookie::OwnReports);
    let language = visitor::language(&parts);
    if let Ok(report) = fields.get("open").parse() {
        return match casework::public::open_own(&state.backend, kept.as_deref(), report).await {
            Ok((number, pass)) => {
                let mut response = see_other(&language.path(&format!("/cases/{number}")));
                visitor::set_cookie(&mut response, &Cookie::Reporter.set(&pass, state.site.secure));
                response
            }
            Err(failure) => match failure.faults().first().copied() {
                Some(fault) if fault.code != FaultCode::NotFound => refusal::refuse(&state, parts.uri.path(), fault),
                // It was taken off the list in another window: this one shows what is left.
                _ => see_other(&language.path("/my")),
            },
        };
    }
    let mut response = see_other(&language.path("/my"));
    let left = match (fields.get("forget"), fields.get("forget").parse()) {
        ("all", _) => None,
        (_, Ok(report)) => casework::public::forget_own(&state.backend, kept.as_deref(), report),
        // Nothing that anybody asks for.
        _ => return response,
    };
    let secure = state.site.secure;
    let cookie = left.map_or_else(|| Cookie::OwnReports.remove(secure), |left| Cookie::OwnReports.set(&left, secure));
    visitor::set_cookie(&mut response, &cookie);
    // Nor does this browser open the page of one that was looked at.
    visitor::set_cookie(&mut response, &Cookie::Reporter.remove(secure));
    response
}
