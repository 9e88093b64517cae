//! The first start: whoever has the link that the program printed makes the first account, a system administrator.

use domain::account::{AccountForm, Role};
use domain::audit::AuditActor;
use domain::fault::FaultCode;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use super::{hash, insert, password, prepared};
use crate::failure::check;
use crate::port::key::{new_token, token_hash};
use crate::{Backend, Failure};

/// Whether there is any account.
///
/// # Errors
/// When the store is away.
pub async fn exists(backend: &Backend) -> Result<bool, Failure> {
    Ok(entity::account::Entity::find().count(backend.db()).await? > 0)
}

/// On a first start a token for the set-up page, which works once; `None` when there are accounts already.
///
/// # Errors
/// When the store is away.
pub async fn setup_token(backend: &Backend) -> Result<Option<String>, Failure> {
    if exists(backend).await? {
        return Ok(None);
    }
    let token = new_token()?;
    let row = entity::setting::ActiveModel { key: Set("setup".to_owned()), value: Set(token_hash(&token)) };
    let conflict = sea_orm::sea_query::OnConflict::column(entity::setting::Column::Key)
        .update_column(entity::setting::Column::Value)
        .to_owned();
    entity::setting::Entity::insert(row).on_conflict(conflict).exec(backend.writer()).await?;
    Ok(Some(token))
}

/// Makes the first account, a system administrator, with the token of the first start. The token is looked at first and tries are not
/// limited: nobody guesses 256 random bits, and a stranger who tries must not keep out whoever has the link.
///
/// # Errors
/// Not found when the token is wrong or was used; what is wrong with the account; or the store is away.
pub async fn set_up(backend: &Backend, token: &str, login: &str, name: &str, password: &str) -> Result<(), Failure> {
    let right = entity::setting::Entity::find_by_id("setup".to_owned())
        .filter(entity::setting::Column::Value.eq(token_hash(token)))
        .count(backend.db())
        .await?;
    if right == 0 {
        return Err(FaultCode::NotFound.into());
    }
    let form = AccountForm {
        login: login.to_owned(),
        name_zh: name.to_owned(),
        role: Role::SystemAdministrator.code().to_owned(),
        ..AccountForm::default()
    };
    let mut faults = form.faults();
    faults.extend(password::fault(password, &form));
    check(faults)?;
    let row = prepared(backend, &form, hash::hash(backend, password.to_owned()).await?)?;
    let tx = backend.begin().await?;
    let used = entity::setting::Entity::delete_many()
        .filter(entity::setting::Column::Key.eq("setup"))
        .filter(entity::setting::Column::Value.eq(token_hash(token)))
        .exec(&tx)
        .await?;
    if used.rows_affected == 0 || entity::account::Entity::find().count(&tx).await? > 0 {
        return Err(FaultCode::NotFound.into());
    }
    insert(&tx, backend, &AuditActor::System, row).await?;
    tx.commit().await?;
    Ok(())
}
