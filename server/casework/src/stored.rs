//! A case out of its row, as the rules know it, and back again.

pub mod order;
pub(crate) mod row;

use domain::case::{Case, Outcome, Rating};
use domain::time::Moment;
use entity::case::{ActiveModel, Column, Model};
use foundation::Failure;
use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel, Iterable, Set};

use crate::place::Located;
use row::{class_id, state};

/// A stored case as the rules know it, without its work orders: a list does without them.
///
/// # Errors
/// A state that this release does not know: a fault of the data.
pub fn case(row: &Model) -> Result<Case, Failure> {
    Ok(Case {
        state: state(row)?,
        revision: row.revision,
        class: class_id(row),
        condition: row.condition_id,
        urgent: row.urgent,
        alarm_rank: row.alarm_rank,
        private: row.private,
        released: row.released,
        answer_released: row.answer_released,
        town: row.town.clone(),
        department: row.department_id,
        officer: row.officer_id,
        people: row.people,
        joined_at: row.joined_at.map(Moment),
        hurries: row.hurries,
        hurried_at: row.hurried_at.map(Moment),
        reported_at: Moment(row.reported_at),
        filed_at: row.filed_at.map(Moment),
        started_at: row.started_at.map(Moment),
        closed_at: row.closed_at.map(Moment),
        step_from: Moment(row.step_from),
        step_due_at: Moment(row.step_due_at),
        due_at: row.due_at.map(Moment),
        promised_at: Moment(row.promised_at),
        provisional: row.provisional,
        outcome: row.outcome.as_deref().and_then(Outcome::from_code),
        closing_words: row.closing_words.clone(),
        rating: rating(row),
        rating_reason: row.rating_reason.clone(),
        follow_up_due_at: row.follow_up_due_at.map(Moment),
        orders: Vec::new(),
    })
}

/// The same with its work orders, which a step may change.
///
/// # Errors
/// As [`case`]; or the store is away.
pub async fn whole(db: &impl ConnectionTrait, row: &Model) -> Result<Case, Failure> {
    Ok(Case { orders: order::of(db, row.id).await?, ..case(row)? })
}

/// The satisfaction given.
pub(crate) fn rating(row: &Model) -> Option<Rating> {
    row.rating.and_then(|level| u8::try_from(level).ok()).and_then(Rating::new)
}

/// The row with all that steps may have changed; only what is another than before is written.
pub(crate) fn changed(row: &Model, case: &Case) -> ActiveModel {
    let (mut changed, after) = (row.clone().into_active_model(), columns(case));
    for column in Column::iter() {
        if let Set(value) = after.get(column) {
            changed.set_if_not_equals(column, value);
        }
    }
    changed
}

/// The row of a case that was just handed in at a place, or invented there; who, how and in which words is for the caller to add.
pub fn placed(case: &Case, place: Located) -> ActiveModel {
    ActiveModel {
        address: Set(place.address),
        community: Set(place.community),
        road_id: Set(place.road),
        grid: Set(place.grid),
        component: Set(place.component),
        lat: Set(place.position.map(|position| position.lat)),
        lng: Set(place.position.map(|position| position.lng)),
        position_source: Set(place.source),
        ..columns(case)
    }
}

/// The columns that steps change. What was reported stands in the others.
fn columns(case: &Case) -> ActiveModel {
    let at = |moment: Option<Moment>| Set(moment.map(|moment| moment.0));
    ActiveModel {
        state: Set(case.state.code().to_owned()),
        revision: Set(case.revision),
        class_kind: Set(case.class.as_ref().map(|class| class.kind.code().to_owned())),
        class_code: Set(case.class.as_ref().map(|class| class.code.clone())),
        condition_id: Set(case.condition),
        urgent: Set(case.urgent),
        alarm_rank: Set(case.alarm_rank),
        private: Set(case.private),
        public: Set(case.is_public()),
        released: Set(case.released),
        answer_released: Set(case.answer_released),
        town: Set(case.town.clone()),
        department_id: Set(case.department),
        officer_id: Set(case.officer),
        people: Set(case.people),
        joined_at: at(case.joined_at),
        hurries: Set(case.hurries),
        hurried_at: at(case.hurried_at),
        reported_at: Set(case.reported_at.0),
        filed_at: at(case.filed_at),
        started_at: at(case.started_at),
        closed_at: at(case.closed_at),
        step_from: Set(case.step_from.0),
        step_due_at: Set(case.step_due_at.0),
        due_at: at(case.due_at),
        promised_at: Set(case.promised_at.0),
        provisional: Set(case.provisional),
        outcome: Set(case.outcome.map(|outcome| outcome.code().to_owned())),
        closing_words: Set(case.closing_words.clone()),
        rating: Set(case.rating.map(|rating| i64::from(rating.level()))),
        rating_reason: Set(case.rating_reason.clone()),
        follow_up_due_at: at(case.follow_up_due_at),
        ..Default::default()
    }
}
