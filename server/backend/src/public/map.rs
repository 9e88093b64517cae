//! The public map: cases in a viewport, singly or in clusters.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use domain::case::CaseState;
use domain::class::{ClassId, ClassKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::geo::{Bounds, Position};
use domain::id::CaseNumber;
use domain::map::{Feature, MOST_FEATURES, Viewport};
use domain::report::NearbyFilter;
use entity::case::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use tokio::sync::Mutex;

use super::nearby::{lately, searched, town};
use crate::index::ids_condition;
use crate::share::Sender;
use crate::{Backend, Failure, knowledge};

/// From this many on, cases near each other become clusters.
const SINGLES: usize = 300;
/// Settled cases the map knows of without a search: the latest.
const MOST_SETTLED: u64 = 10_000;
/// How long what was read is kept.
const KEPT: Duration = Duration::from_secs(1);
/// How long it is looked at before it is read again.
const AGAIN: Duration = Duration::from_millis(600);
/// Width of a cluster's cell on screen, in pixels.
const CELL: f64 = 80.0;

/// A public case, as much of it as the map shows.
#[derive(FromQueryResult)]
pub(crate) struct Row {
    pub(super) id: i64,
    number: String,
    class_kind: Option<String>,
    class_code: Option<String>,
    state: String,
    lat: f64,
    lng: f64,
    town: Option<String>,
    released: bool,
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
pub(crate) struct Cached {
    open: Kept,
    settled: Kept,
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

/// What is on screen of the public cases that the list beside the map is narrowed to (its position and page play no part): all open ones,
/// the latest [`MOST_SETTLED`] settled ones, the latest [`MOST_FEATURES`] with the words.
///
/// Without a search all open ones, or the settled of the whole city, are kept for a second, as everybody looks at the same; their number
/// follows the city's work in hand, not its history.
///
/// # Errors
/// A viewport that is none; words that say too little; when too many search; or the store is away.
pub async fn features(
    backend: &Backend,
    viewport: Viewport,
    filter: &NearbyFilter,
    sender: &Sender,
) -> Result<Vec<Feature>, Failure> {
    let Bounds { south, west, north, east } = viewport.bounds;
    let malformed = Fault::at(Field::Position, FaultCode::PositionMalformed);
    let bounds = Bounds::new(south, west, north, east).filter(|_| viewport.zoom <= 22).ok_or(malformed)?;
    let (hits, rows) = match filter.searched() {
        Some(words) if filter.done => (None, backend.search(sender, settled_with(backend, filter, words)).await?),
        Some(words) => {
            let hits = backend.search(sender, searched(backend, filter, words)).await?;
            (Some(hits), kept(backend, false).await?)
        }
        // Of one town among the latest of the city there may be few.
        None if filter.done && town(filter).is_some() => {
            let latest = lately(backend, filter).order_by_desc(Column::ClosedAt).limit(MOST_FEATURES as u64);
            (None, backend.search(sender, read(backend, latest)).await?)
        }
        None => (None, kept(backend, filter.done).await?),
    };
    // By what may be known: a window made ever smaller would otherwise find the exact place.
    let shown = |(position, row): &&(Position, Row)| {
        bounds.contains(*position) && row.is_of(town(filter)) && hits.as_ref().is_none_or(|hits| hits.contains(row.id))
    };
    let inside: Vec<&(Position, Row)> = rows.iter().filter(shown).collect();
    if inside.len() <= SINGLES || viewport.zoom >= 18 {
        // So near nothing can be taken apart any more; and no window, whatever it claims to be, brings an answer without measure.
        return Ok(inside.into_iter().take(SINGLES).filter_map(|row| single(backend, row)).collect());
    }
    Ok(clusters(backend, inside, viewport.zoom))
}

/// Every open case of the city, or the latest settled, as they were a second ago at most. While they are looked at they are read again
/// before that second is over, so that nobody waits for it.
pub(super) async fn kept(backend: &Backend, done: bool) -> Result<Rows, Failure> {
    let kept = of(backend, done);
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

fn of(backend: &Backend, done: bool) -> &Kept {
    if done { &backend.0.map.settled } else { &backend.0.map.open }
}

/// Reads, unless somebody just did.
async fn refresh(backend: &Backend, done: bool) -> Result<Rows, Failure> {
    let kept = of(backend, done);
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

/// The latest settled cases with words in them.
async fn settled_with(backend: &Backend, filter: &NearbyFilter, words: &str) -> Result<Rows, Failure> {
    let ids = searched(backend, filter, words).await?.newest(0, MOST_FEATURES);
    let found = Entity::find().filter(Column::Public.eq(true)).filter(ids_condition(backend.strangers(), &ids));
    read(backend, found.order_by_desc(Column::Id)).await
}

/// The rows of a query that have a place.
async fn read(backend: &Backend, query: Select<Entity>) -> Result<Rows, Failure> {
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

fn single(backend: &Backend, (position, row): &(Position, Row)) -> Option<Feature> {
    let id = ClassId { kind: ClassKind::from_code(row.class_kind.as_deref()?)?, code: row.class_code.clone()? };
    Some(Feature::Case {
        number: CaseNumber::parse(&row.number)?,
        class: knowledge::class(&backend.catalog(), &id, row.released)?,
        stage: CaseState::from_code(&row.state)?.stage(),
        position: *position,
    })
}

/// Cases of one cell of the screen become one circle; a cell with one case stays that case.
fn clusters(backend: &Backend, rows: Vec<&(Position, Row)>, zoom: u8) -> Vec<Feature> {
    let degrees = CELL * 360.0 / (256.0 * f64::from(1_u32 << u32::from(zoom.min(20))));
    let mut cells: BTreeMap<(i64, i64), Vec<&(Position, Row)>> = BTreeMap::new();
    for row in rows {
        let (position, _) = row;
        let cell = ((position.lat / degrees * 1.16).floor() as i64, (position.lng / degrees).floor() as i64);
        cells.entry(cell).or_default().push(row);
    }
    let feature = |rows: Vec<&(Position, Row)>| {
        if let [row] = rows.as_slice() {
            return single(backend, row);
        }
        let count = rows.len() as f64;
        let lat = rows.iter().map(|(position, _)| position.lat).sum::<f64>() / count;
        let lng = rows.iter().map(|(position, _)| position.lng).sum::<f64>() / count;
        let bounds = rows.iter().map(|(position, _)| position.around(0.0)).reduce(Bounds::joined)?;
        Some(Feature::Cluster { count: rows.len() as u64, position: Position { lat, lng }, bounds })
    };
    cells.into_values().filter_map(feature).take(MOST_FEATURES).collect()
}
