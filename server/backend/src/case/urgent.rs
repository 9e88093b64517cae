//! A case becomes urgent by what is added to it: words that tell of danger count whoever writes them and whenever.

use domain::audit::AuditActor;
use domain::case::CaseState;
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{refresh_text, state};
use crate::store::Transaction;
use crate::{Backend, Failure, audit, due};

/// Marks a case as urgent when `words`, just added to it, tell of danger. Whoever owns it has until the limit of an urgent case from now
/// on, if that is sooner; the limit of handling stays, as it was set with the class. A closed one has no owner: its reporter is called
/// back within the limit of an urgent answer.
pub(crate) async fn raise(
    tx: &Transaction,
    backend: &Backend,
    row: &Model,
    words: &str,
    by: &AuditActor,
) -> Result<(), Failure> {
    let catalog = backend.catalog();
    let state = state(row)?;
    let closed = state == CaseState::Closed;
    if (row.urgent && !closed) || state == CaseState::Refused || catalog.emergency(words, None).is_empty() {
        return Ok(());
    }
    let owner = if closed { CaseState::Checked } else { state };
    let sooner = due::step(&catalog, owner, backend.now(), true, row.due_at.map(Moment)).0;
    let (column, before) =
        if closed { (Column::FollowUpDueAt, row.follow_up_due_at) } else { (Column::StepDueAt, Some(row.step_due_at)) };
    Entity::update_many()
        .col_expr(Column::Urgent, Expr::value(true))
        .col_expr(column, Expr::value(before.map_or(sooner, |before| before.min(sooner))))
        .filter(Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    // Urgent cases are looked for by their words too. Read anew, as it was not locked before.
    if let Some(row) = Entity::find_by_id(row.id).one(tx).await? {
        refresh_text(tx, &catalog, &row).await?;
    }
    audit::record(tx, backend, by, "urgent", &row.number, "words").await
}
