//! What comes again because its answer was lost: known by the key that its client made for it, which stands hashed with its event.

use domain::account::Actor;
use domain::case::{Action, Step};
use domain::fault::FaultCode;
use domain::key::is_key;
use entity::event::{Column, Entity};
use foundation::store::Transaction;
use foundation::{Backend, Failure};
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// The hash of a step under the key that its client made for it; `None` without a key, when every step is another one. What the step says
/// is part of it: other words under the same key are another step, so that nobody is told that something was done which was not.
pub(super) fn posted(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    step: &Step,
    key: &str,
) -> Result<Option<String>, Failure> {
    if key.is_empty() {
        return Ok(None);
    }
    if !is_key(key) {
        return Err(FaultCode::Malformed.into());
    }
    let what = serde_json::to_string(&(actor.account, number, step, key));
    let what = what.map_err(|error| Failure::Inside(format!("a step as text: {error}")))?;
    Ok(Some(backend.keys().lookup("step", &what)))
}

/// A case to which exactly this was done before.
pub(super) struct Before {
    /// The case as it is now.
    pub(super) row: entity::case::Model,
    /// Whether nothing has happened to it since.
    pub(super) is_last: bool,
}

/// The case of a number, whoever may see it, if exactly this was done to it before. A case that is not there is looked for in the same
/// way as one that is hidden.
pub(super) async fn taken(
    tx: &Transaction,
    actor: &Actor,
    number: &str,
    action: Action,
    key: Option<&str>,
) -> Result<Option<Before>, Failure> {
    let Some(key) = key else { return Ok(None) };
    let case = entity::case::Entity::find()
        .select_only()
        .column(entity::case::Column::Id)
        .filter(entity::case::Column::Number.eq(number))
        .into_query();
    let first = Entity::find()
        .filter(Column::CaseId.in_subquery(case))
        .filter(Column::Kind.eq(action.code()))
        .filter(Column::Key.eq(key));
    let Some(first) = first.one(tx).await? else { return Ok(None) };
    // What went with the step was written by the same person at the same moment.
    let others = Condition::any()
        .add(Column::At.ne(first.at))
        .add(Column::AccountId.is_null())
        .add(Column::AccountId.ne(actor.account));
    let since = Entity::find().filter(Column::CaseId.eq(first.case_id)).filter(Column::Id.gt(first.id)).filter(others);
    let none_since = since.one(tx).await?.is_none();
    let row = entity::case::Entity::find_by_id(first.case_id).one(tx).await?;
    // Who joins without a word leaves no event.
    Ok(row.map(|row| Before { is_last: none_since && row.joined_at.is_none_or(|at| at < first.at), row }))
}
