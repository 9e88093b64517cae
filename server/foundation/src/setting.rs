//! What the city and the program keep by a name: a table of keys and values.

use entity::setting::{ActiveModel, Column, Entity};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, Set};

use crate::Failure;

/// The value of a key; `None` while nobody has set it.
///
/// # Errors
/// When the store is away.
pub async fn read(db: &impl ConnectionTrait, key: &str) -> Result<Option<String>, Failure> {
    let row = Entity::find_by_id(key.to_owned()).one(db).await?;
    Ok(row.map(|row| row.value))
}

/// Sets a key.
///
/// # Errors
/// When the store is away.
pub async fn write(db: &impl ConnectionTrait, key: &str, value: &str) -> Result<(), Failure> {
    let again = OnConflict::column(Column::Key).update_column(Column::Value).to_owned();
    insert(db, key, value, again).await
}

/// Sets a key that nobody has set yet: of several who do so at once, the first one counts.
///
/// # Errors
/// When the store is away.
pub(crate) async fn write_first(db: &impl ConnectionTrait, key: &str, value: &str) -> Result<(), Failure> {
    insert(db, key, value, OnConflict::column(Column::Key).do_nothing().to_owned()).await
}

/// Forgets a key.
///
/// # Errors
/// When the store is away.
pub async fn delete(db: &impl ConnectionTrait, key: &str) -> Result<(), Failure> {
    Entity::delete_by_id(key.to_owned()).exec(db).await?;
    Ok(())
}

async fn insert(db: &impl ConnectionTrait, key: &str, value: &str, known: OnConflict) -> Result<(), Failure> {
    let row = ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()) };
    Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}
