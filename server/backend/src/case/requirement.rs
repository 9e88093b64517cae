//! What a step needs that only the store can tell.

use domain::account::{Actor, Role};
use domain::case::Step;
use domain::class::{ClassId, Condition};
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::PhotoKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::Failure;
use crate::catalog::Catalog;

/// The condition that was chosen: one of the class's own, compulsory where it has some.
pub(super) fn condition(catalog: &Catalog, class: &ClassId, chosen: Option<i64>) -> Result<Option<Condition>, Failure> {
    if catalog.class(class).is_none() {
        return Err(Fault::at(Field::Class, FaultCode::ClassUnknown).into());
    }
    let conditions = catalog.conditions_of(class);
    let unknown = Fault::at(Field::Condition, FaultCode::ConditionUnknown);
    match chosen {
        None if conditions.is_empty() => Ok(None),
        None => Err(unknown.into()),
        Some(id) => Ok(Some(conditions.iter().find(|condition| condition.id == id).cloned().ok_or(unknown)?)),
    }
}

/// The officer must work for the department, outdoors, and not be disabled.
pub(super) async fn officer(tx: &DatabaseTransaction, department: Option<i64>, officer: i64) -> Result<(), Failure> {
    let found = entity::account::Entity::find_by_id(officer)
        .filter(entity::account::Column::DisabledAt.is_null())
        .one(tx)
        .await?;
    let fits = found
        .is_some_and(|row| row.department_id == department && Role::from_code(&row.role).is_some_and(Role::handles));
    if fits { Ok(()) } else { Err(Fault::at(Field::Officer, FaultCode::OfficerUnknown).into()) }
}

/// The photos a step carries, by what they show.
pub(crate) fn photos_of(step: &Step) -> Vec<(&[String], PhotoKind)> {
    match step {
        Step::Finish { before, after, .. } => vec![(before, PhotoKind::Before), (after, PhotoKind::After)],
        Step::PassCheck { photos, .. } | Step::FailCheck { photos, .. } => vec![(photos, PhotoKind::Check)],
        _ => Vec::new(),
    }
}

/// The step's photos become the case's. They must be the person's own and not used before; otherwise the step fails whole.
pub(super) async fn attach_photos(
    tx: &DatabaseTransaction,
    actor: &Actor,
    case: i64,
    event: i64,
    step: &Step,
) -> Result<(), Failure> {
    for (ids, kind) in photos_of(step).into_iter().filter(|(ids, _)| !ids.is_empty()) {
        let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
        let attached = entity::photo::Entity::update_many()
            .col_expr(entity::photo::Column::CaseId, Expr::value(case))
            .col_expr(entity::photo::Column::EventId, Expr::value(event))
            .col_expr(entity::photo::Column::Kind, Expr::value(kind.code()))
            .filter(entity::photo::Column::Id.is_in(distinct.iter().map(|id| id.as_str())))
            .filter(entity::photo::Column::AccountId.eq(actor.account))
            .filter(entity::photo::Column::CaseId.is_null())
            .exec(tx)
            .await?;
        if attached.rows_affected != distinct.len() as u64 {
            return Err(Fault::at(Field::Photo, FaultCode::PhotoGone).into());
        }
    }
    Ok(())
}
