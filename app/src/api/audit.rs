//! The record of what was done, for the audit administrator.

use domain::audit::{AuditFilter, AuditLines};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// Lines of the record, the latest first.
#[server(input = Json)]
pub async fn list_audit(filter: AuditFilter) -> Result<AuditLines, AppError> {
    let actor = crate::server::actor().await?;
    Ok(backend::audit::list(&crate::server::backend(), &actor, &filter).await?)
}
