//! Which state of the reference data this is: a word that every change renews, so that other processes notice.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use crate::port::key::new_token;
use crate::store::{Transaction, statement};
use crate::{Backend, Failure, setting};

/// The setting that holds it.
const REVISION: &str = "catalog";

/// The revision of the store.
pub(super) async fn stored(db: &impl ConnectionTrait) -> Result<String, Failure> {
    Ok(setting::read(db, REVISION).await?.unwrap_or_default())
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
    setting::write(tx, REVISION, &new_token()?).await
}

/// How often it is asked for.
const PAUSE: Duration = Duration::from_secs(2);

/// Keeps a running server at the newest reference data, which another process or node may have brought. Never ends.
pub async fn keep_up(backend: Backend) {
    let mut known = true;
    loop {
        tokio::time::sleep(PAUSE).await;
        let followed = follow(&backend).await;
        // Said once, not every two seconds for as long as the store is away.
        if let (Err(error), true) = (&followed, known) {
            tracing::warn!(?error, "whether the city has changed is not known");
        }
        known = followed.is_ok();
    }
}

/// Reads the reference data again when somebody else has changed it.
///
/// # Errors
/// When the store is away.
pub async fn follow(backend: &Backend) -> Result<(), Failure> {
    if stored(backend.db()).await? == backend.catalog().revision() { Ok(()) } else { backend.reload().await }
}
