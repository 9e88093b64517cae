//! Who is signed in.

use domain::account::Actor;
use leptos::prelude::*;

use crate::error::AppError;

/// The signed-in person; `None` when nobody is.
#[server]
pub async fn find_actor() -> Result<Option<Actor>, AppError> {
    crate::server::find_actor().await
}
