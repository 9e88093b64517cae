//! The steps of staff: told again to whoever lost the answer, put on record when they are refused.

use domain::account::Actor;
use domain::audit::AuditActor;
use domain::case::{Action, CaseDetail, Requirement, Step, Transition, transition};
use domain::dispatch::Officer;
use domain::fault::FaultCode;
use domain::language::Name;
use entity::case::{Column, Entity};
use foundation::account::load::loads;
use foundation::store::Transaction;
use foundation::{Backend, Failure, audit, limit};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::again::{Before, posted, taken};
use super::take::{Attempt, take};
use super::{detail, order, requirement};
use crate::scope::scope_condition;
use crate::stored;
use crate::stored::row::is_unchanged;

/// Takes a step with a case, decided on a revision. The same step with the same key again, as when the first answer was lost, is answered
/// and changes nothing. A client that makes no keys (`""`) is known by the revision it decided on.
///
/// # Errors
/// Not found outside the person's scope; not allowed for the role; moved on by somebody else meanwhile; what is wrong with the
/// step's fields; or the store is away.
pub async fn advance(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    revision: i64,
    step: &Step,
    key: &str,
) -> Result<CaseDetail, Failure> {
    // What happens beside the course has doors of its own, with keys of its own.
    if step.action().is_aside() {
        return Err(FaultCode::Malformed.into());
    }
    let tx = backend.begin().await?;
    let decided_on = format!("revision {revision}");
    let key = posted(backend, actor, number, step, if key.is_empty() { &decided_on } else { key })?;
    let found = scoped(&tx, actor, number).await;
    if let Some(Before { row, is_last }) = taken(&tx, actor, number, step.action(), key.as_deref()).await? {
        // By a commit of its own, which waits until the first one is on disk.
        tx.commit().await?;
        // It may have taken the case out of their scope: then it is told as it was left. What others have done since is not for them.
        return match found.is_ok() || is_last {
            true => told(backend, actor, &row, found.is_ok()).await,
            false => Err(FaultCode::StepTaken.into()),
        };
    }
    let row = found?;
    budget(&tx, backend, actor, row.id).await?;
    let attempt = Attempt::of_staff(actor, step, Some(revision), key);
    let saved = match take(&tx, backend, &row, attempt).await {
        Ok(written) => written.row,
        Err(failure) if failure.is(FaultCode::NotAllowed) || failure.is(FaultCode::AlreadyMoved) => {
            let detail = format!("{} from {}", step.action().code(), row.state);
            audit::record(&tx, backend, &AuditActor::Account(actor.account), "refused", number, &detail).await?;
            // Who found it sees it for ever, and may have handled it before somebody else got it.
            let elsewhere = failure.is(FaultCode::NotAllowed) && row.officer_id != Some(actor.account);
            let gone = if elsewhere { order::gone(&tx, actor, number).await? } else { FaultCode::NotFound };
            tx.commit().await?;
            return Err(if gone == FaultCode::Reassigned { gone.into() } else { failure });
        }
        Err(failure) => return Err(failure),
    };
    let still_theirs = Entity::find_by_id(saved.id).filter(scope_condition(actor)).one(&tx).await?.is_some();
    tx.commit().await?;
    told(backend, actor, &saved, still_theirs).await
}

/// The case as it is told to whoever has just taken a step with it.
async fn told(
    backend: &Backend,
    actor: &Actor,
    row: &entity::case::Model,
    still_theirs: bool,
) -> Result<CaseDetail, Failure> {
    let mut case = detail::read(backend, actor, row).await?;
    if !still_theirs {
        // What others did while it was read is not for them.
        if !is_unchanged(backend, row).await? {
            return Err(FaultCode::StepTaken.into());
        }
        // With this step it has left what they may see; what they have just done is told, its photos they could not fetch any more.
        case.photos.clear();
        case.summary.photo = None;
        for event in &mut case.events {
            event.photos.clear();
            event.joiners.iter_mut().for_each(|joiner| joiner.photos.clear());
        }
    }
    Ok(case)
}

/// Steps that one person may take with one case in an hour: more than anybody has to. What is given away and taken back without end would
/// make its history too long to be opened.
const STEPS_AN_HOUR: u32 = 60;

/// Counts one more step of a person with a case.
pub(super) async fn budget(tx: &Transaction, backend: &Backend, actor: &Actor, case: i64) -> Result<(), Failure> {
    limit::admit_in(tx, backend, &format!("step:{}:{case}", actor.account), 3600, STEPS_AN_HOUR).await
}

/// The row of a case inside a person's scope, locked where the database can.
pub(super) async fn scoped(tx: &Transaction, actor: &Actor, number: &str) -> Result<entity::case::Model, Failure> {
    let query = Entity::find().filter(Column::Number.eq(number)).filter(scope_condition(actor)).lock_exclusive();
    match query.one(tx).await? {
        Some(row) => Ok(row),
        None => Err(order::gone(tx, actor, number).await?.into()),
    }
}

/// The officers of the case's department and town with the orders each has in hand, fewest first: for those who give it to one of them.
///
/// # Errors
/// Not allowed for the role; not found outside the person's scope; or the store is away.
pub async fn officers(backend: &Backend, actor: &Actor, number: &str) -> Result<Vec<Officer>, Failure> {
    let gives = |line: Transition| line.needs.contains(&Requirement::Officer) && line.is_by(actor.role);
    if !Action::ALL.map(transition).into_iter().any(gives) {
        return Err(FaultCode::NotAllowed.into());
    }
    let found =
        Entity::find().filter(Column::Number.eq(number)).filter(scope_condition(actor)).one(backend.db()).await?;
    let row = found.ok_or(FaultCode::NotFound)?;
    let accounts = entity::account::Entity::find()
        .filter(entity::account::Column::DepartmentId.eq(row.department_id))
        .filter(entity::account::Column::DisabledAt.is_null())
        .all(backend.db())
        .await?;
    let case = stored::case(&row)?;
    let could = |account: &entity::account::Model| {
        requirement::handler(account).is_some_and(|it| it.may_handle(case.department, case.town.as_deref()))
    };
    let accounts: Vec<_> = accounts.into_iter().filter(could).collect();
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let loads = loads(backend.db(), accounts.iter().map(|row| row.id)).await?;
    let load = |id: i64| loads.get(&id).copied().unwrap_or_default();
    let mut officers: Vec<Officer> = accounts
        .into_iter()
        .map(|row| Officer { account: row.id, orders: load(row.id), name: Name::new(row.name_zh, row.name_en) })
        .collect();
    officers.sort_by_key(|officer| officer.orders);
    Ok(officers)
}
