//! What may come of a kind from one address: a budget that comes back evenly. Behind an address may be thousands of people, and one of
//! them can use all of it up; the others then share what comes back, instead of waiting until a window is over.

use sea_orm::{ConnectionTrait, QueryResult, Statement};

use super::wait;
use crate::store::statement;
use crate::{Backend, Failure};

/// The budget of an address.
pub struct Budget {
    key: String,
    /// Seconds in which a budget that is used up is whole again.
    seconds: i64,
    most: i64,
}

impl Budget {
    /// Of this kind so many, at least one, that come back within so many seconds.
    pub fn new(backend: &Backend, kind: &str, address: &str, seconds: i64, most: u32) -> Budget {
        Budget {
            key: format!("{kind}:{}", backend.keys().lookup("address", address)),
            seconds,
            most: i64::from(most.max(1)),
        }
    }

    /// Takes one. Gives the seconds until there is one again when all are used up. Nobody waits until that is on disk: a crash may forget the
    /// last of them.
    ///
    /// # Errors
    /// When the store is away.
    pub async fn take(&self, backend: &Backend) -> Result<Option<u32>, Failure> {
        if backend.write_relaxed(self.one_less(backend.writer(), backend.now().0)).await?.is_some() {
            return Ok(None);
        }
        // By the writer too: a reader may not know yet what was taken last.
        let since = backend.write_relaxed(self.since(backend.writer())).await?;
        self.told(backend, since).map(Some)
    }

    /// The same inside a transaction: what was taken is undone with it.
    ///
    /// # Errors
    /// As [`Budget::take`].
    pub async fn take_in(&self, tx: &impl ConnectionTrait, backend: &Backend) -> Result<Option<u32>, Failure> {
        if tx.query_one_raw(self.one_less(tx, backend.now().0)).await?.is_some() {
            return Ok(None);
        }
        self.told(backend, tx.query_one_raw(self.since(tx)).await?).map(Some)
    }

    /// The statement that asks since when there is none left.
    fn since(&self, db: &impl ConnectionTrait) -> Statement {
        statement(db, "SELECT window_at FROM counter WHERE key = ?", [self.key.as_str().into()])
    }

    /// Seconds until one comes back.
    fn told(&self, backend: &Backend, since: Option<QueryResult>) -> Result<u32, Failure> {
        let since: Option<i64> = since.map(|row| row.try_get_by_index(0)).transpose()?;
        let (now, each) = (backend.now().0, (self.seconds + self.most - 1) / self.most);
        Ok(wait(backend, since.map_or(now, |since| since.min(now)) + each))
    }

    /// The statement that takes one: `count` of them were gone at `window_at`. It gives no row, and changes nothing, when there is none
    /// left: whoever goes on asking makes nobody wait longer.
    fn one_less(&self, db: &impl ConnectionTrait, now: i64) -> Statement {
        let Budget { key, seconds, most } = self;
        // Never more than there can be, though a setting was lowered.
        let gone = format!("CASE WHEN counter.count > {most} THEN {most} ELSE counter.count END");
        // What came back since then, whole ones only; and when the last of those did, rounded up, so that no fraction is given twice. A clock
        // that was put back gives nothing, and begins anew from there.
        let since = "(excluded.window_at - counter.window_at)";
        let back = format!("CASE WHEN {since} > 0 THEN {since} * {most} / {seconds} ELSE 0 END");
        let left = format!("CASE WHEN ({gone}) > ({back}) THEN ({gone}) - ({back}) ELSE 0 END");
        let last = format!("counter.window_at + (({back}) * {seconds} + {most} - 1) / {most}");
        let sql = format!(
            "INSERT INTO counter (key, window_at, count) VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET count = 1 + {left}, \
             window_at = CASE WHEN {since} > 0 AND ({gone}) > ({back}) THEN {last} ELSE excluded.window_at END \
             WHERE {left} < {most} RETURNING count"
        );
        statement(db, &sql, [key.as_str().into(), now.into()])
    }
}
