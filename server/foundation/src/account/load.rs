//! How much work somebody has in hand.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::Failure;

/// How many orders each of these accounts has in hand; those with none are left out.
///
/// # Errors
/// When the store is away.
pub async fn loads(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = i64>,
) -> Result<HashMap<i64, i64>, Failure> {
    use entity::work_order::{Column, Entity};
    let counted: Vec<(i64, i64)> = Entity::find()
        .select_only()
        .column(Column::OfficerId)
        .column_as(Column::Id.count(), "orders")
        .filter(Column::OfficerId.is_in(accounts))
        .filter(Column::EndedAt.is_null())
        .group_by(Column::OfficerId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted.into_iter().collect())
}
