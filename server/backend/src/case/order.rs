//! The work orders of a case, out of their rows and back again, and as staff see them.

use std::collections::HashMap;

use domain::account::{Actor, Scope};
use domain::case::{Case, Order, OrderKind, OrderState, OrderSummary};
use domain::fault::FaultCode;
use domain::language::Name;
use domain::time::Moment;
use entity::work_order::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, NotSet, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Set,
};

use crate::store::Transaction;
use crate::{Backend, Failure};

/// Orders of a case that are shown.
const MOST_ORDERS: usize = 100;

/// The orders of a case, in the order in which they were written.
pub(super) async fn of(db: &impl ConnectionTrait, case: i64) -> Result<Vec<Order>, Failure> {
    let query = Entity::find().filter(Column::CaseId.eq(case));
    let rows = query.order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(order).collect()
}

fn order(row: Model) -> Result<Order, Failure> {
    let unknown = |what: &str| Failure::Inside(format!("the {what} of work order {}", row.id));
    let limit = row.span.as_deref().map(serde_json::from_str).transpose();
    Ok(Order {
        id: Some(row.id),
        kind: OrderKind::from_code(&row.kind).ok_or_else(|| unknown("kind"))?,
        main: row.main,
        department: row.department_id,
        officer: row.officer_id,
        state: OrderState::from_code(&row.state).ok_or_else(|| unknown("state"))?,
        limit: limit.map_err(|_| unknown("limit"))?,
        due_at: Moment(row.due_at),
        paused_at: row.paused_at.map(Moment),
        paused_seconds: row.paused_seconds,
        given_at: Moment(row.given_at),
        started_at: row.started_at.map(Moment),
        ended_at: row.ended_at.map(Moment),
        words: row.words,
    })
}

/// The row of an order; it gets its id when it is inserted.
pub fn columns(case: i64, order: &Order) -> Result<ActiveModel, Failure> {
    let at = |moment: Option<Moment>| Set(moment.map(|moment| moment.0));
    let span = order.limit.as_ref().map(serde_json::to_string).transpose();
    Ok(ActiveModel {
        id: order.id.map_or(NotSet, Set),
        case_id: Set(case),
        kind: Set(order.kind.code().to_owned()),
        main: Set(order.main),
        department_id: Set(order.department),
        officer_id: Set(order.officer),
        state: Set(order.state.code().to_owned()),
        span: Set(span.map_err(|error| Failure::Inside(format!("an order's limit: {error}")))?),
        due_at: Set(order.due_at.0),
        paused_at: at(order.paused_at),
        paused_seconds: Set(order.paused_seconds),
        given_at: Set(order.given_at.0),
        started_at: at(order.started_at),
        ended_at: at(order.ended_at),
        words: Set(order.words.clone()),
    })
}

/// Writes what a step has made of the orders of a case, and gives those that are new their ids.
pub(super) async fn save(tx: &Transaction, case: i64, before: &[Order], after: &mut [Order]) -> Result<(), Failure> {
    for order in after {
        if order.id.is_none() {
            order.id = Some(columns(case, order)?.insert(tx).await?.id);
        } else if !before.contains(order) {
            columns(case, order)?.update(tx).await?;
        }
    }
    Ok(())
}

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
