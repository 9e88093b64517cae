//! What must not be guessed: a password, the number behind a case. Nothing is ever locked; a wrong guess makes the next one wait, and
//! every further one longer.
//!
//! Guesses are counted for whoever makes them. A device from which the right answer came before has a budget of its own, which no stranger
//! can use up; everybody else is told apart by address. While many guess at the same thing, or much is guessed from one address, newcomers
//! wait even before their first guess, the longer the more is guessed. Whoever has waited as long as they were told is let in, whatever
//! others do meanwhile: so nobody is shut out, and a thousand addresses guess at most a few thousand times an hour.

use domain::fault::Fault;
use sea_orm::ConnectionTrait;

use super::{Counted, Visitor, forget, one_more, wait_until};
use crate::store::statement;
use crate::{Backend, Failure};

/// Guesses in a row that cost no time. Each further one doubles the wait, from a second on.
const FREE: i64 = 5;
/// The longest wait in seconds.
const LONGEST: i64 = 900;
/// Seconds after which whoever waited and did not come back begins anew.
const FORGOTTEN: i64 = 3600;
/// Seconds over which the guesses of strangers are added up.
const WINDOW: i64 = 3600;
/// What newcomers wait at first, in seconds, where strangers have guessed too much.
const NEWCOMERS: i64 = 30;
/// Wrong guesses an hour from one address, behind which a whole office or thousands of phones may be, before its newcomers have to wait.
const MANY_FROM_ADDRESS: i64 = 300;

/// One guess of somebody at something.
pub struct Guess {
    /// Who guesses at what.
    own: String,
    /// What the guesses of strangers are added up under, with how many an hour are no reason for care; the same order for everybody, so
    /// that no two wait for each other.
    shared: Vec<(String, i64)>,
}

impl Guess {
    /// A guess at `what` of a `kind`. `known`: the right answer came from this device before. `many`: wrong guesses of strangers at the
    /// same thing an hour, before newcomers have to wait.
    pub fn new(backend: &Backend, kind: &str, what: &str, visitor: &Visitor<'_>, known: bool, many: i64) -> Guess {
        let hashed = |value: &str| backend.keys().lookup("guess", value);
        if let (true, Some(device)) = (known, visitor.device) {
            return Guess {
                own: format!("guess:{kind}:{}", hashed(&format!("{what}\0device\0{device}"))),
                shared: Vec::new(),
            };
        }
        let address = visitor.address;
        Guess {
            own: format!("guess:{kind}:{}", hashed(&format!("{what}\0address\0{address}"))),
            shared: vec![
                (format!("guess-at:{kind}:{}", hashed(what)), many),
                (format!("guess-from:{kind}:{}", hashed(address)), MANY_FROM_ADDRESS),
            ],
        }
    }

    /// Counts the guess, before anybody looks whether it is right: many at the same time must not all find the count low.
    ///
    /// # Errors
    /// Too early, with the time to wait; or the store is away.
    pub async fn admit(&self, backend: &Backend) -> Result<(), Failure> {
        let now = backend.now().0;
        // Whoever comes too early is turned away by a reader: a storm of them must not hold up those who write.
        let asked = "SELECT count, window_at FROM counter WHERE key = ?";
        let before = backend.db().query_one_raw(statement(backend.db(), asked, [self.own.as_str().into()])).await?;
        if let Some(before) = before {
            let Counted { window_at: free_at, .. } = Counted::read(Some(before))?;
            if free_at > now {
                return Err(wait_until(backend, free_at));
            }
        }
        let tx = backend.begin().await?;
        let careful = self.care(&tx, now).await?;
        // Changes nothing, but keeps others who guess as the same from doing so until this is over.
        let row = tx.query_one_raw(statement(
            &tx,
            "INSERT INTO counter (key, window_at, count) VALUES (?, ?, 0) \
             ON CONFLICT (key) DO UPDATE SET count = counter.count RETURNING count, window_at",
            [self.own.as_str().into(), NEVER.into()],
        ));
        let Counted { count, window_at: free_at } = Counted::read(row.await?)?;
        if free_at > now {
            return Err(wait_until(backend, free_at));
        }
        let anew = free_at + FORGOTTEN <= now;
        let let_in = !anew || careful == 0;
        let count = if anew { i64::from(let_in) } else { count + 1 };
        let next_at = now + careful.max(delay(count));
        let set = "UPDATE counter SET count = ?, window_at = ? WHERE key = ?";
        tx.execute_raw(statement(&tx, set, [count.into(), next_at.into(), self.own.as_str().into()])).await?;
        if let_in {
            for (key, _) in &self.shared {
                tx.execute_raw(one_more(&tx, backend, key, WINDOW)).await?;
            }
        }
        tx.commit().await?;
        if let_in { Ok(()) } else { Err(Fault::later(u32::try_from(careful).unwrap_or(u32::MAX)).into()) }
    }

    /// Nobody looked whether the guess was right: it is as if it had not been made.
    pub(crate) async fn was_not_heard(&self, backend: &Backend) -> Result<(), Failure> {
        let tx = backend.begin().await?;
        let keys = self.shared.iter().map(|(key, _)| key.as_str());
        let taken_back = "UPDATE counter SET count = count - 1 WHERE key = ? AND count > 0";
        for key in keys.chain([self.own.as_str()]) {
            tx.execute_raw(statement(&tx, taken_back, [key.into()])).await?;
        }
        let free = "UPDATE counter SET window_at = ? WHERE key = ?";
        tx.execute_raw(statement(&tx, free, [backend.now().0.into(), self.own.as_str().into()])).await?;
        Ok(tx.commit().await?)
    }

    /// The guess was right: it was none of those that count.
    pub async fn was_right(&self, db: &impl ConnectionTrait) -> Result<(), Failure> {
        forget(db, &self.own).await?;
        for (key, _) in &self.shared {
            db.execute_raw(statement(db, "UPDATE counter SET count = count - 1 WHERE key = ?", [key.as_str().into()]))
                .await?;
        }
        Ok(())
    }

    /// How long newcomers wait, by what strangers have guessed within the hour: the longest that one of the sums asks for.
    async fn care(&self, db: &impl ConnectionTrait, now: i64) -> Result<i64, Failure> {
        let [(at, many), (from, many_from)] = self.shared.as_slice() else { return Ok(0) };
        let rows = db.query_all_raw(statement(
            db,
            "SELECT key, count FROM counter WHERE key IN (?, ?) AND window_at > ?",
            [at.as_str().into(), from.as_str().into(), (now - WINDOW).into()],
        ));
        let mut longest = 0;
        for row in rows.await? {
            let (key, count): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            longest = longest.max(wait_of_newcomers(count, if key == *at { *many } else { *many_from }));
        }
        Ok(longest)
    }
}

/// When somebody who never guessed was let in last.
const NEVER: i64 = -FORGOTTEN;

/// Seconds between a guess and the next one, by how many there were in a row.
fn delay(guesses: i64) -> i64 {
    match u32::try_from(guesses - FREE) {
        Ok(beyond) => 1_i64.checked_shl(beyond).filter(|_| beyond < 32).unwrap_or(LONGEST).min(LONGEST),
        Err(_) => 0,
    }
}

/// Seconds a newcomer waits where strangers have guessed so often, when so many are no reason for care.
fn wait_of_newcomers(guesses: i64, many: i64) -> i64 {
    let beyond = guesses - many.max(1);
    if beyond < 0 { 0 } else { (NEWCOMERS << (beyond / many.max(1)).min(5)).min(LONGEST) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a01_the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits: Vec<i64> = [0, 1, 4, 5, 6, 7, 14, 15, 80, 5000].into_iter().map(delay).collect();
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 512, 900, 900, 900]);
    }

    #[test]
    fn newcomers_wait_the_longer_the_more_is_guessed() {
        let waits: Vec<i64> =
            [0, 99, 100, 199, 200, 300, 600, 1_000_000].into_iter().map(|n| wait_of_newcomers(n, 100)).collect();
        assert_eq!(waits, [0, 0, 30, 30, 60, 120, 900, 900]);
    }
}
