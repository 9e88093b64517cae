//! The whole case, as staff see it.

use domain::account::{Actor, Role};
use domain::case::{Action, By, CaseDetail, CaseState, Channel, Event, EventKind, LikelyCase, Owner};
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::language::Name;
use domain::photo::Photo;
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::list::{names, summary};
use super::{history, likely, order};
use crate::scope::scope_condition;
use crate::stored;
use crate::stored::row::{ATTEMPTS, class_id, is_unchanged, photos_by_case};

/// A case by its number.
///
/// # Errors
/// Not found, also when it lies outside the person's scope; given to somebody else meanwhile; or the store is away.
pub async fn find(backend: &Backend, actor: &Actor, number: &str) -> Result<CaseDetail, Failure> {
    let number = CaseNumber::parse(number).ok_or(FaultCode::NotFound)?;
    let theirs = Entity::find().filter(Column::Number.eq(number.as_str())).filter(scope_condition(actor));
    for _ in 0..ATTEMPTS {
        let Some(row) = theirs.clone().one(backend.db()).await? else {
            return Err(order::gone(backend.db(), actor, number.as_str()).await?.into());
        };
        let case = read(backend, actor, &row).await?;
        // It may have left their scope while it was read.
        if is_unchanged(backend, &row).await? {
            return Ok(case);
        }
    }
    Err(FaultCode::Busy.into())
}

/// A row with everything around it. The person's right to see it was checked.
pub(super) async fn read(backend: &Backend, actor: &Actor, row: &Model) -> Result<CaseDetail, Failure> {
    let catalog = backend.catalog();
    let case = stored::whole(backend.db(), row).await?;
    let (state, class) = (case.state, case.class.clone());
    let photos = photos_by_case(backend.db(), &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let events = history::events(backend, row, &photos).await?;
    let theirs = case.orders.iter().filter_map(|order| order.officer);
    let officers = names(backend, theirs.chain(row.officer_id)).await?;
    let photos: Vec<Photo> = photos.into_iter().map(|(_, photo)| photo).collect();
    let waits_for_dispatch = state.owner() == Owner::Dispatcher;
    let recommendation = match &class {
        Some(class) if waits_for_dispatch => catalog.recommend(class, row.town.as_deref()),
        _ => None,
    };
    // Not the department that has just sent it back.
    let refused_by = (state == CaseState::Returned).then(|| last_dispatch(&events)).flatten();
    let recommendation = recommendation.filter(|found| refused_by != Some(&found.name));
    let by = By::Staff { account: actor.account, role: actor.role };
    Ok(CaseDetail {
        summary: summary(backend, row, photos.first().cloned(), &officers, None)?,
        revision: row.revision,
        private: row.private,
        condition: case.chosen_condition(&*catalog).cloned(),
        channel: Channel::from_code(&row.channel).unwrap_or(Channel::Web),
        words: row.words.clone(),
        photos,
        released: row.released,
        reporters: history::reporters(backend, row.id).await?,
        promised_at: Moment(row.promised_at),
        due_at: row.due_at.map(Moment),
        provisional: row.provisional,
        trace: case.trace(&*catalog),
        events,
        orders: order::summaries(backend, &case, &officers),
        closing: case.outcome.map(|outcome| (outcome, row.closing_words.clone())),
        answer_released: row.answer_released,
        rating: case.rating.map(|rating| (rating, row.rating_reason.clone())),
        follow_up_due_at: row.follow_up_due_at.map(Moment),
        actions: case.offers(by, backend.now(), &*catalog),
        recommendation,
        likely: likely_cases(backend, actor, row, state).await?,
        class,
    })
}

/// The department it was dispatched to last. Events stand latest first.
fn last_dispatch(events: &[Event]) -> Option<&Name> {
    events.iter().find(|event| event.kind == EventKind::Step(Action::Dispatch))?.department.as_ref()
}

/// What is likely the same, while somebody decides on filing or dispatch.
async fn likely_cases(
    backend: &Backend,
    actor: &Actor,
    row: &Model,
    state: CaseState,
) -> Result<Vec<LikelyCase>, Failure> {
    let deciding = matches!(state.owner(), Owner::Acceptor | Owner::Dispatcher)
        && matches!(actor.role, Role::Acceptor | Role::Dispatcher | Role::ShiftLeader);
    if !deciding {
        return Ok(Vec::new());
    }
    let about = likely::About {
        except: Some(row.id),
        class: class_id(row),
        words: row.words.clone(),
        place: crate::place::of_case(row),
    };
    likely::staff(backend, actor, &about).await
}
