//! How a reporter finds the own case again: by number and the last four digits of the phone, or by the secret link.

use domain::fault::{Fault, FaultCode, Field};
use domain::id::CaseNumber;
use domain::report::TrackForm;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::case::digits_hash;
use crate::port::key::token_hash;
use crate::{Backend, Failure, limit};

/// Seconds that the reporter's cookie opens the case.
const PASS_SECONDS: i64 = 2 * 3600;

/// Finds a case by number and last four digits. Gives the number and the value of the reporter's cookie. Unknown numbers and
/// wrong digits get the same answer; five tries an hour for one case.
///
/// # Errors
/// What is wrong with the fields; no match; too many tries; or the store is away.
pub async fn track(backend: &Backend, form: &TrackForm) -> Result<(CaseNumber, String), Failure> {
    let number = CaseNumber::parse(&form.number);
    let digits: String = form.digits.chars().map(domain::search::half_width).filter(|c| !c.is_whitespace()).collect();
    let mut faults = Vec::new();
    if form.number.trim().is_empty() {
        faults.push(Fault::at(Field::Number, FaultCode::Required));
    }
    if digits.is_empty() {
        faults.push(Fault::at(Field::Digits, FaultCode::Required));
    }
    crate::failure::check(faults)?;
    let mismatch = Fault::at(Field::Number, FaultCode::TrackMismatch);
    let number = number.ok_or(mismatch)?;
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(mismatch.into());
    }
    let most = backend.catalog().policy().track_tries_an_hour;
    let key = format!("track:{number}");
    // Counted before the digits are looked at: many tries at the same time must not all find the count low.
    if !limit::count(backend, &key, 3600, most).await? {
        return Err(FaultCode::TooMany.into());
    }
    let hash = digits_hash(backend, number.as_str(), &digits);
    let report =
        entity::report::Entity::find().filter(entity::report::Column::DigitsHash.eq(hash)).one(backend.db()).await?;
    let Some(report) = report else { return Err(mismatch.into()) };
    limit::take_back(backend.writer(), &key).await?;
    Ok((number, pass(backend, report.id)))
}

/// Opens a case by the secret of the reporter's own link.
///
/// # Errors
/// Not found; or the store is away.
pub async fn open(backend: &Backend, secret: &str) -> Result<(CaseNumber, String), Failure> {
    let report = entity::report::Entity::find()
        .filter(entity::report::Column::SecretHash.eq(token_hash(secret)))
        .one(backend.db())
        .await?
        .ok_or(FaultCode::NotFound)?;
    let case = entity::case::Entity::find_by_id(report.case_id).one(backend.db()).await?.ok_or(FaultCode::NotFound)?;
    Ok((crate::case::number_of(&case)?, pass(backend, report.id)))
}

fn pass(backend: &Backend, report: i64) -> String {
    backend.keys().reporter_pass(report, backend.now().0 + PASS_SECONDS)
}
