//! The reporter's phone number in full: a look-up with a reason, put on record.

use domain::account::{Actor, Role};
use domain::audit::AuditActor;
use domain::fault::{Fault, FaultCode, Field};
use entity::case::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::detail::phone;
use super::scope_condition;
use crate::{Backend, Failure, audit};

/// The phone numbers behind a case, for those who may have to call back. The reason goes on record before the number is shown.
///
/// # Errors
/// Not found outside the person's scope; not allowed for the role; no reason; or the store is away.
pub async fn reveal_phone(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    reason: &str,
) -> Result<Vec<String>, Failure> {
    if !matches!(actor.role, Role::Acceptor | Role::ShiftLeader | Role::DepartmentClerk) {
        return Err(FaultCode::NotAllowed.into());
    }
    if reason.trim().is_empty() {
        return Err(Fault::at(Field::Reason, FaultCode::ReasonRequired).into());
    }
    let reason: String = reason.trim().chars().take(200).collect();
    let tx = backend.begin().await?;
    let row = Entity::find().filter(Column::Number.eq(number)).filter(scope_condition(actor)).one(&tx).await?;
    let row = row.ok_or(FaultCode::NotFound)?;
    let reports = entity::report::Entity::find()
        .filter(entity::report::Column::CaseId.eq(row.id))
        .order_by_asc(entity::report::Column::Id)
        .all(&tx)
        .await?;
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "reveal_phone", number, &reason).await?;
    tx.commit().await?;
    Ok(reports.iter().filter_map(|report| phone(backend, report)).map(|phone| phone.digits().to_owned()).collect())
}
