//! Who is signed in, and on which devices.

use domain::account::{Actor, SessionSummary};
use leptos::prelude::*;

use crate::error::AppError;

/// The signed-in person; `None` when nobody is.
#[server]
pub async fn find_actor() -> Result<Option<Actor>, AppError> {
    crate::server::find_actor().await
}

/// The devices this person is signed in on.
#[server]
pub async fn list_sessions() -> Result<Vec<SessionSummary>, AppError> {
    let actor = crate::server::actor().await?;
    let token = crate::server::cookie_value(crate::server::cookie::Cookie::Session).unwrap_or_default();
    Ok(foundation::session::list(&crate::server::backend(), &actor, &token).await?)
}

/// Signs one of this person's devices out.
#[server]
pub async fn revoke_session(id: i64) -> Result<(), AppError> {
    let actor = crate::server::actor().await?;
    Ok(foundation::session::revoke(&crate::server::backend(), &actor, id).await?)
}
