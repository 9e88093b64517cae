//! What an acceptor releases to the public: the report, each photo, the answer. Each is a decision of its own, and over when the case stops
//! being public: it does not come back by itself. What was decided already is decided once: the same again writes nothing.

use domain::account::Actor;
use domain::case::{CaseDetail, Part, Step};
use domain::fault::FaultCode;
use entity::photo::{Column, Entity};
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::step::aside;
use crate::store::Transaction;
use crate::{Backend, Failure};

/// Shows a part of a case to the public, or withdraws it. For those who file: acceptor and shift leader. Sent again under the same key it
/// does not undo what was decided since.
///
/// # Errors
/// Not found outside the person's scope, or no such photo of the case; not allowed; no answer yet, or not public; or the store is away.
pub async fn release(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    part: Part,
    released: bool,
    key: &str,
) -> Result<CaseDetail, Failure> {
    aside(backend, actor, number, &Step::Release { part, released }, key).await
}

/// Shows the photos of a part, or withdraws them. Gives whether any was the other way before.
pub(super) async fn show_photos(tx: &Transaction, case: i64, part: &Part, released: bool) -> Result<bool, Failure> {
    let of_case = Condition::all().add(Column::CaseId.eq(case));
    let shown = match part {
        // All that are there now. What comes later is not released with them.
        Part::Report => of_case,
        Part::Photo(id) => of_case.add(Column::Id.eq(id)),
        Part::Answer => return Ok(false),
    };
    let changed = Entity::update_many()
        .col_expr(Column::Released, Expr::value(released))
        .filter(shown.clone())
        .filter(Column::Released.ne(released))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 && matches!(part, Part::Photo(_)) {
        Entity::find().filter(shown).one(tx).await?.ok_or(FaultCode::NotFound)?;
    }
    Ok(changed.rows_affected > 0)
}
