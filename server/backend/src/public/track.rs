//! How a reporter finds the own case again: by number and the whole phone number, or by the secret link.

use domain::fault::{Fault, FaultCode, Field};
use domain::id::{CaseNumber, Phone};
use domain::report::TrackForm;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::port::key::token_hash;
use crate::{Backend, Failure, limit};

/// Seconds that the reporter's cookie opens the case.
const PASS_SECONDS: i64 = 2 * 3600;
/// Devices with all their tries that one address stands for.
const DEVICES_OF_ADDRESS: u32 = 4;

/// Where a try comes from.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// The device's token; a browser without one counts as its address.
    pub device: &'a str,
    /// The client's address.
    pub address: &'a str,
}

/// Finds a case by number and the whole phone number, of which staff see a few digits only. Gives the number and the value of the
/// reporter's cookie. An unknown number, a wrong phone and an anonymous report get the same answer for the same work; five tries an hour
/// for one case from one device, so that nobody uses up the tries of whoever reported it.
///
/// # Errors
/// What is wrong with the fields; no match; too many tries; or the store is away.
pub async fn track(backend: &Backend, form: &TrackForm, caller: Caller<'_>) -> Result<(CaseNumber, String), Failure> {
    let mut faults = Vec::new();
    if form.number.trim().is_empty() {
        faults.push(Fault::at(Field::Number, FaultCode::Required));
    }
    if form.phone.trim().is_empty() {
        faults.push(Fault::at(Field::Phone, FaultCode::Required));
    }
    crate::failure::check(faults)?;
    let phone = Phone::parse(&form.phone).ok_or(Fault::at(Field::Phone, FaultCode::PhoneMalformed))?;
    let mismatch = Fault::at(Field::Number, FaultCode::TrackMismatch);
    let number = CaseNumber::parse(&form.number).ok_or(mismatch)?;
    let keys = tries(backend, &number, caller);
    let most = backend.catalog().policy().track_tries_an_hour;
    let [device, address] = &keys;
    // Counted before the phone is looked at: many tries at the same time must not all find the count low.
    let counted = [(device.as_str(), most), (address.as_str(), most.saturating_mul(DEVICES_OF_ADDRESS))];
    if !limit::count_all(backend, 3600, &counted).await? {
        return Err(FaultCode::TooMany.into());
    }
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
    for key in &keys {
        limit::take_back(backend.writer(), key).await?;
    }
    Ok((number, pass(backend, report.id)))
}

/// What the tries for a case are counted under.
fn tries(backend: &Backend, number: &CaseNumber, caller: Caller<'_>) -> [String; 2] {
    let key = |kind: &str, value: &str| format!("track:{number}:{}", backend.keys().lookup(kind, value));
    [key("device", caller.device), key("address", caller.address)]
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
