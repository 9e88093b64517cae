//! Who has handled a case: whoever did must not pass for its reporter.

use foundation::{Backend, Failure, device};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// What is put on record of a case without handling it: that somebody handed it in or joined it for a caller, and what was refused.
const NOT_HANDLED: [&str; 3] = ["report", "join", "refused"];

/// Whether somebody who handled a case ever signed in in this browser: took a step, wrote a note, released something or looked up the
/// reporter's number.
pub async fn handled(
    db: &impl ConnectionTrait,
    backend: &Backend,
    case: &entity::case::Model,
    browser: &str,
) -> Result<bool, Failure> {
    let accounts = device::accounts(db, backend, browser).await?;
    handled_by(db, case, accounts).await
}

/// Whether one of these accounts handled a case.
pub async fn handled_by(
    db: &impl ConnectionTrait,
    case: &entity::case::Model,
    accounts: Vec<i64>,
) -> Result<bool, Failure> {
    if accounts.is_empty() {
        return Ok(false);
    }
    if case.officer_id.is_some_and(|officer| accounts.contains(&officer)) {
        return Ok(true);
    }
    let entry = entity::audit::Entity::find()
        .filter(entity::audit::Column::Subject.eq(&case.number))
        .filter(entity::audit::Column::AccountId.is_in(accounts))
        .filter(entity::audit::Column::Action.is_not_in(NOT_HANDLED))
        .one(db)
        .await?;
    Ok(entry.is_some())
}
