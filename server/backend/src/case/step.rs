//! The steps of staff: checked against the table of the life cycle, written with event, audit entry and index at once.

use domain::account::Actor;
use domain::audit::AuditActor;
use domain::case::{CaseDetail, CaseState, EventKind, Owner, Requirement, Step, TRANSITIONS, Transition, transition};
use domain::dispatch::Officer;
use domain::fault::{Fault, FaultCode, Field};
use domain::language::Name;
use domain::normal::{is_blank, kept};
use domain::report::{LONGEST_WORDS, is_too_long};
use domain::time::Moment;
use entity::case::{Column, Entity};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};

use super::again::{is_there, posted, taken};
use super::{detail, insert_event, insert_posted, refresh_text, release, requirement, scope_condition, state};
use crate::failure::check;
use crate::store::Transaction;
use crate::{Backend, Failure, audit, due};

/// Takes a step with a case, decided on a revision. The same step of the same person again, as when the first answer was lost, is
/// answered and changes nothing.
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
) -> Result<CaseDetail, Failure> {
    let tx = backend.begin().await?;
    let kind = EventKind::Step(step.action());
    let key = posted(backend, "step", &(actor.account, number, revision, step))?;
    let row = match scoped(&tx, actor, number).await {
        Ok(row) if row.revision == revision => row,
        // Every step makes another revision: only then it may have been taken before, and taken the case out of their scope.
        found => match taken(&tx, number, kind, &key).await? {
            Some(row) => {
                // By a commit of its own, which waits until the first one is on disk.
                tx.commit().await?;
                return told(backend, actor, &row, found.is_ok()).await;
            }
            None => found?,
        },
    };
    let from = state(&row)?;
    let line = match allowed(actor, &row, from, revision == row.revision, step) {
        Ok(line) => line,
        Err(code) => {
            let detail = format!("{} from {}", step.action().code(), from.code());
            audit::record(&tx, backend, &AuditActor::Account(actor.account), "refused", number, &detail).await?;
            tx.commit().await?;
            return Err(code.into());
        }
    };
    check(step.faults())?;
    let changed = apply(backend, &tx, &row, line, step).await?;
    let saved = changed.update(&tx).await?;
    let event = insert_posted(&tx, backend, &saved, kind, Some(actor.account), step.words(), Some(key)).await?;
    requirement::attach_photos(&tx, actor, saved.id, event, step).await?;
    // What was released is withdrawn with the case, and comes back by a decision alone.
    if !saved.public && (release::end(&tx, saved.id).await? || row.released || row.answer_released) {
        insert_event(&tx, backend, &saved, EventKind::Released, Some(actor.account), "-").await?;
    }
    let detail = format!("{} to {}", from.code(), line.to.code());
    audit::record(&tx, backend, &AuditActor::Account(actor.account), line.action.code(), &saved.number, &detail)
        .await?;
    refresh_text(&tx, &backend.catalog(), &saved).await?;
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

/// The row of a case inside a person's scope, locked where the database can.
pub(super) async fn scoped(tx: &Transaction, actor: &Actor, number: &str) -> Result<entity::case::Model, Failure> {
    let query = Entity::find().filter(Column::Number.eq(number)).filter(scope_condition(actor)).lock_exclusive();
    query.one(tx).await?.ok_or_else(|| FaultCode::NotFound.into())
}

/// The line of the table, if this person may take this step now.
fn allowed(
    actor: &Actor,
    row: &entity::case::Model,
    from: CaseState,
    fresh: bool,
    step: &Step,
) -> Result<&'static Transition, FaultCode> {
    let somewhere = TRANSITIONS.iter().find(|line| line.action == step.action());
    if !somewhere.is_some_and(|line| line.by.is(actor.role)) {
        return Err(FaultCode::NotAllowed);
    }
    // Whoever found it sees it, but an order is the officer's in charge.
    let foreign = from == CaseState::Handling && row.officer_id != Some(actor.account);
    if foreign && somewhere.is_some_and(|line| line.by == Owner::Officer) {
        return Err(FaultCode::NotAllowed);
    }
    if !fresh {
        return Err(FaultCode::AlreadyMoved);
    }
    transition(step.action(), from).ok_or(FaultCode::AlreadyMoved)
}

/// The row after the step.
async fn apply(
    backend: &Backend,
    tx: &Transaction,
    row: &entity::case::Model,
    line: &Transition,
    step: &Step,
) -> Result<entity::case::ActiveModel, Failure> {
    let catalog = backend.catalog();
    let now = backend.now();
    let mut changed = row.clone().into_active_model();
    let mut private = row.private;
    let mut urgent = row.urgent;
    let mut handling_due = row.due_at.map(Moment);
    match step {
        Step::File { class, condition, urgent: danger } => {
            let condition = requirement::condition(&catalog, class, *condition)?;
            private = catalog.class(class).is_some_and(|class| class.private);
            urgent = *danger || condition.as_ref().is_some_and(|condition| condition.urgent);
            let due = due::handling(&catalog, now, condition.as_ref(), urgent);
            let promised = due::promise(
                &catalog,
                &due::Promised {
                    reported_at: Moment(row.reported_at),
                    filed_at: Some(now),
                    condition: condition.as_ref(),
                    class: Some(class),
                    urgent,
                },
            );
            handling_due = Some(due.at);
            changed.class_kind = Set(Some(class.kind.code().to_owned()));
            changed.class_code = Set(Some(class.code.clone()));
            changed.condition_id = Set(condition.map(|condition| condition.id));
            changed.private = Set(private);
            changed.urgent = Set(urgent);
            changed.filed_at = Set(Some(now.0));
            changed.due_at = Set(Some(due.at.0));
            changed.promised_at = Set(promised.at.0);
            changed.provisional = Set(due.provisional || promised.provisional);
            changed.closed_at = Set(None);
        }
        Step::Dispatch { department, .. } => {
            catalog.department(*department).ok_or(Fault::at(Field::Department, FaultCode::DepartmentUnknown))?;
            changed.department_id = Set(Some(*department));
            changed.officer_id = Set(None);
        }
        Step::Accept { officer, .. } | Step::Reassign { officer, .. } => {
            requirement::officer(tx, row, *officer).await?;
            changed.officer_id = Set(Some(*officer));
            changed.started_at = Set(None);
        }
        Step::Return { .. } | Step::SendBack { .. } => {
            changed.department_id = Set(None);
            changed.officer_id = Set(None);
        }
        Step::Start => changed.started_at = Set(Some(now.0)),
        Step::Close { outcome, words, publish } => {
            changed.outcome = Set(Some(outcome.code().to_owned()));
            changed.closing_words = Set(kept(words).trim().to_owned());
            changed.answer_released = Set(*publish);
            changed.closed_at = Set(Some(now.0));
        }
        Step::Refuse { .. } | Step::Uphold { .. } => changed.closed_at = Set(Some(now.0)),
        Step::Finish { .. } | Step::PassCheck { .. } | Step::FailCheck { .. } => {}
    }
    changed.state = Set(line.to.code().to_owned());
    changed.revision = Set(row.revision + 1);
    let public = !private && line.to.is_public();
    changed.public = Set(public);
    if !public {
        (changed.released, changed.answer_released) = (Set(false), Set(false));
    }
    if line.to != state(row)? {
        changed.step_from = Set(if line.to == CaseState::Handling { row.filed_at.unwrap_or(now.0) } else { now.0 });
        changed.step_due_at = Set(due::step(&catalog, line.to, now, urgent, handling_due).0);
    }
    Ok(changed)
}

/// Adds an internal note. The same note with the same key again changes nothing; without a key every note is another one, as the same
/// words may well be noted twice.
///
/// # Errors
/// Not found outside the person's scope; empty or too long; or the store is away.
pub async fn note(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    words: &str,
    key: &str,
) -> Result<CaseDetail, Failure> {
    check(said(words))?;
    let key = (!key.is_empty()).then(|| posted(backend, "note", &(actor.account, number, words, key))).transpose()?;
    let tx = backend.begin().await?;
    let row = scoped(&tx, actor, number).await?;
    if let Some(key) = &key
        && is_there(&tx, row.id, EventKind::Noted, key).await?
    {
        tx.commit().await?;
        return detail::read(backend, actor, &row).await;
    }
    insert_posted(&tx, backend, &row, EventKind::Noted, Some(actor.account), words, key).await?;
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "note", number, "").await?;
    tx.commit().await?;
    detail::read(backend, actor, &row).await
}

/// Puts on record that a dissatisfied reporter was called back, and what came of it. For those who close: acceptor and shift leader. The
/// same again by whoever has just done it changes nothing.
///
/// # Errors
/// Not found outside the person's scope; not allowed; no words; nobody waits for a call any more; or the store is away.
pub async fn follow_up(backend: &Backend, actor: &Actor, number: &str, words: &str) -> Result<CaseDetail, Failure> {
    if !Owner::Acceptor.is(actor.role) {
        return Err(FaultCode::NotAllowed.into());
    }
    check(said(words))?;
    let tx = backend.begin().await?;
    let row = scoped(&tx, actor, number).await?;
    if row.follow_up_due_at.is_none() {
        if !was_called(&tx, &row, actor, words).await? {
            return Err(FaultCode::AlreadyMoved.into());
        }
        tx.commit().await?;
        return detail::read(backend, actor, &row).await;
    }
    let mut changed = row.into_active_model();
    changed.follow_up_due_at = Set(None);
    let row = changed.update(&tx).await?;
    insert_event(&tx, backend, &row, EventKind::FollowedUp, Some(actor.account), words).await?;
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "follow_up", number, "").await?;
    tx.commit().await?;
    detail::read(backend, actor, &row).await
}

/// Whether this person has put exactly this on record as the last call back.
async fn was_called(tx: &Transaction, row: &entity::case::Model, actor: &Actor, words: &str) -> Result<bool, Failure> {
    use entity::event::{Column, Entity};
    let last = Entity::find()
        .filter(Column::CaseId.eq(row.id))
        .filter(Column::Kind.eq(EventKind::FollowedUp.code()))
        .order_by_desc(Column::Id)
        .one(tx)
        .await?;
    Ok(last.is_some_and(|last| last.account_id == Some(actor.account) && last.words == kept(words).trim()))
}

/// What is wrong with words that must be there.
fn said(words: &str) -> Vec<Fault> {
    let code = if is_blank(words) {
        FaultCode::Required
    } else if is_too_long(words, LONGEST_WORDS) {
        FaultCode::TooLong
    } else {
        return Vec::new();
    };
    vec![Fault::at(Field::Words, code)]
}

/// The officers of the case's department and town with the orders each has in hand, fewest first: for those who give it to one of them.
///
/// # Errors
/// Not allowed for the role; not found outside the person's scope; or the store is away.
pub async fn officers(backend: &Backend, actor: &Actor, number: &str) -> Result<Vec<Officer>, Failure> {
    let gives = |line: &Transition| line.needs.contains(&Requirement::Officer) && line.by.is(actor.role);
    if !TRANSITIONS.iter().any(gives) {
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
    let accounts: Vec<_> = accounts.into_iter().filter(|account| requirement::may_handle(account, &row)).collect();
    let loads: Vec<(Option<i64>, i64)> = Entity::find()
        .select_only()
        .column(Column::OfficerId)
        .column_as(Column::Id.count(), "orders")
        .filter(Column::OfficerId.is_in(accounts.iter().map(|row| row.id)))
        .filter(Column::State.eq(CaseState::Handling.code()))
        .group_by(Column::OfficerId)
        .into_tuple()
        .all(backend.db())
        .await?;
    let load = |id: i64| loads.iter().find(|(officer, _)| *officer == Some(id)).map_or(0, |(_, orders)| *orders);
    let mut officers: Vec<Officer> = accounts
        .into_iter()
        .map(|row| Officer { account: row.id, orders: load(row.id), name: Name::new(row.name_zh, row.name_en) })
        .collect();
    officers.sort_by_key(|officer| officer.orders);
    Ok(officers)
}
