//! What the program does by itself: because a change needs it, or because it is time.
//!
//! A job is a struct, its payload, in a file of the same name. [`add`] writes its row in the transaction of the change that needs it, so that
//! there is one if and only if there is the other. Any node takes it with a lease; a node that is killed in the middle leaves the lease to run
//! out, and another begins anew. Every job may therefore run again at any time without harm.

mod attempt;
pub mod given_up;
mod runner;

use std::sync::OnceLock;

use sea_orm::{ActiveModelTrait as _, ConnectionTrait, Set};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;

pub use runner::{Counts, Ended, counts, run_next, work};

use crate::memory::Memory;
use crate::{Backend, Failure, Settings};

/// Something to do, with what it needs to know.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What it is called in the table and in figures: the name of its file.
    const NAME: &'static str;

    /// Does it. It may have been done already, whole or in part.
    ///
    /// # Errors
    /// When it could not be done; it is tried again later.
    fn run(&self, backend: &Backend) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Who waits for jobs on this node.
struct Waiting {
    added: Notify,
    /// Set once what runs by the clock has its rows.
    scheduled: OnceLock<()>,
}

impl Memory for Waiting {
    fn new(_: &Settings) -> Waiting {
        Waiting { added: Notify::new(), scheduled: OnceLock::new() }
    }
}

/// Adds a job to a change: it runs once that is committed.
///
/// # Errors
/// When the store is away.
pub async fn add<J: Job>(backend: &Backend, db: &impl ConnectionTrait, job: &J) -> Result<(), Failure> {
    let payload = serde_json::to_string(job).map_err(|error| Failure::Inside(format!("{}: {error}", J::NAME)))?;
    row(backend, J::NAME, payload, None).insert(db).await?;
    Ok(())
}

/// A job that nobody has begun, due at once; `schedule` for one that runs by the clock.
fn row(backend: &Backend, name: &str, payload: String, schedule: Option<&str>) -> entity::job::ActiveModel {
    let now = backend.now().0;
    entity::job::ActiveModel {
        name: Set(name.to_owned()),
        payload: Set(payload),
        schedule: Set(schedule.map(str::to_owned)),
        due_at: Set(now),
        attempts: Set(0),
        leased_until: Set(0),
        dead: Set(false),
        created_at: Set(now),
        ..Default::default()
    }
}

/// Wakes whoever runs jobs, once the change is committed. Without it they look by themselves within seconds.
pub fn wake(backend: &Backend) {
    backend.memory::<Waiting>().added.notify_one();
}

type Running<'a> = std::pin::Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>>;

/// A job as the runner knows it: by name, with its payload still in JSON. Each part of the program has a table of its own.
pub struct JobKind {
    name: &'static str,
    /// Seconds from one end to the next beginning, of what runs by the clock.
    every: Option<i64>,
    run: for<'a> fn(&'a Backend, &'a str) -> Running<'a>,
}

impl JobKind {
    /// One that changes ask for.
    pub const fn of<J: Job>() -> JobKind {
        JobKind { name: J::NAME, every: None, run: |backend, payload| Box::pin(run::<J>(backend, payload)) }
    }

    /// One that runs by the clock, so many seconds after it ended.
    pub const fn every<J: Job>(seconds: u32) -> JobKind {
        JobKind { every: Some(seconds as i64), ..JobKind::of::<J>() }
    }
}

async fn run<J: Job>(backend: &Backend, payload: &str) -> Result<(), Failure> {
    let job: J = serde_json::from_str(payload).map_err(|error| Failure::Inside(format!("{}: {error}", J::NAME)))?;
    job.run(backend).await
}
