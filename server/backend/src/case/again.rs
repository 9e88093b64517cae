//! What comes again because its answer was lost: known by the key that its client made for it, which stands hashed with its event.

use domain::account::Actor;
use domain::case::{Action, Step};
use domain::fault::FaultCode;
use domain::key::is_key;
use entity::event::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::store::Transaction;
use crate::{Backend, Failure};

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

/// The case of a number, whoever may see it, if exactly this was done to it before. A case that is not there is looked for in the same
/// way as one that is hidden.
pub(super) async fn taken(
    tx: &Transaction,
    number: &str,
    action: Action,
    key: Option<&str>,
) -> Result<Option<entity::case::Model>, Failure> {
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
    match first.one(tx).await? {
        Some(first) => Ok(entity::case::Entity::find_by_id(first.case_id).one(tx).await?),
        None => Ok(None),
    }
}
