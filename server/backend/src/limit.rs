//! Limits counted in the store, so that a restart or a second node forgets nothing.

use sea_orm::ConnectionTrait;

use crate::store::statement;
use crate::{Backend, Failure};

/// Counts one more under a key and tells whether that is still within `most` per window of `seconds`.
/// Keys that name people must be keyed hashes.
///
/// # Errors
/// When the store is away.
pub async fn count(backend: &Backend, key: &str, seconds: i64, most: u32) -> Result<bool, Failure> {
    count_in(backend.writer(), backend, key, seconds, most).await
}

/// The same inside a transaction: what is counted is undone with it.
pub(crate) async fn count_in(
    db: &impl ConnectionTrait,
    backend: &Backend,
    key: &str,
    seconds: i64,
    most: u32,
) -> Result<bool, Failure> {
    let now = backend.now().0;
    let counted = db.query_one_raw(statement(
        db,
        "INSERT INTO counter (key, window_at, count) VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET \
         count = CASE WHEN counter.window_at <= ? THEN 1 ELSE counter.count + 1 END, \
         window_at = CASE WHEN counter.window_at <= ? THEN excluded.window_at ELSE counter.window_at END RETURNING count",
        [key.into(), now.into(), (now - seconds).into(), (now - seconds).into()],
    ));
    let count: i64 = counted.await?.map_or(Ok(1), |row| row.try_get_by_index(0))?;
    Ok(count <= i64::from(most))
}

/// Counts one more request of a client address, under a keyed hash of it, and tells whether that is still within `most`.
///
/// # Errors
/// When the store is away.
pub async fn count_address(backend: &Backend, address: &str, seconds: i64, most: u32) -> Result<bool, Failure> {
    count(backend, &format!("address:{}", backend.keys().lookup("address", address)), seconds, most).await
}

/// How many were counted in the window that runs, without counting.
///
/// # Errors
/// When the store is away.
pub async fn counted(backend: &Backend, key: &str, seconds: i64) -> Result<i64, Failure> {
    let earliest = backend.now().0 - seconds;
    let row = backend.db().query_one_raw(statement(
        backend.db(),
        "SELECT count FROM counter WHERE key = ? AND window_at > ?",
        [key.into(), earliest.into()],
    ));
    Ok(row.await?.map_or(Ok(0), |row| row.try_get_by_index(0))?)
}

/// Forgets what was counted under a key.
///
/// # Errors
/// When the store is away.
pub async fn forget(backend: &Backend, key: &str) -> Result<(), Failure> {
    backend
        .writer()
        .execute_raw(statement(backend.writer(), "DELETE FROM counter WHERE key = ?", [key.into()]))
        .await?;
    Ok(())
}
