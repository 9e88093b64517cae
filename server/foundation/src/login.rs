//! The names with which people sign in.

use domain::account::{LONGEST_LOGIN, login_key};
use entity::account::{Column, Entity, Model};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use crate::{Backend, Failure};

/// The account that is meant by a sign-in name, however it is written. Of two names alike in an older release, the one that is typed exactly.
///
/// # Errors
/// When the store is away.
pub async fn known_as(backend: &Backend, typed: &str) -> Result<Option<Model>, Failure> {
    let typed = typed.trim();
    let key: String = login_key(typed).chars().take(LONGEST_LOGIN).collect();
    let named = Condition::any().add(Column::LoginKey.eq(key)).add(Column::Login.eq(typed));
    let mut rows = Entity::find().filter(named).limit(2).all(backend.db()).await?;
    let exact = rows.iter().position(|row| row.login == typed).unwrap_or(0);
    Ok(if rows.is_empty() { None } else { Some(rows.swap_remove(exact)) })
}
