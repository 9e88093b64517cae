//! The public cases that the map and the list beside it know without a search: all open ones, and those settled lately.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use domain::geo::Position;
use domain::report::NearbyFilter;
use entity::case::{Column, Entity};
use foundation::memory::Memory;
use foundation::{Backend, Failure, Settings};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use tokio::sync::Mutex;

use crate::index::{Hits, Reader, Wanted, find, mark};
use crate::knowledge;

/// Settled cases that are known without a search: the latest.
pub(super) const MOST_SETTLED: u64 = 10_000;
/// How long what was read is kept.
const KEPT: Duration = Duration::from_secs(1);
/// How long it is looked at before it is read again.
const AGAIN: Duration = Duration::from_millis(600);
/// Days that settled cases reach back when nothing is searched for.
const SETTLED_DAYS: i64 = 90;

/// A public case, as much of it as the map shows.
#[derive(FromQueryResult)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) number: String,
    pub(super) class_kind: Option<String>,
    pub(super) class_code: Option<String>,
    pub(super) state: String,
    pub(super) lat: f64,
    pub(super) lng: f64,
    pub(super) town: Option<String>,
    pub(super) released: bool,
}

impl Row {
    /// Whether it lies in a town; any does where none is asked for.
    pub(super) fn is_of(&self, town: Option<&str>) -> bool {
        town.is_none_or(|town| self.town.as_deref() == Some(town))
    }
}

pub(super) type Rows = Arc<Vec<(Position, Row)>>;

/// The open public cases, and those settled lately, as they were a moment ago.
#[derive(Default)]
struct Cached {
    open: Kept,
    settled: Kept,
}

impl Cached {
    fn of(&self, done: bool) -> &Kept {
        if done { &self.settled } else { &self.open }
    }
}

impl Memory for Cached {
    fn new(_: &Settings) -> Cached {
        Cached::default()
    }
}

#[derive(Default)]
struct Kept {
    /// What was read last, and when that was begun.
    last: RwLock<Option<(Instant, Rows)>>,
    /// Held by whoever reads.
    reading: Mutex<()>,
}

impl Kept {
    /// What was read, unless it is older.
    fn younger_than(&self, age: Duration) -> Option<Rows> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(read, _)| read.elapsed() < age).map(|(_, rows)| rows.clone())
    }
}

/// Every open case of the city, or the latest settled, as they were a second ago at most. While they are looked at they are read again
/// before that second is over, so that nobody waits for it.
pub(super) async fn kept(backend: &Backend, done: bool) -> Result<Rows, Failure> {
    let cached = backend.memory::<Cached>();
    let kept = cached.of(done);
    if let Some(rows) = kept.younger_than(AGAIN) {
        return Ok(rows);
    }
    if let Some(rows) = kept.younger_than(KEPT) {
        if kept.reading.try_lock().is_ok() {
            let backend = backend.clone();
            tokio::spawn(async move {
                if let Err(failure) = refresh(&backend, done).await {
                    tracing::warn!(?failure, "the map was not read again");
                }
            });
        }
        return Ok(rows);
    }
    refresh(backend, done).await
}

/// Reads, unless somebody just did.
async fn refresh(backend: &Backend, done: bool) -> Result<Rows, Failure> {
    let cached = backend.memory::<Cached>();
    let kept = cached.of(done);
    let _reading = kept.reading.lock().await;
    if let Some(rows) = kept.younger_than(AGAIN) {
        return Ok(rows);
    }
    let began = Instant::now();
    let query = lately(backend, &NearbyFilter { done, ..NearbyFilter::default() });
    let query = if done { query.order_by_desc(Column::ClosedAt).limit(MOST_SETTLED) } else { query };
    let rows = read(backend, query).await?;
    *kept.last.write().unwrap_or_else(PoisonError::into_inner) = Some((began, rows.clone()));
    Ok(rows)
}

/// The rows of a query that have a place.
pub(super) async fn read(backend: &Backend, query: Select<Entity>) -> Result<Rows, Failure> {
    let query = query
        .select_only()
        .columns([Column::Id, Column::Number, Column::ClassKind, Column::ClassCode, Column::State])
        .columns([Column::Lat, Column::Lng, Column::Town, Column::Released])
        .filter(Column::Lat.is_not_null())
        .filter(Column::Lng.is_not_null());
    let mut rows: Vec<Row> = query.into_model().all(backend.strangers()).await?;
    // By their numbers: a database's own order would tell which of them was touched last.
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    Ok(Arc::new(rows.into_iter().map(|row| (position(backend, &row), row)).collect()))
}

fn position(backend: &Backend, row: &Row) -> Position {
    let exact = Position { lat: row.lat, lng: row.lng };
    knowledge::spot(backend.keys().blur(), exact, row.released, &row.number)
}

/// The public cases with these words, open or settled, of a town.
///
/// # Errors
/// Words that say too little; or the store is away.
pub(super) async fn searched(backend: &Backend, filter: &NearbyFilter, words: &str) -> Result<Hits, Failure> {
    let words: String = words.chars().take(100).collect();
    let mut marks = vec![if filter.done { mark::CLOSED } else { mark::OPEN }.to_owned()];
    marks.extend(town(filter).map(mark::town));
    let wanted = Wanted { reader: Reader::Public, words: &words, marks, settled: filter.done, first: None };
    Ok(find(backend.strangers(), &wanted).await?.0)
}

/// What the list and the map show without words: public cases of a town, open or settled lately. A case is settled as long as it has a
/// time of its end, and the public is shown none that was refused.
pub(super) fn lately(backend: &Backend, filter: &NearbyFilter) -> Select<Entity> {
    let public = Entity::find().filter(Column::Public.eq(true));
    let query = match filter.done {
        true => public.filter(Column::ClosedAt.gte(backend.now().plus_seconds(-SETTLED_DAYS * 86_400).0)),
        false => public.filter(Column::ClosedAt.is_null()),
    };
    match town(filter) {
        Some(town) => query.filter(Column::Town.eq(town)),
        None => query,
    }
}

pub(super) fn town(filter: &NearbyFilter) -> Option<&str> {
    filter.town.as_deref().filter(|town| !town.is_empty())
}
