//! Photos that an acceptor releases to the public.

use domain::case::Part;
use domain::fault::FaultCode;
use entity::photo::{Column, Entity};
use foundation::Failure;
use foundation::store::Transaction;
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

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
