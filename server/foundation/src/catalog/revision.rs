//! Which state of the reference data this is: a word that every change renews, so that other processes notice.

use sea_orm::ConnectionTrait;

use crate::port::key::new_token;
use crate::store::{Transaction, statement};
use crate::{Failure, setting};

/// The setting that holds it.
const REVISION: &str = "catalog";

/// The revision of the store.
pub async fn stored(db: &impl ConnectionTrait) -> Result<String, Failure> {
    Ok(setting::read(db, REVISION).await?.unwrap_or_default())
}

/// The revision of the store, which nobody else changes until this transaction ends.
pub async fn hold(tx: &Transaction) -> Result<String, Failure> {
    let sql = "INSERT INTO setting (key, value) VALUES (?, '') ON CONFLICT (key) DO UPDATE SET value = setting.value \
               RETURNING value";
    let row = tx.query_one_raw(statement(tx, sql, [REVISION.into()])).await?;
    row.map_or(Ok(String::new()), |row| Ok(row.try_get("", "value")?))
}

/// Names another one.
pub async fn renew(tx: &Transaction) -> Result<(), Failure> {
    setting::write(tx, REVISION, &new_token()?).await
}
