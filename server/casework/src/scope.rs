//! Which cases somebody may see, as a condition on every query.

use domain::account::{Actor, Scope};
use domain::case::CaseState;
use entity::case::Column;
use sea_orm::{ColumnTrait, Condition};

/// The condition for a person: their scope, and their town where one is set.
pub(crate) fn scope_condition(actor: &Actor) -> Condition {
    let scope = match actor.scope() {
        Scope::City => Condition::all(),
        Scope::Department(id) => Condition::all().add(Column::DepartmentId.eq(id)),
        Scope::Officer(account) => {
            Condition::any().add(Column::OfficerId.eq(account)).add(Column::FinderId.eq(account))
        }
        Scope::Checks(account) => {
            Condition::any().add(Column::State.eq(CaseState::Handled.code())).add(Column::FinderId.eq(account))
        }
        Scope::Nothing => Condition::all().add(Column::Id.eq(-1)),
    };
    match &actor.town {
        Some(town) => Condition::all().add(scope).add(Column::Town.eq(town.clone())),
        None => scope,
    }
}
