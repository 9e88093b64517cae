//! What somebody who calls has reported before, by the number they call from.

use domain::account::Actor;
use domain::audit::AuditActor;
use domain::case::CaseSummary;
use domain::fault::{Fault, FaultCode, Field};
use domain::id::Phone;
use entity::case::{Column, Entity};
use foundation::{Backend, Failure, audit, limit};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::list::summaries;
use crate::scope::scope_condition;

/// Cases that are told, the latest.
const TOLD: u64 = 5;
/// Numbers that one person may look up in an hour: more than anybody takes calls.
const LOOKS_AN_HOUR: u32 = 120;

/// The latest cases that were reported or joined from a phone number, for whoever takes the call. The look-up goes on record before anything
/// is told, without the number; how many there were shows what it was for.
///
/// # Errors
/// Not allowed for those who register no calls; no phone number; too many look-ups; or the store is away.
pub async fn of_caller(backend: &Backend, actor: &Actor, phone: &str) -> Result<Vec<CaseSummary>, Failure> {
    if !actor.role.registers() {
        return Err(FaultCode::NotAllowed.into());
    }
    let phone = Phone::parse(phone).ok_or(Fault::at(Field::Phone, FaultCode::PhoneMalformed))?;
    let reports = entity::report::Entity::find()
        .select_only()
        .column(entity::report::Column::CaseId)
        .filter(entity::report::Column::PhoneHash.eq(backend.keys().lookup("phone", phone.digits())))
        .into_query();
    let found = Entity::find().filter(Column::Id.in_subquery(reports)).filter(scope_condition(actor));
    let rows = found.order_by_desc(Column::Id).limit(TOLD).all(backend.db()).await?;
    let tx = backend.begin().await?;
    limit::admit_in(&tx, backend, &format!("caller:{}", actor.account), 3600, LOOKS_AN_HOUR).await?;
    let told = format!("{} cases", rows.len());
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "find_caller", &actor.login, &told).await?;
    tx.commit().await?;
    summaries(backend, rows, None).await
}
