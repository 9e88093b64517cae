//! The demo city: accounts and some hundred recent cases in every state, so that whoever starts the program sees it at work.
//! All people and cases are invented; a database with them is marked and never mistaken for a real city's.

pub(crate) mod account;
mod case;
mod city;
mod photo;
mod picture;

#[cfg(test)]
mod tests;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Set};

pub use account::{DemoAccount, accounts};
pub use city::bring;
pub(crate) use city::is_due;

use crate::store::Store;
use crate::{Backend, Failure};

/// The setting that marks a demo city.
const MARK: &str = "demo";
/// Its value when there are accounts at most.
const EMPTY: &str = "\"empty\"";
/// Its value once the cases are there.
const LOADED: &str = "\"loaded\"";

/// Keeps invented data and real cities apart: an empty database opened as a demo is marked as one.
///
/// # Errors
/// When a marked database is opened as a real city, or a real city as a demo; or the store is away.
pub(crate) async fn guard(store: &Store, demo: bool) -> Result<(), Failure> {
    match (mark(store.reader()).await?, demo) {
        (Some(_), true) | (None, false) => Ok(()),
        (Some(_), false) => Err(Failure::Inside(
            "this data was made with --demo: its people and cases are invented. Start with --demo, or with another data \
             directory or database for a real city"
                .to_owned(),
        )),
        (None, true) if in_use(store.reader()).await? => Err(Failure::Inside(
            "this is a real city's data; --demo would mix invented cases into it. Start without --demo, or with another data \
             directory or database"
                .to_owned(),
        )),
        (None, true) => set_mark(store.writer(), EMPTY).await,
    }
}

/// Makes sure that invented cases may be written here and that somebody is there to work on them: a database without accounts
/// becomes a demo city, whose accounts nobody can use before [`load`] gives them their password.
///
/// # Errors
/// When this is a real city; or the store is away.
pub(crate) async fn claim(backend: &Backend) -> Result<(), Failure> {
    if mark(backend.db()).await?.is_none() {
        if in_use(backend.db()).await? {
            return Err(Failure::Inside(
                "this is a real city's data, which gets no invented cases; name another data directory or database"
                    .to_owned(),
            ));
        }
        set_mark(backend.writer(), EMPTY).await?;
    }
    if is_due(backend, true).await? {
        bring(backend).await?;
    }
    account::make(backend).await
}

/// Loads what is missing of accounts and cases, and gives the accounts this password.
///
/// # Errors
/// When the city is not a demo, the password is shorter than eight characters, or the store is away.
pub async fn load(backend: &Backend, password: &str) -> Result<(), Failure> {
    claim(backend).await?;
    account::set_password(backend, password).await?;
    if mark(backend.db()).await?.as_deref() == Some(LOADED) {
        return Ok(());
    }
    case::load(backend).await
}

/// Marks the cases as loaded, in their transaction.
async fn set_loaded(db: &impl ConnectionTrait) -> Result<(), Failure> {
    set_mark(db, LOADED).await
}

async fn mark(db: &impl ConnectionTrait) -> Result<Option<String>, Failure> {
    let row = entity::setting::Entity::find_by_id(MARK.to_owned()).one(db).await?;
    Ok(row.map(|row| row.value))
}

async fn set_mark(db: &impl ConnectionTrait, value: &str) -> Result<(), Failure> {
    let row = entity::setting::ActiveModel { key: Set(MARK.to_owned()), value: Set(value.to_owned()) };
    let again =
        OnConflict::column(entity::setting::Column::Key).update_column(entity::setting::Column::Value).to_owned();
    entity::setting::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Whether somebody works here or has reported something.
async fn in_use(db: &impl ConnectionTrait) -> Result<bool, Failure> {
    let accounts = entity::account::Entity::find().count(db).await?;
    Ok(accounts > 0 || entity::case::Entity::find().count(db).await? > 0)
}
