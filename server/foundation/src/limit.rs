//! Limits counted in the store, so that a restart or a second node forgets nothing. Whoever is refused is told how long to wait, and is let
//! in once that is over.
//!
//! Use [`admit`] and its sisters for what one person may do, [`Budget`] for what may come from one address, and [`Guess`] for what must not
//! be guessed.

mod budget;
mod guess;
pub mod search;

use domain::fault::{Fault, FaultCode};
use sea_orm::{ConnectionTrait, QueryResult, Statement};

use crate::store::statement;
use crate::{Backend, Failure};

pub use budget::Budget;
pub use guess::Guess;

/// Who asks, as far as limits care.
#[derive(Clone, Copy, Debug, Default)]
pub struct Visitor<'a> {
    /// The address they come from, or of IPv6 its network.
    pub address: &'a str,
    /// The value of this device's cookie.
    pub device: Option<&'a str>,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// Counts one more under a key and tells whether that is still within `most` per window of `seconds`. What is counted is undone with the
/// transaction. Keys that name people must be keyed hashes.
///
/// # Errors
/// When the store is away.
pub async fn count_in(
    db: &impl ConnectionTrait,
    backend: &Backend,
    key: &str,
    seconds: i64,
    most: u32,
) -> Result<bool, Failure> {
    Ok(counted_in(db, backend, key, seconds).await? <= i64::from(most))
}

/// Counts one more under a key and tells how many that makes in the window of so many seconds. What is counted is undone with the
/// transaction. Keys that name people must be keyed hashes.
///
/// # Errors
/// When the store is away.
pub async fn counted_in(db: &impl ConnectionTrait, backend: &Backend, key: &str, seconds: i64) -> Result<i64, Failure> {
    Ok(Counted::read(db.query_one_raw(one_more(db, backend, key, seconds)).await?)?.count)
}

/// Counts one more under a key and lets it pass while that is within `most` per window of `seconds`.
/// Keys that name people must be keyed hashes.
///
/// # Errors
/// Too many, with the time until the window is over; or the store is away.
pub async fn admit(backend: &Backend, key: &str, seconds: i64, most: u32) -> Result<(), Failure> {
    let counted = Counted::read(backend.write_durably(one_more(backend.writer(), backend, key, seconds)).await?)?;
    counted.admit(backend, seconds, most)
}

/// The same inside a transaction: what is counted is undone with it.
///
/// # Errors
/// As [`admit`].
pub async fn admit_in(
    db: &impl ConnectionTrait,
    backend: &Backend,
    key: &str,
    seconds: i64,
    most: u32,
) -> Result<(), Failure> {
    let counted = Counted::read(db.query_one_raw(one_more(db, backend, key, seconds)).await?)?;
    counted.admit(backend, seconds, most)
}

/// Takes one form out of the budget of a client address: so many in a row, which come back within so many seconds.
///
/// # Errors
/// Too many, with the time until there is one more; or the store is away.
pub async fn admit_address(backend: &Backend, address: &str, seconds: i64, most: u32) -> Result<(), Failure> {
    admit_kind(backend, "address", address, seconds, most, FaultCode::TooMany).await
}

/// What stands under a key.
#[derive(Clone, Copy)]
struct Counted {
    count: i64,
    window_at: i64,
}

impl Counted {
    fn read(row: Option<QueryResult>) -> Result<Counted, Failure> {
        let row = row.ok_or_else(|| Failure::Inside("a counter gave no count".to_owned()))?;
        Ok(Counted { count: row.try_get_by_index(0)?, window_at: row.try_get_by_index(1)? })
    }

    fn is_within(self, most: u32) -> bool {
        self.count <= i64::from(most)
    }

    fn admit(self, backend: &Backend, seconds: i64, most: u32) -> Result<(), Failure> {
        if self.is_within(most) { Ok(()) } else { Err(wait_until(backend, self.window_at + seconds)) }
    }
}

/// Too early; let in from `at` on.
fn wait_until(backend: &Backend, at: i64) -> Failure {
    Fault::later(wait(backend, at)).into()
}

/// Seconds until then, at least one.
fn wait(backend: &Backend, at: i64) -> u32 {
    u32::try_from((at - backend.now().0).max(1)).unwrap_or(u32::MAX)
}

/// The statement that counts one more and gives the count and when its window began.
fn one_more(db: &impl ConnectionTrait, backend: &Backend, key: &str, seconds: i64) -> Statement {
    let now = backend.now().0;
    statement(
        db,
        "INSERT INTO counter (key, window_at, count) VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET \
         count = CASE WHEN counter.window_at <= ? THEN 1 ELSE counter.count + 1 END, \
         window_at = CASE WHEN counter.window_at <= ? THEN excluded.window_at ELSE counter.window_at END \
         RETURNING count, window_at",
        [key.into(), now.into(), (now - seconds).into(), (now - seconds).into()],
    )
}

/// Takes one out of the budget that a client address has of a kind; 0 is no limit.
///
/// # Errors
/// What this much of the kind is called, with the time until there is one more; or the store is away.
pub async fn admit_kind(
    backend: &Backend,
    kind: &str,
    address: &str,
    seconds: i64,
    most: u32,
    refusal: impl Into<Fault>,
) -> Result<(), Failure> {
    if most == 0 {
        return Ok(());
    }
    match Budget::new(backend, kind, address, seconds, most).take(backend).await? {
        None => Ok(()),
        wait => Err(Fault { wait, ..refusal.into() }.into()),
    }
}

/// Forgets what was counted under a key.
async fn forget(db: &impl ConnectionTrait, key: &str) -> Result<(), Failure> {
    db.execute_raw(statement(db, "DELETE FROM counter WHERE key = ?", [key.into()])).await?;
    Ok(())
}
