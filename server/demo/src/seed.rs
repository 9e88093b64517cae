//! Load data: any number of past cases with their whole histories, spread over the city and three years with the rhythm of days
//! and seasons, hot spots and repeats. The same seed on the same date makes the same cases.
//!
//! Reading order: what is reported ([`topic`], [`phrase`], [`weather`]), when ([`frequency`]), where ([`place`]), what becomes of it
//! ([`course`], [`wording`], [`roster`]), put together ([`generator`]) under the rules of the life cycle ([`history`]) and
//! written down ([`number`], [`batch`], [`insert`]).

pub(crate) mod batch;
pub(crate) mod course;
pub(crate) mod frequency;
pub(crate) mod generator;
pub(crate) mod history;
mod insert;
pub(crate) mod number;
pub(crate) mod phrase;
pub(crate) mod place;
pub(crate) mod roster;
pub(crate) mod table;
pub(crate) mod topic;
mod weather;
mod wording;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::case::CaseState;
use domain::time::Moment;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinSet};

use crate::random::Random;
use batch::{Batch, Writer};
use casework::index::fill::{invalidate, mark_current};
use course::Ending;
use foundation::catalog::Catalog;
use foundation::port::key::Keys;
use foundation::store::is_postgres;
use foundation::{Backend, Failure};
use frequency::Frequency;
use generator::{CasePlan, Generator};
use number::Serials;
use phrase::Phrases;
use place::Places;
use roster::Roster;

/// Cases of one transaction.
const BATCH: usize = 5_000;
/// One case in so many is written in English.
const ENGLISH: usize = 60;
/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// Makes so many cases of the three years before today, nearly all closed, and tells how many are written so far.
///
/// A database without accounts becomes a demo city, whose accounts get their password with [`crate::load`].
///
/// # Errors
/// When this is a real city, which gets no invented cases; or when the store is away or full: what was told to be written stays.
pub async fn run(backend: &Backend, cases: u64, seed: u64, progress: impl Fn(u64)) -> Result<(), Failure> {
    crate::claim(backend).await?;
    let maker = Maker {
        catalog: backend.catalog(),
        components: place::components(backend.db()).await?,
        keys: backend.keys().clone(),
        roster: Roster::read(backend.db()).await?,
        serials: Serials::read(backend.db()).await?,
        end: backend.now().date(),
        cases,
        seed,
    };
    // One thread invents while others write: one on SQLite, which has one writer, two on PostgreSQL.
    let (sender, mut batches) = mpsc::channel(1);
    let inventing = tokio::task::spawn_blocking(move || maker.invent(&sender));
    let postgres = is_postgres(backend.writer());
    let writer = Arc::new(Writer::new(backend.writer().get_database_backend()).words_later());
    // Should this be killed, the next start writes the words of every case; else they are put away at the end.
    invalidate(backend.writer()).await?;
    let last = entity::case::Entity::find().order_by_desc(entity::case::Column::Id).one(backend.db()).await?;
    let mut writing: JoinSet<Result<u64, Failure>> = JoinSet::new();
    let mut written = 0;
    let mut finished = |done: Result<Result<u64, Failure>, JoinError>| -> Result<(), Failure> {
        written += done.map_err(|error| Failure::Inside(format!("writing cases: {error}")))??;
        progress(written);
        Ok(())
    };
    while let Some(mut batch) = batches.recv().await {
        if postgres {
            batch.identify(backend.writer()).await?;
        }
        if writing.len() > usize::from(postgres)
            && let Some(done) = writing.join_next().await
        {
            finished(done)?;
        }
        let (backend, writer) = (backend.clone(), writer.clone());
        writing.spawn(async move { writer.write(&backend, batch).await });
    }
    while let Some(done) = writing.join_next().await {
        finished(done)?;
    }
    inventing.await.map_err(|error| Failure::Inside(format!("inventing cases: {error}")))??;
    casework::index::put_all_away(backend.store(), &backend.catalog(), last.map_or(0, |row| row.id)).await?;
    mark_current(backend.writer()).await?;
    tidy(backend).await
}

/// Lets the database learn what it holds now, as it would in days of running.
async fn tidy(backend: &Backend) -> Result<(), Failure> {
    let db = backend.writer();
    if !is_postgres(db) {
        db.execute_unprepared("PRAGMA analysis_limit = 1000").await?;
    }
    db.execute_unprepared("ANALYZE").await?;
    Ok(())
}

/// What inventing needs.
struct Maker {
    components: Vec<entity::component::Model>,
    catalog: Arc<Catalog>,
    keys: Keys,
    roster: Roster,
    serials: Serials,
    /// The day before whose first second everything happens.
    end: NaiveDate,
    cases: u64,
    seed: u64,
}

impl Maker {
    /// Invents day after day and sends batches, until nobody takes them any more.
    fn invent(mut self, batches: &mpsc::Sender<Batch>) -> Result<(), Failure> {
        let catalog = self.catalog.clone();
        let prefix = &catalog.city().number_prefix;
        let (phrases, places) = (Phrases::read(&catalog)?, Places::new(&catalog, &self.components, self.seed));
        let generator = Generator { catalog: &catalog, roster: &self.roster, phrases: &phrases, places: &places };
        let frequency = Frequency::before(self.end, self.seed, catalog.calendar());
        let mut batch = Batch::default();
        let mut days = Vec::new();
        for (date, count) in frequency.counts(self.cases) {
            let mut random = Random::named(&format!("cases {} {date}", self.seed));
            days.push(date);
            for (at, topic) in frequency.day(date, count, &mut random) {
                let plan = plan(at, topic, Moment::start_of(self.end), &mut random);
                let history = generator.write(&plan, &mut random)?;
                let number = self.serials.next(prefix, date);
                batch.push(&catalog, history.finish(number.as_str(), &self.keys)?);
            }
            if batch.len() >= BATCH || date.succ_opt() == Some(self.end) {
                batch.serials = self.serials.of(&days);
                days.clear();
                if batches.blocking_send(std::mem::take(&mut batch)).is_err() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// What becomes of a case: nearly all are closed or refused; the younger it is, the likelier somebody still works on it.
fn plan(at: Moment, topic: &'static topic::Topic, until: Moment, random: &mut Random) -> CasePlan {
    let age = until.seconds_since(at) as f64 / DAY;
    let lingers = age < 45.0 && random.unit() < (-age / 12.0).exp();
    let refused = random.below(100) < 4;
    let ending = match random.below(100) {
        _ if !lingers => {
            if refused {
                Ending::Refused
            } else {
                Ending::Closed
            }
        }
        0..=9 if age < 1.0 => Ending::Open(CaseState::Reported),
        10..=17 if age < 1.5 => Ending::Open(CaseState::Filed),
        18..=29 if age < 2.0 => Ending::Open(CaseState::Dispatched),
        30..=37 => Ending::Open(CaseState::Handled),
        38..=42 => Ending::Open(CaseState::Checked),
        43..=45 => Ending::Open(CaseState::Returned),
        46..=48 if age > 4.0 => Ending::Open(CaseState::Reopened),
        _ => Ending::Open(CaseState::Handling),
    };
    // Short clocks began in the last hours, not weeks ago.
    let recently = until.plus_seconds(-(random.unit() * random.unit() * DAY) as i64);
    let last = match ending {
        Ending::Open(CaseState::Handling) => None,
        Ending::Open(_) => Some(recently),
        _ => None,
    };
    CasePlan { topic, at, ending, last, until, longest: lingers && age > 1.0, english: ENGLISH }
}
