//! Writes a step as the rules have it: the case, its history, its photos, the record and the index, all of it or nothing.

use domain::account::Actor;
use domain::case::{Action, By, CaseState, Channel, EventDetail, Handler, NewEvent, Part, Step, Taken, Taking};
use entity::case::Model;
use foundation::device::Device;
use foundation::store::Transaction;
use foundation::{Backend, Failure, audit};
use sea_orm::{ActiveModelTrait, EntityTrait, QuerySelect};

use super::alarm::Alarm;
use super::create::{Author, claim_photos, insert_event};
use super::{release, requirement};
use crate::danger::emergency;
use crate::index::words::refresh_text;
use crate::stored;

/// A step on its way into the store.
pub(crate) struct Attempt<'a> {
    /// What is done.
    pub(crate) step: &'a Step,
    /// By whom, for the rules.
    pub(crate) by: By,
    /// The same for the history and the record.
    pub(crate) author: Author,
    /// On which revision it was decided.
    pub(crate) revision: Option<i64>,
    /// Who alarms when its words tell of danger: citizens and callers.
    pub(crate) alarm: Option<Alarm<'a>>,
    /// Whether they alarm whatever the words tell: who hands it in says so, or its class.
    pub(crate) urgent: bool,
    /// What makes it harmless when it comes again.
    pub(crate) key: Option<String>,
}

impl<'a> Attempt<'a> {
    /// A step of a member of staff, decided on a revision.
    pub(crate) fn of_staff(actor: &Actor, step: &'a Step, revision: Option<i64>, key: Option<String>) -> Attempt<'a> {
        let by = By::Staff { account: actor.account, role: actor.role };
        Attempt { step, by, author: Author::of(actor), revision, alarm: None, urgent: false, key }
    }

    /// A step of somebody outside.
    pub(crate) fn of_citizen(by: By, step: &'a Step, key: Option<String>, device: Device<'a>) -> Attempt<'a> {
        Attempt {
            step,
            by,
            author: Author::CITIZEN,
            revision: None,
            alarm: Some(Alarm::of(device)),
            urgent: false,
            key,
        }
    }
}

/// What came of a step.
pub(crate) struct Written {
    /// The row after it.
    pub(crate) row: Model,
    /// Its line of the history, if it has one.
    pub(crate) event: Option<i64>,
}

/// Takes a step with a case whose row is locked. The person's right to see it was checked.
pub(crate) async fn take(
    tx: &Transaction,
    backend: &Backend,
    row: &Model,
    attempt: Attempt<'_>,
) -> Result<Written, Failure> {
    let Attempt { step, author, .. } = attempt;
    let catalog = backend.catalog();
    let before = stored::whole(tx, row).await?;
    let handler = named(tx, step).await?;
    let danger = match attempt.alarm {
        Some(alarm) if attempt.urgent || !emergency(&catalog, step.words(), None).is_empty() => {
            Some(alarm.rank(tx, backend).await?)
        }
        _ => None,
    };
    let taking = Taking {
        step,
        by: attempt.by,
        at: backend.now(),
        revision: attempt.revision,
        handler: handler.as_ref(),
        danger,
        photos_later: false,
    };
    let Taken { mut case, event, withdrawn, alarmed } = before.take(&taking, &*catalog).map_err(Failure::Faults)?;
    let photos = match step {
        Step::Release { part, released } => release::show_photos(tx, row.id, part, *released).await?,
        _ => false,
    };
    // What was decided before is decided once. Whatever else is done is done each time: notes may well say the same twice.
    if case == before && !photos && matches!(step, Step::Release { .. }) {
        return Ok(Written { row: row.clone(), event: None });
    }
    let saved = if case == before { row.clone() } else { stored::changed(row, &case).update(tx).await? };
    stored::order::save(tx, row.id, &before.orders, &mut case.orders).await?;
    let event = match event {
        Some(event) => {
            let order = event.order.and_then(|place| case.orders.get(place)?.id);
            Some(insert_event(tx, backend, &saved, author, event, order, attempt.key).await?)
        }
        None => None,
    };
    attach_photos(tx, &saved, event, step, author).await?;
    // What was released is withdrawn with the case, and comes back by a decision alone.
    let over = !step.action().is_aside() && !case.is_public();
    let hidden = over && release::show_photos(tx, row.id, &Part::Report, false).await?;
    if withdrawn || hidden {
        insert_event(tx, backend, &saved, author, withdrawal(), None, None).await?;
    }
    let (action, detail) = on_record(step, attempt.by, before.state, case.state);
    audit::record(tx, backend, &author.on_record(), action, &row.number, &detail).await?;
    if alarmed {
        audit::record(tx, backend, &author.on_record(), "urgent", &row.number, "words").await?;
    }
    if alarmed || is_looked_for(step) {
        refresh_text(tx, &catalog, &saved).await?;
    }
    Ok(Written { row: saved, event })
}

/// Whether a step may change by what a case is found. By how many it was met, what is noted of it and each of its photos it is not.
const fn is_looked_for(step: &Step) -> bool {
    match step {
        Step::Release { part, .. } => matches!(part, Part::Report),
        step => !matches!(step.action(), Action::Join | Action::Note | Action::FollowUp),
    }
}

/// The line of the history that tells that nothing of a case is public any more.
fn withdrawal() -> NewEvent {
    let detail = EventDetail::Released { part: Part::Report, released: false };
    NewEvent { action: Action::Release, words: String::new(), detail: Some(detail), order: None }
}

/// The account that a step names to handle the case. Nobody disables it meanwhile.
async fn named(tx: &Transaction, step: &Step) -> Result<Option<Handler>, Failure> {
    let (Step::Accept { officer, .. } | Step::Reassign { officer, .. }) = step else { return Ok(None) };
    let account = entity::account::Entity::find_by_id(*officer).lock_shared().one(tx).await?;
    Ok(account.as_ref().and_then(requirement::handler))
}

/// Photos that come with a step of staff become the case's. Those of a citizen belong to a draft: whoever closes it claims them.
async fn attach_photos(
    tx: &Transaction,
    row: &Model,
    event: Option<i64>,
    step: &Step,
    author: Author,
) -> Result<(), Failure> {
    let kinds = requirement::photos_of(step);
    let (Some(event), Some(account)) = (event, author.account) else { return Ok(()) };
    let all: Vec<String> = kinds.iter().flat_map(|(ids, _)| ids.iter().cloned()).collect();
    claim_photos(tx, row.id, Some(event), &all, &super::PhotoOwner::Account(account)).await?;
    requirement::mark_photos(tx, event, kinds).await
}

/// How a step stands on record: the action and what there is to say of it.
pub fn on_record(step: &Step, by: By, before: CaseState, after: CaseState) -> (&'static str, String) {
    let said = |released: bool| if released { "released" } else { "withdrawn" };
    match step {
        Step::Release { part: Part::Report, released } => ("release", said(*released).to_owned()),
        Step::Release { part: Part::Answer, released } => ("release_answer", said(*released).to_owned()),
        Step::Release { part: Part::Photo(id), released } => ("release_photo", format!("{id} {}", said(*released))),
        Step::FollowUp { .. } => ("follow_up", String::new()),
        Step::Note { .. } => ("note", String::new()),
        Step::Join { .. } => {
            let channel = match by {
                By::Staff { role, .. } if role.registers() => Channel::Phone.code(),
                By::Staff { .. } => Channel::Officer.code(),
                _ => "",
            };
            ("join", channel.to_owned())
        }
        step if step.action().is_aside() => (step.action().code(), String::new()),
        step => (step.action().code(), format!("{} to {}", before.code(), after.code())),
    }
}
