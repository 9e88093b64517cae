//! The citizen's own report: what its pages show. The forms themselves are plain posts (crate `server`, `form/report.rs`).

use domain::report::{Confirmation, ReportPage, ReportStep};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// What a screen of the report shows: the refused form, or the draft of this browser, or an empty one. `report` is the key in the
/// address of one that is written beside another.
#[server(input = Json)]
pub async fn find_report_page(step: ReportStep, report: Option<String>) -> Result<ReportPage, AppError> {
    if let Some(page) = use_context::<crate::posted::Posted>().and_then(|posted| posted.report) {
        return Ok(page);
    }
    crate::server::begin_draft();
    let token = crate::server::draft_token(report);
    Ok(casework::draft::page(&crate::server::backend(), token.as_deref(), step, &crate::server::sender()).await?)
}

/// The page after sending; `None` when this browser has sent nothing lately.
#[server]
pub async fn find_confirmation(report: Option<String>) -> Result<Option<Confirmation>, AppError> {
    let Some(token) = crate::server::draft_token(report) else { return Ok(None) };
    let site = crate::server::site();
    let sent = casework::draft::receipt(&crate::server::backend(), &token).await?;
    Ok(sent.map(|sent| crate::server::confirmation(sent, &site, crate::preferences::language())))
}
