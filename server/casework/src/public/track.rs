//! How a reporter finds the own case again: by number and the whole phone number, or by the secret link.

use domain::fault::{Fault, FaultCode, Field};
use domain::id::{CaseNumber, Phone};
use domain::report::TrackForm;
use foundation::limit::{Guess, Visitor};
use foundation::port::key::{Way, token_hash};
use foundation::store::statement;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

/// Seconds that the reporter's cookie opens the case.
const PASS_SECONDS: i64 = 2 * 3600;

/// Finds a case by number and the whole phone number, of which staff see a few digits only. Gives the number and the value of the
/// reporter's cookie. An unknown number, a wrong phone and an anonymous report get the same answer for the same work. A wrong try makes the
/// next one wait; the device that reported the case is not held up by what strangers try.
///
/// # Errors
/// What is wrong with the fields; no match; too early, with the time to wait; or the store is away.
pub async fn track(
    backend: &Backend,
    form: &TrackForm,
    visitor: &Visitor<'_>,
) -> Result<(CaseNumber, String), Failure> {
    let mut faults = Vec::new();
    if form.number.trim().is_empty() {
        faults.push(Fault::at(Field::Number, FaultCode::Required));
    }
    if form.phone.trim().is_empty() {
        faults.push(Fault::at(Field::Phone, FaultCode::Required));
    }
    foundation::failure::check(faults)?;
    let phone = Phone::parse(&form.phone).ok_or(Fault::at(Field::Phone, FaultCode::PhoneMalformed))?;
    let mismatch = Fault::at(Field::Number, FaultCode::TrackMismatch);
    let catalog = backend.catalog();
    let number = CaseNumber::find(&form.number, &catalog.city().number_prefix).ok_or(mismatch)?;
    let many = i64::from(catalog.policy().track_tries_an_hour);
    let known = has_reported(backend, &number, visitor.device).await?;
    let guess = Guess::new(backend, "track", number.as_str(), visitor, known, many);
    guess.admit(backend).await?;
    let case = entity::case::Entity::find()
        .select_only()
        .column(entity::case::Column::Id)
        .filter(entity::case::Column::Number.eq(number.as_str()))
        .into_query();
    let report = entity::report::Entity::find()
        .filter(entity::report::Column::PhoneHash.eq(backend.keys().lookup("phone", phone.digits())))
        .filter(entity::report::Column::CaseId.in_subquery(case))
        // Who reported it first, should they have joined it too.
        .order_by_asc(entity::report::Column::Id)
        .one(backend.db())
        .await?;
    let Some(report) = report else { return Err(mismatch.into()) };
    let tx = backend.begin().await?;
    guess.was_right(&tx).await?;
    tx.commit().await?;
    Ok((number, pass(backend, report.id, Way::Number)))
}

/// Whether a case came of a report from this device. Who joined it later knows its phone number no better than anybody, and anybody can join
/// from as many browsers as they like. One statement, whether or not there is such a case.
async fn has_reported(backend: &Backend, number: &CaseNumber, device: Option<&str>) -> Result<bool, Failure> {
    let hash = backend.keys().lookup("device", device.unwrap_or_default());
    let found = backend.db().query_one_raw(statement(
        backend.db(),
        "SELECT report.id FROM \"case\" JOIN report ON report.case_id = \"case\".id \
         WHERE \"case\".number = ? AND report.device_hash = ? AND report.key = \"case\".key LIMIT 1",
        [number.as_str().into(), hash.into()],
    ));
    Ok(device.is_some() && found.await?.is_some())
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
    Ok((crate::case::number_of(&case)?, pass(backend, report.id, Way::Link)))
}

pub(super) fn pass(backend: &Backend, report: i64, way: Way) -> String {
    backend.keys().reporter_pass(report, way, backend.now().0 + PASS_SECONDS)
}
