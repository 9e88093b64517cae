//! A case becomes urgent by what is added to it: words that tell of danger count whoever writes them and whenever.

use domain::audit::AuditActor;
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::state;
use crate::store::Transaction;
use crate::{Backend, Failure, audit, due};

/// Marks an open case as urgent when `words`, just added to it, tell of danger. Whoever owns it has until the limit of an urgent case
/// from now on, if that is sooner; the limit of handling stays, as it was set with the class.
pub(crate) async fn raise(
    tx: &Transaction,
    backend: &Backend,
    row: &Model,
    words: &str,
    by: &AuditActor,
) -> Result<(), Failure> {
    let catalog = backend.catalog();
    let state = state(row)?;
    if row.urgent || state.is_final() || catalog.emergency(words, None).is_empty() {
        return Ok(());
    }
    let sooner = due::step(&catalog, state, backend.now(), true, row.due_at.map(Moment)).0;
    Entity::update_many()
        .col_expr(Column::Urgent, Expr::value(true))
        .col_expr(Column::StepDueAt, Expr::value(row.step_due_at.min(sooner)))
        .filter(Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    audit::record(tx, backend, by, "urgent", &row.number, "words").await
}
