//! What a step needs that only the store can tell.

use domain::account::{Actor, Role};
use domain::case::Step;
use domain::class::{ClassId, Condition};
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::PhotoKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::create::{PhotoOwner, claim_photos};
use crate::Failure;
use crate::catalog::Catalog;
use crate::store::Transaction;

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

/// Whether somebody could handle a case: works outdoors for its department, and in its town where their work is limited to one.
pub(super) fn may_handle(account: &entity::account::Model, case: &entity::case::Model) -> bool {
    account.disabled_at.is_none()
        && account.department_id.is_some()
        && account.department_id == case.department_id
        && (account.town.is_none() || account.town == case.town)
        && Role::from_code(&account.role).is_some_and(Role::handles)
}

/// The officer must be one who could handle the case.
pub(super) async fn officer(tx: &Transaction, case: &entity::case::Model, officer: i64) -> Result<(), Failure> {
    let found = entity::account::Entity::find_by_id(officer).one(tx).await?;
    if found.is_some_and(|account| may_handle(&account, case)) {
        Ok(())
    } else {
        Err(Fault::at(Field::Officer, FaultCode::OfficerUnknown).into())
    }
}

/// The photos a step carries, by what they show.
pub(crate) fn photos_of(step: &Step) -> Vec<(&[String], PhotoKind)> {
    match step {
        Step::Finish { before, after, .. } => vec![(before, PhotoKind::Before), (after, PhotoKind::After)],
        Step::PassCheck { photos, .. } | Step::FailCheck { photos, .. } => vec![(photos, PhotoKind::Check)],
        _ => Vec::new(),
    }
}

/// The step's photos become the case's: before, then after. They must be the person's own and not used before; otherwise the step
/// fails whole.
pub(super) async fn attach_photos(
    tx: &Transaction,
    actor: &Actor,
    case: i64,
    event: i64,
    step: &Step,
) -> Result<(), Failure> {
    let kinds = photos_of(step);
    let all: Vec<String> = kinds.iter().flat_map(|(ids, _)| ids.iter().cloned()).collect();
    claim_photos(tx, case, Some(event), &all, &PhotoOwner::Account(actor.account)).await?;
    for (ids, kind) in kinds.into_iter().filter(|(ids, _)| !ids.is_empty()) {
        entity::photo::Entity::update_many()
            .col_expr(entity::photo::Column::Kind, Expr::value(kind.code()))
            .filter(entity::photo::Column::Id.is_in(ids.iter().map(String::as_str)))
            .filter(entity::photo::Column::EventId.eq(event))
            .exec(tx)
            .await?;
    }
    Ok(())
}
