//! Language of the staff pages, and 长辈版.

use app::server::cookie::Cookie;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::language::Language;

use super::{post, see_other};
use crate::state::AppState;
use crate::{refusal, visitor};

/// `POST /preferences`: keeps what was chosen in a cookie and goes back to where it was chosen.
pub async fn choose(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&state, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => return refusal::refuse(&state, parts.uri.path(), code),
    };
    let secure = state.site.secure;
    let mut response = see_other(visitor::own_path(fields.get("next")).as_deref().unwrap_or("/"));
    if let Some(language) = Language::from_tag(fields.get("language")) {
        visitor::set_cookie(&mut response, &Cookie::Language.set(language.tag(), secure));
    }
    match fields.get("large_type") {
        "1" => visitor::set_cookie(&mut response, &Cookie::LargeType.set("1", secure)),
        "0" => visitor::set_cookie(&mut response, &Cookie::LargeType.remove(secure)),
        _ => {}
    }
    response
}
