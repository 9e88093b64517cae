//! Which state of the reference data this is: a word that every change renews, so that other processes notice.

use std::time::Duration;

use sea_orm::{ConnectionTrait, EntityTrait};

use super::import::set;
use crate::store::{Transaction, statement};
use crate::{Backend, Failure};

/// The setting that holds it.
const REVISION: &str = "catalog";

/// The revision of the store.
pub(super) async fn stored(db: &impl ConnectionTrait) -> Result<String, Failure> {
    let row = entity::setting::Entity::find_by_id(REVISION.to_owned()).one(db).await?;
    Ok(row.map(|row| row.value).unwrap_or_default())
}

/// The revision of the store, which nobody else changes until this transaction ends.
pub(super) async fn hold(tx: &Transaction) -> Result<String, Failure> {
    let sql = "INSERT INTO setting (key, value) VALUES (?, '') ON CONFLICT (key) DO UPDATE SET value = setting.value \
               RETURNING value";
    let row = tx.query_one_raw(statement(tx, sql, [REVISION.into()])).await?;
    row.map_or(Ok(String::new()), |row| Ok(row.try_get("", "value")?))
}

/// Names another one.
pub(crate) async fn renew(tx: &Transaction) -> Result<(), Failure> {
    set(tx, REVISION, &crate::port::key::new_token()?).await
}

/// How often it is asked for.
const PAUSE: Duration = Duration::from_secs(2);

/// Keeps a running server at the newest reference data, which another process or node may have brought. Never ends.
pub async fn keep_up(backend: Backend) {
    loop {
        tokio::time::sleep(PAUSE).await;
        if let Err(error) = follow(&backend).await {
            tracing::warn!(?error, "whether the city has changed is not known");
        }
    }
}

/// Reads the reference data again when somebody else has changed it.
///
/// # Errors
/// When the store is away.
pub async fn follow(backend: &Backend) -> Result<(), Failure> {
    if stored(backend.db()).await? == backend.catalog().revision() { Ok(()) } else { backend.reload().await }
}
