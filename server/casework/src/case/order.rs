//! The work orders of a case as staff see them.

use std::collections::HashMap;

use domain::account::{Actor, Scope};
use domain::case::{Case, Order, OrderKind, OrderState, OrderSummary};
use domain::fault::FaultCode;
use domain::language::Name;
use entity::work_order::{Column, Entity};
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// Orders of a case that are shown.
const MOST_ORDERS: usize = 100;

/// The orders of a case as staff see them, latest first and the latest of them.
pub(super) fn summaries(backend: &Backend, case: &Case, officers: &HashMap<i64, Name>) -> Vec<OrderSummary> {
    let catalog = backend.catalog();
    let summary = |order: &Order| OrderSummary {
        kind: order.kind,
        department: order.department.and_then(|id| catalog.department(id)).map(|department| department.name.clone()),
        officer: order.officer.and_then(|id| officers.get(&id)).cloned(),
        state: order.state,
        clock: case.order_clock(order, backend.now()),
        given_at: order.given_at,
        started_at: order.started_at,
        words: order.words.clone(),
    };
    let mut orders: Vec<&Order> = case.orders.iter().rev().collect();
    orders.sort_by_key(|order| std::cmp::Reverse(order.given_at));
    orders.into_iter().take(MOST_ORDERS).map(summary).collect()
}

/// What somebody is told of a case outside their scope that was theirs before: as officer given to another one, as department, or for the
/// check that every collector may do. They know of the case: it is no secret to them that it is not theirs any more. `NotFound` for
/// everybody else.
pub(super) async fn gone(db: &impl ConnectionTrait, actor: &Actor, number: &str) -> Result<FaultCode, Failure> {
    use entity::case;
    let ended = Condition::all().add(Column::EndedAt.is_not_null());
    let (theirs, told) = match actor.scope() {
        Scope::Officer(account) => {
            let given_on = Column::State.eq(OrderState::Reassigned.code());
            (ended.add(Column::OfficerId.eq(account)).add(given_on), FaultCode::Reassigned)
        }
        Scope::Department(id) => {
            let handling = Column::Kind.eq(OrderKind::Handling.code());
            (ended.add(Column::DepartmentId.eq(id)).add(handling), FaultCode::AlreadyMoved)
        }
        Scope::Checks(_) => (ended.add(Column::Kind.eq(OrderKind::Check.code())), FaultCode::AlreadyMoved),
        Scope::City | Scope::Nothing => return Ok(FaultCode::NotFound),
    };
    let mut case = case::Entity::find().select_only().column(case::Column::Id).filter(case::Column::Number.eq(number));
    if let Some(town) = &actor.town {
        case = case.filter(case::Column::Town.eq(town.clone()));
    }
    let former = Entity::find().filter(Column::CaseId.in_subquery(case.into_query())).filter(theirs);
    Ok(if former.one(db).await?.is_some() { told } else { FaultCode::NotFound })
}
