//! The devices one is signed in on.

use axum::extract::{Request, State};
use axum::response::Response;
use domain::fault::FaultCode;
use foundation::Failure;

use super::{post, see_other};
use crate::state::AppState;
use crate::{refusal, visitor};

/// `POST /desk/sessions`: `end` names one of this person's own that is to be signed out. Somebody else's is not found.
pub async fn end(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let ended = async {
        let fields = post::fields(&state, &parts, body).await?;
        let actor = visitor::find_actor(&state, &parts.headers).await?.ok_or(FaultCode::SignedOut)?;
        let id = fields.get("end").parse().map_err(|_| FaultCode::NotFound)?;
        foundation::session::revoke(&state.backend, &actor, id).await
    };
    match ended.await.map_err(Failure::faults) {
        Ok(()) => see_other("/desk/sessions?ended"),
        Err(faults) => {
            let fault = faults.first().copied().unwrap_or(FaultCode::Unavailable.into());
            refusal::refuse(&state, parts.uri.path(), fault)
        }
    }
}
