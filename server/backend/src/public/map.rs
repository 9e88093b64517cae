//! The public map: cases in a viewport, singly or in clusters.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::case::CaseState;
use domain::class::{ClassId, ClassKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::geo::{Bounds, Position};
use domain::id::CaseNumber;
use domain::map::{Feature, MOST_FEATURES, Viewport};
use domain::report::NearbyFilter;
use entity::case::Column;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use tokio::sync::Mutex;

use super::nearby::narrowed;
use crate::{Backend, Failure, knowledge};

/// From this many on, cases near each other become clusters.
const SINGLES: usize = 300;
/// Settled cases the map knows of without a search: the latest.
const MOST_SETTLED: u64 = 10_000;
/// How long what was read is kept.
const KEPT: Duration = Duration::from_secs(1);
/// Width of a cluster's cell on screen, in pixels.
const CELL: f64 = 80.0;

/// A public case, as much of it as the map shows.
#[derive(FromQueryResult)]
pub(crate) struct Row {
    number: String,
    class_kind: Option<String>,
    class_code: Option<String>,
    state: String,
    lat: f64,
    lng: f64,
    town: Option<String>,
    released: bool,
}

type Rows = Arc<Vec<(Position, Row)>>;

/// The open public cases, and those settled lately, as they were a moment ago.
#[derive(Default)]
pub(crate) struct Cached {
    open: Mutex<Kept>,
    settled: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    read: Option<Instant>,
    rows: Rows,
}

/// What is on screen of the public cases that the list beside the map is narrowed to (its position and page play no part): all open ones,
/// the latest [`MOST_SETTLED`] settled ones, the latest [`MOST_FEATURES`] with the words.
///
/// Without a search all open ones, or the settled of the whole city, are kept for a second, as everybody looks at the same; their number
/// follows the city's work in hand, not its history.
///
/// # Errors
/// A viewport that is none; or the store is away.
pub async fn features(backend: &Backend, viewport: Viewport, filter: &NearbyFilter) -> Result<Vec<Feature>, Failure> {
    let Bounds { south, west, north, east } = viewport.bounds;
    let malformed = Fault::at(Field::Position, FaultCode::PositionMalformed);
    let bounds = Bounds::new(south, west, north, east).filter(|_| viewport.zoom <= 22).ok_or(malformed)?;
    let town = filter.town.as_deref().filter(|town| !town.is_empty());
    let rows = match filter.searched() {
        Some(_) => read(backend, filter, Some((Column::Id, MOST_FEATURES as u64))).await?,
        // Of one town among the latest of the city there may be few.
        None if filter.done && town.is_some() => {
            read(backend, filter, Some((Column::ClosedAt, MOST_FEATURES as u64))).await?
        }
        None => kept(backend, filter.done).await?,
    };
    // By what may be known: a window made ever smaller would otherwise find the exact place.
    let shown = |(position, row): &&(Position, Row)| {
        bounds.contains(*position) && town.is_none_or(|town| row.town.as_deref() == Some(town))
    };
    let inside: Vec<&(Position, Row)> = rows.iter().filter(shown).collect();
    if inside.len() <= SINGLES || viewport.zoom >= 18 {
        return Ok(inside.into_iter().take(MOST_FEATURES).filter_map(|row| single(backend, row)).collect());
    }
    Ok(clusters(backend, inside, viewport.zoom))
}

/// Every open case of the city, or the latest settled.
async fn kept(backend: &Backend, done: bool) -> Result<Rows, Failure> {
    let cached = &backend.0.map;
    let mut kept = if done { &cached.settled } else { &cached.open }.lock().await;
    if kept.read.is_none_or(|read| read.elapsed() >= KEPT) {
        let everywhere = NearbyFilter { done, ..NearbyFilter::default() };
        kept.rows = read(backend, &everywhere, done.then_some((Column::ClosedAt, MOST_SETTLED))).await?;
        kept.read = Some(Instant::now());
    }
    Ok(kept.rows.clone())
}

/// What a filter lets through: all of it, or so many that are the latest by a column.
async fn read(backend: &Backend, filter: &NearbyFilter, latest: Option<(Column, u64)>) -> Result<Rows, Failure> {
    let mut query = narrowed(backend, filter)
        .select_only()
        .columns([Column::Number, Column::ClassKind, Column::ClassCode, Column::State])
        .columns([Column::Lat, Column::Lng, Column::Town, Column::Released])
        .filter(Column::Lat.is_not_null())
        .filter(Column::Lng.is_not_null());
    if let Some((column, most)) = latest {
        query = query.order_by_desc(column).order_by_desc(Column::Id).limit(most);
    }
    let mut rows: Vec<Row> = query.into_model().all(backend.db()).await?;
    // By their numbers: a database's own order would tell which of them was touched last.
    rows.sort_by(|a, b| b.number.cmp(&a.number));
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
        class: backend.catalog().class(&id)?.name.clone(),
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
