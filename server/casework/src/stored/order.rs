//! The work orders of a case out of their rows, and back again.

use domain::case::{Order, OrderKind, OrderState};
use domain::time::Moment;
use entity::work_order::{ActiveModel, Column, Entity, Model};
use foundation::Failure;
use foundation::store::Transaction;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, NotSet, QueryFilter, QueryOrder, Set};

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
pub(crate) async fn save(tx: &Transaction, case: i64, before: &[Order], after: &mut [Order]) -> Result<(), Failure> {
    for order in after {
        if order.id.is_none() {
            order.id = Some(columns(case, order)?.insert(tx).await?.id);
        } else if !before.contains(order) {
            columns(case, order)?.update(tx).await?;
        }
    }
    Ok(())
}
