//! What the page of one's own devices shows.

use domain::account::SessionSummary;

use super::{actor, backend};
use crate::error::AppError;
use crate::request::cookie::Cookie;
use crate::request::cookie_value;

/// The devices this person is signed in on.
pub async fn sessions() -> Result<Vec<SessionSummary>, AppError> {
    let actor = actor().await?;
    let token = cookie_value(Cookie::Session).unwrap_or_default();
    Ok(foundation::session::list(&backend(), &actor, &token).await?)
}
