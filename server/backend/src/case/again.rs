//! What comes again because its answer was lost: known by a keyed hash of what was posted, which stands with its event.

use domain::case::EventKind;
use entity::event::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use serde::Serialize;

use crate::store::Transaction;
use crate::{Backend, Failure};

/// The hash of what somebody posted.
pub(super) fn posted(backend: &Backend, kind: &str, what: &impl Serialize) -> Result<String, Failure> {
    let what = serde_json::to_string(what).map_err(|error| Failure::Inside(format!("a {kind} as text: {error}")))?;
    Ok(backend.keys().lookup(kind, &what))
}

/// Whether exactly this was done to a case before.
pub(super) async fn is_there(tx: &Transaction, case: i64, kind: EventKind, key: &str) -> Result<bool, Failure> {
    let first =
        Entity::find().filter(Column::CaseId.eq(case)).filter(Column::Kind.eq(kind.code())).filter(Column::Key.eq(key));
    Ok(first.one(tx).await?.is_some())
}

/// The case of a number, whoever may see it, if exactly this was done to it before. A case that is not there is looked for in the same
/// way as one that is hidden.
pub(super) async fn taken(
    tx: &Transaction,
    number: &str,
    kind: EventKind,
    key: &str,
) -> Result<Option<entity::case::Model>, Failure> {
    let case = entity::case::Entity::find()
        .select_only()
        .column(entity::case::Column::Id)
        .filter(entity::case::Column::Number.eq(number))
        .into_query();
    let first = Entity::find()
        .filter(Column::CaseId.in_subquery(case))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::Key.eq(key));
    match first.one(tx).await? {
        Some(first) => Ok(entity::case::Entity::find_by_id(first.case_id).one(tx).await?),
        None => Ok(None),
    }
}
