//! What the page of a browser's own reports shows.

use domain::case::OwnReport;

use super::backend;
use crate::error::AppError;
use crate::request::cookie::Cookie;
use crate::request::cookie_value;

/// The reports of this browser, the latest first.
pub async fn own_reports() -> Result<Vec<OwnReport>, AppError> {
    let kept = cookie_value(Cookie::OwnReports);
    Ok(casework::public::own(&backend(), kept.as_deref()).await?)
}
