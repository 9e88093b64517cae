//! What a step names that only the store knows.

use domain::account::Role;
use domain::case::{Handler, Step};
use domain::photo::PhotoKind;
use foundation::Failure;
use foundation::store::Transaction;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// An account as somebody who may be named to handle a case; nothing for a role that this release does not know.
pub(crate) fn handler(account: &entity::account::Model) -> Option<Handler> {
    Some(Handler {
        role: Role::from_code(&account.role)?,
        department: account.department_id,
        town: account.town.clone(),
        active: account.disabled_at.is_none(),
    })
}

/// The photos a step carries, by what they show.
pub(crate) fn photos_of(step: &Step) -> Vec<(&[String], PhotoKind)> {
    match step {
        Step::Finish { before, after, .. } => vec![(before, PhotoKind::Before), (after, PhotoKind::After)],
        Step::PassCheck { photos, .. } | Step::FailCheck { photos, .. } => vec![(photos, PhotoKind::Check)],
        _ => Vec::new(),
    }
}

/// Notes what the photos of an event show.
pub(super) async fn mark_photos(
    tx: &Transaction,
    event: i64,
    kinds: Vec<(&[String], PhotoKind)>,
) -> Result<(), Failure> {
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
