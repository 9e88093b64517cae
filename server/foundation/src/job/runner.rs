//! Takes jobs that are due, one after the other, and runs them.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt as _;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait as _, EntityTrait as _, FromQueryResult};

use super::{JobKind, Waiting, attempt, row};
use crate::port::key::{chance, new_id};
use crate::store::{is_postgres, statement};
use crate::{Backend, Failure};

/// Seconds that a node has a job to itself; it holds on for as long as it works.
const LEASE: i64 = 30;
/// How often a node that works says so.
const HOLD: Duration = Duration::from_secs(10);
/// How long a node sleeps that has nothing to do and is not woken: another may have added something.
const SLEEP: Duration = Duration::from_secs(2);

/// How long a job may take: longer than any does.
const LONGEST: Duration = Duration::from_secs(3600);

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Done,
    /// It is tried again later.
    Failed,
    /// It is given up, for somebody to look at.
    Dead,
    /// It was taken for dead meanwhile, and another node has it.
    Lost,
}

impl Ended {
    /// As figures call it.
    pub fn name(self) -> &'static str {
        match self {
            Ended::Done => "done",
            Ended::Failed => "failed",
            Ended::Dead => "dead",
            Ended::Lost => "lost",
        }
    }
}

/// How many jobs there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// To be done.
    pub waiting: i64,
    /// Of these, to be done by now.
    pub due: i64,
    /// Given up.
    pub dead: i64,
}

/// Runs what is due of these kinds, for as long as the program lives. `note` is told which job ended how.
pub async fn work(backend: Backend, kinds: &'static [JobKind], note: impl Fn(&'static str, Ended)) {
    let waiting = backend.memory::<Waiting>();
    loop {
        let ran = match schedule(&backend, kinds).await {
            Ok(()) => run_next(&backend, kinds).await,
            Err(failure) => Err(failure),
        };
        match ran {
            Ok(Some((name, ended))) => note(name, ended),
            Ok(None) => {
                let _ = tokio::time::timeout(SLEEP, waiting.added.notified()).await;
            }
            Err(failure) => {
                tracing::warn!(?failure, "no job could be taken");
                tokio::time::sleep(SLEEP).await;
            }
        }
    }
}

/// Runs one job of these kinds that is due. Gives its name and how it ended; `None` when nothing is due.
///
/// # Errors
/// When the store is away.
pub async fn run_next(backend: &Backend, kinds: &'static [JobKind]) -> Result<Option<(&'static str, Ended)>, Failure> {
    let Some(taken) = take(backend, kinds).await? else { return Ok(None) };
    let Some(kind) = kinds.iter().find(|kind| kind.name == taken.name) else { return Ok(None) };
    if taken.attempts > attempt::MOST && taken.schedule.is_none() {
        // It was begun so often and never came to an end: with it ended the program.
        return Ok(Some((kind.name, fail(backend, &taken, "ended the program").await?)));
    }
    let work = AssertUnwindSafe((kind.run)(backend, &taken.payload)).catch_unwind();
    // Both go on at once: what the work has open, the lease may need.
    let ran = tokio::select! {
        ran = tokio::time::timeout(LONGEST, work) => ran,
        () = hold(backend, &taken) => return Ok(Some((kind.name, Ended::Lost))),
    };
    let failure = match ran {
        Ok(Ok(Ok(()))) => return Ok(Some((kind.name, finish(backend, &taken, kind.every).await?))),
        Ok(Ok(Err(failure))) => failure,
        Ok(Err(_)) => Failure::Inside("a job panicked".to_owned()),
        Err(_) => Failure::Inside("a job did not come to an end".to_owned()),
    };
    tracing::warn!(?failure, job = kind.name, attempts = taken.attempts, "a job failed");
    Ok(Some((kind.name, fail(backend, &taken, failure.kind()).await?)))
}

/// How many jobs there are.
///
/// # Errors
/// When the store is away.
pub async fn counts(backend: &Backend) -> Result<Counts, Failure> {
    let db = backend.db();
    let sum = |what: &str| format!("CAST(COALESCE(SUM(CASE WHEN {what} THEN 1 ELSE 0 END), 0) AS BIGINT)");
    let (waiting, due, dead) = (sum("NOT dead"), sum("NOT dead AND due_at <= ?"), sum("dead"));
    let sql = format!("SELECT {waiting} AS waiting, {due} AS due, {dead} AS dead FROM job");
    let row = db.query_one_raw(statement(db, &sql, [backend.now().0.into()])).await?;
    row.map_or(Ok(Counts::default()), |row| Ok(Counts::from_query_result(&row, "")?))
}

/// A job that this node has to itself.
struct Taken {
    id: i64,
    name: String,
    payload: String,
    attempts: i64,
    lease: String,
    schedule: Option<String>,
}

/// Makes sure that what runs by the clock has its row.
async fn schedule(backend: &Backend, kinds: &[JobKind]) -> Result<(), Failure> {
    let waiting = backend.memory::<Waiting>();
    let by_the_clock: Vec<&str> = kinds.iter().filter(|kind| kind.every.is_some()).map(|kind| kind.name).collect();
    if waiting.scheduled.get().is_some() || by_the_clock.is_empty() {
        return Ok(());
    }
    let rows = by_the_clock.into_iter().map(|name| row(backend, name, "null".to_owned(), Some(name)));
    let there = OnConflict::column(entity::job::Column::Schedule).do_nothing().to_owned();
    entity::job::Entity::insert_many(rows).on_conflict(there).exec_without_returning(backend.writer()).await?;
    // Whoever else did it meanwhile did the same.
    let _ = waiting.scheduled.set(());
    Ok(())
}

/// Takes the job that has been due longest and that nobody works on; what was begun in vain comes after the others.
async fn take(backend: &Backend, kinds: &[JobKind]) -> Result<Option<Taken>, Failure> {
    let db = backend.db();
    // What only a newer release knows is left to it.
    let known: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.name)).collect();
    let known = known.join(", ");
    let wanted = format!("NOT dead AND due_at <= ? AND leased_until <= ? AND name IN ({known})");
    let now = backend.now().0;
    // Most of the time there is none, and a look costs no turn among those who write.
    let look = format!("SELECT 1 FROM job WHERE {wanted} LIMIT 1");
    if db.query_one_raw(statement(db, &look, [now.into(), now.into()])).await?.is_none() {
        return Ok(None);
    }
    let alone = if is_postgres(db) { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE job SET lease = ?, leased_until = ?, attempts = attempts + 1 WHERE id = (SELECT id FROM job WHERE {wanted} \
         ORDER BY attempts, due_at, id LIMIT 1 {alone}) RETURNING id, name, payload, attempts, schedule"
    );
    let lease = new_id()?;
    let values = [lease.clone().into(), (now + LEASE).into(), now.into(), now.into()];
    let Some(row) = backend.write_durably(statement(db, &sql, values)).await? else { return Ok(None) };
    Ok(Some(Taken {
        id: row.try_get_by_index(0)?,
        name: row.try_get_by_index(1)?,
        payload: row.try_get_by_index(2)?,
        attempts: row.try_get_by_index(3)?,
        schedule: row.try_get_by_index(4)?,
        lease,
    }))
}

/// Says now and then that this node still works on it. Comes to an end when it has been given to another.
async fn hold(backend: &Backend, taken: &Taken) {
    loop {
        tokio::time::sleep(HOLD).await;
        let until = backend.now().0 + LEASE;
        match change(backend, taken, "UPDATE job SET leased_until = ?", [until.into()]).await {
            Ok(true) => {}
            Ok(false) => return,
            // Until the lease is over nobody else takes it, and then both do it, which does no harm.
            Err(failure) => tracing::warn!(?failure, "a job's lease could not be renewed"),
        }
    }
}

async fn finish(backend: &Backend, taken: &Taken, every: Option<i64>) -> Result<Ended, Failure> {
    let held = match every.filter(|_| taken.schedule.is_some()) {
        Some(every) => {
            let again = "UPDATE job SET due_at = ?, attempts = 0, failure = NULL, lease = NULL, leased_until = 0";
            change(backend, taken, again, [(backend.now().0 + every).into()]).await?
        }
        None => change(backend, taken, "DELETE FROM job", []).await?,
    };
    Ok(if held { Ended::Done } else { Ended::Lost })
}

/// Puts it off. What runs by the clock is never given up.
async fn fail(backend: &Backend, taken: &Taken, why: &str) -> Result<Ended, Failure> {
    let dead = taken.attempts >= attempt::MOST && taken.schedule.is_none();
    let due = backend.now().0 + attempt::pause(taken.attempts, chance()?);
    let later = "UPDATE job SET dead = ?, due_at = ?, failure = ?, lease = NULL, leased_until = 0";
    let held = change(backend, taken, later, [dead.into(), due.into(), why.into()]).await?;
    if held && dead {
        tracing::error!(job = taken.name, id = taken.id, "a job is given up; somebody has to look");
    }
    Ok(match (held, dead) {
        (false, _) => Ended::Lost,
        (true, true) => Ended::Dead,
        (true, false) => Ended::Failed,
    })
}

/// Changes the row of a job that this node still has; tells whether it has it.
async fn change<const VALUES: usize>(
    backend: &Backend,
    taken: &Taken,
    what: &str,
    values: [sea_orm::Value; VALUES],
) -> Result<bool, Failure> {
    let sql = format!("{what} WHERE id = ? AND lease = ? RETURNING id");
    let values = values.into_iter().chain([taken.id.into(), taken.lease.clone().into()]);
    Ok(backend.write_durably(statement(backend.db(), &sql, values)).await?.is_some())
}
