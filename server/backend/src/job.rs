//! What the program does by itself: because a change needs it, or because it is time.
//!
//! A job is a struct, its payload, in a file of the same name. [`add`] writes its row in the transaction of the change that needs it, so that
//! there is one if and only if there is the other. Any node takes it with a lease; a node that is killed in the middle leaves the lease to run
//! out, and another begins anew. Every job may therefore run again at any time without harm.

mod attempt;
pub mod delete_photo_files;
pub mod given_up;
pub mod hand_over_work;
mod runner;
pub mod sweep_unused;

use sea_orm::{ActiveModelTrait as _, ConnectionTrait, Set};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use runner::{Counts, Ended, counts, run_next, work};

use crate::{Backend, Failure};
use delete_photo_files::DeletePhotoFiles;
use hand_over_work::HandOverWork;
use sweep_unused::SweepUnused;

/// Something to do, with what it needs to know.
pub(crate) trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What it is called in the table and in figures: the name of its file.
    const NAME: &'static str;

    /// Does it. It may have been done already, whole or in part.
    ///
    /// # Errors
    /// When it could not be done; it is tried again later.
    fn run(&self, backend: &Backend) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Every job. A new one is added here.
static KINDS: [Kind; 3] = [Kind::of::<DeletePhotoFiles>(), Kind::of::<HandOverWork>(), Kind::of::<SweepUnused>()];

/// What runs by the clock: the job, and the seconds from one end to the next beginning.
const SCHEDULE: [(&str, i64); 1] = [(SweepUnused::NAME, sweep_unused::EVERY_SECONDS as i64)];

/// Adds a job to a change: it runs once that is committed.
///
/// # Errors
/// When the store is away.
pub(crate) async fn add<J: Job>(backend: &Backend, db: &impl ConnectionTrait, job: &J) -> Result<(), Failure> {
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
pub(crate) fn wake(backend: &Backend) {
    backend.0.jobs.notify_one();
}

type Running<'a> = std::pin::Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>>;

/// A job as the runner knows it: by name, with its payload still in JSON.
struct Kind {
    name: &'static str,
    run: for<'a> fn(&'a Backend, &'a str) -> Running<'a>,
}

impl Kind {
    const fn of<J: Job>() -> Kind {
        Kind { name: J::NAME, run: |backend, payload| Box::pin(run::<J>(backend, payload)) }
    }
}

async fn run<J: Job>(backend: &Backend, payload: &str) -> Result<(), Failure> {
    let job: J = serde_json::from_str(payload).map_err(|error| Failure::Inside(format!("{}: {error}", J::NAME)))?;
    job.run(backend).await
}
