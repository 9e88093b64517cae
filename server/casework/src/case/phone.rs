//! The reporter's phone number in full: a look-up with a reason, limited, put on record.

use domain::account::{Actor, Role};
use domain::audit::{AuditActor, reason_fault};
use domain::fault::{Fault, FaultCode, Field};
use domain::id::Phone;
use entity::case::{Column, Entity};
use foundation::store::Transaction;
use foundation::{Backend, Failure, audit, limit};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::scope::scope_condition;

/// Seconds within which many look-ups are an alarm.
const ALARM_WINDOW: i64 = 600;

/// The phone numbers behind a case, for those who may have to call back; of who reported it first. The reason goes on record before a number
/// is shown. One account sees so many an hour and no more, wherever they stand, and many in a row put an alarm on record.
///
/// # Errors
/// Not found outside the person's scope; not allowed for the role; a reason that says nothing; too many; or the store is away.
pub async fn reveal_phone(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    reason: &str,
) -> Result<Vec<String>, Failure> {
    if !matches!(actor.role, Role::Acceptor | Role::ShiftLeader | Role::DepartmentClerk) {
        return Err(FaultCode::NotAllowed.into());
    }
    if let Some(code) = reason_fault(reason) {
        return Err(Fault::at(Field::Reason, code).into());
    }
    let reason: String = reason.trim().chars().take(200).collect();
    let tx = backend.begin().await?;
    let row = Entity::find().filter(Column::Number.eq(number)).filter(scope_condition(actor)).one(&tx).await?;
    let row = row.ok_or(FaultCode::NotFound)?;
    let who = AuditActor::Account(actor.account);
    let reports = entity::report::Entity::find()
        .filter(entity::report::Column::CaseId.eq(row.id))
        .filter(entity::report::Column::PhoneCipher.is_not_null())
        .order_by_asc(entity::report::Column::Id)
        // One more than are shown: that one is refused.
        .limit(u64::from(backend.catalog().policy().reveals_an_hour) + 1)
        .all(&tx)
        .await?;
    let phones: Vec<Phone> = reports.iter().filter_map(|report| phone_of(backend, report)).collect();
    let left = admitted(&tx, backend, actor, phones.len()).await?;
    if left == 0 && !phones.is_empty() {
        audit::record(&tx, backend, &who, "refused", number, "reveal_phone: too many").await?;
        tx.commit().await?;
        return Err(FaultCode::TooMany.into());
    }
    audit::record(&tx, backend, &who, "reveal_phone", number, &reason).await?;
    alarm(&tx, backend, actor, left).await?;
    tx.commit().await?;
    Ok(phones.iter().take(left).map(|phone| phone.digits().to_owned()).collect())
}

/// How many of so many numbers an account may still see within the hour. Each counts.
async fn admitted(tx: &Transaction, backend: &Backend, actor: &Actor, asked: usize) -> Result<usize, Failure> {
    let most = backend.catalog().policy().reveals_an_hour;
    for shown in 0..asked {
        if !limit::count_in(tx, backend, &format!("reveal:{}", actor.account), 3600, most).await? {
            return Ok(shown);
        }
    }
    Ok(asked)
}

/// Puts an alarm on record when one account has looked up many numbers in a row: once in a window, for whoever reads the record.
async fn alarm(tx: &Transaction, backend: &Backend, actor: &Actor, shown: usize) -> Result<(), Failure> {
    let many = backend.catalog().policy().alarming_reveals;
    let few = many.saturating_sub(1);
    let mut within = true;
    for _ in 0..shown {
        within = limit::count_in(tx, backend, &format!("reveal-row:{}", actor.account), ALARM_WINDOW, few).await?;
    }
    if within {
        return Ok(());
    }
    if limit::count_in(tx, backend, &format!("reveal-alarm:{}", actor.account), ALARM_WINDOW, 1).await? {
        let detail = format!("{many} phone numbers within {} minutes", ALARM_WINDOW / 60);
        audit::record(tx, backend, &AuditActor::Account(actor.account), "alarm-reveals", &actor.login, &detail).await?;
        tracing::warn!(account = actor.account, "many phone numbers were looked up in a row");
    }
    Ok(())
}

/// The phone number of a report, decrypted.
pub(crate) fn phone_of(backend: &Backend, row: &entity::report::Model) -> Option<Phone> {
    let plain = backend.keys().decrypt(row.phone_cipher.as_ref()?)?;
    Phone::parse(std::str::from_utf8(&plain).ok()?)
}
