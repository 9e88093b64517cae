//! The citizen's own report: what its pages show. The forms themselves are plain posts (crate `server`, `form/report.rs`).

use domain::report::{Confirmation, ReportPage, ReportStep};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// What a screen of the report shows: the refused form, or the draft of this browser, or an empty one.
#[server(input = Json)]
pub async fn find_report_page(step: ReportStep) -> Result<ReportPage, AppError> {
    if let Some(page) = use_context::<crate::posted::Posted>().and_then(|posted| posted.report) {
        return Ok(page);
    }
    let draft = crate::server::cookie_value(crate::server::cookie::Cookie::Draft);
    Ok(backend::draft::page(&crate::server::backend(), draft.as_deref(), step).await?)
}

/// The page after sending; `None` when this browser has sent nothing.
#[server]
pub async fn find_confirmation() -> Result<Option<Confirmation>, AppError> {
    let Some(draft) = crate::server::cookie_value(crate::server::cookie::Cookie::Draft) else { return Ok(None) };
    let site = crate::server::site();
    let sent = backend::draft::sent(&crate::server::backend(), &draft).await?;
    Ok(sent.map(|sent| crate::server::confirmation(sent, &site, crate::preferences::language())))
}
