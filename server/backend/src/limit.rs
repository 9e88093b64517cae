//! Limits counted in the store, so that a restart or a second node forgets nothing.

use sea_orm::{ConnectionTrait, QueryResult, Statement};

use crate::store::statement;
use crate::{Backend, Failure};

/// Counts one more under a key and tells whether that is still within `most` per window of `seconds`.
/// Keys that name people must be keyed hashes.
///
/// # Errors
/// When the store is away.
pub async fn count(backend: &Backend, key: &str, seconds: i64, most: u32) -> Result<bool, Failure> {
    within(backend.once(one_more(backend.writer(), backend, key, seconds)).await?, most)
}

/// Counts one more under each key and tells whether all are still within what each allows.
///
/// # Errors
/// When the store is away.
pub(crate) async fn count_all(backend: &Backend, seconds: i64, keys: &[(&str, u32)]) -> Result<bool, Failure> {
    let tx = backend.begin().await?;
    let mut within = true;
    for (key, most) in keys {
        within &= count_in(&tx, backend, key, seconds, *most).await?;
    }
    tx.commit().await?;
    Ok(within)
}

/// The same inside a transaction: what is counted is undone with it.
pub(crate) async fn count_in(
    db: &impl ConnectionTrait,
    backend: &Backend,
    key: &str,
    seconds: i64,
    most: u32,
) -> Result<bool, Failure> {
    within(db.query_one_raw(one_more(db, backend, key, seconds)).await?, most)
}

/// The statement that counts one more and gives the count.
fn one_more(db: &impl ConnectionTrait, backend: &Backend, key: &str, seconds: i64) -> Statement {
    let now = backend.now().0;
    statement(
        db,
        "INSERT INTO counter (key, window_at, count) VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET \
         count = CASE WHEN counter.window_at <= ? THEN 1 ELSE counter.count + 1 END, \
         window_at = CASE WHEN counter.window_at <= ? THEN excluded.window_at ELSE counter.window_at END RETURNING count",
        [key.into(), now.into(), (now - seconds).into(), (now - seconds).into()],
    )
}

fn within(counted: Option<QueryResult>, most: u32) -> Result<bool, Failure> {
    let count: i64 = counted.map_or(Ok(1), |row| row.try_get_by_index(0))?;
    Ok(count <= i64::from(most))
}

/// Counts one more request of a client address, under a keyed hash of it, and tells whether that is still within `most`. Nobody waits
/// until that is on disk: a crash may forget the last of them.
///
/// # Errors
/// When the store is away.
pub async fn count_address(backend: &Backend, address: &str, seconds: i64, most: u32) -> Result<bool, Failure> {
    let key = format!("address:{}", backend.keys().lookup("address", address));
    within(backend.soon(one_more(backend.writer(), backend, &key, seconds)).await?, most)
}

/// Forgets what was counted under a key.
pub(crate) async fn forget(db: &impl ConnectionTrait, key: &str) -> Result<(), Failure> {
    db.execute_raw(statement(db, "DELETE FROM counter WHERE key = ?", [key.into()])).await?;
    Ok(())
}

/// Counts one less under a key: it was not what is limited.
pub(crate) async fn take_back(db: &impl ConnectionTrait, key: &str) -> Result<(), Failure> {
    db.execute_raw(statement(db, "UPDATE counter SET count = count - 1 WHERE key = ?", [key.into()])).await?;
    Ok(())
}
