//! The public map: open cases in a viewport, singly or in clusters.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::case::CaseState;
use domain::class::{ClassId, ClassKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::geo::{Bounds, Position};
use domain::id::CaseNumber;
use domain::map::{Feature, MOST_FEATURES, Viewport};
use entity::case::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};

use crate::{Backend, Failure};

/// From this many on, cases near each other become clusters.
const SINGLES: usize = 300;
/// How long the open cases are kept.
const KEPT: Duration = Duration::from_secs(1);
/// Width of a cluster's cell on screen, in pixels.
const CELL: f64 = 80.0;

/// An open public case, as much of it as the map shows.
#[derive(FromQueryResult)]
pub(crate) struct Row {
    number: String,
    class_kind: Option<String>,
    class_code: Option<String>,
    state: String,
    lat: f64,
    lng: f64,
    released: bool,
}

/// The open public cases as they were a moment ago.
#[derive(Default)]
pub(crate) struct Cached {
    read: Option<Instant>,
    rows: Arc<Vec<(Position, Row)>>,
}

/// What of the open public cases is on screen. All of them are kept for a second, as everybody looks at the same; their number follows
/// the city's work in hand, not its history.
///
/// # Errors
/// A viewport that is none; or the store is away.
pub async fn features(backend: &Backend, viewport: Viewport) -> Result<Vec<Feature>, Failure> {
    let Bounds { south, west, north, east } = viewport.bounds;
    let malformed = Fault::at(Field::Position, FaultCode::PositionMalformed);
    let bounds = Bounds::new(south, west, north, east).filter(|_| viewport.zoom <= 22).ok_or(malformed)?;
    let open = open(backend).await?;
    // By what may be known: a window made ever smaller would otherwise find the exact place.
    let inside: Vec<&(Position, Row)> = open.iter().filter(|(position, _)| bounds.contains(*position)).collect();
    if inside.len() <= SINGLES || viewport.zoom >= 18 {
        return Ok(inside.into_iter().take(MOST_FEATURES).filter_map(|row| single(backend, row)).collect());
    }
    Ok(clusters(backend, inside, viewport.zoom))
}

async fn open(backend: &Backend) -> Result<Arc<Vec<(Position, Row)>>, Failure> {
    let mut cached = backend.0.map.lock().await;
    if cached.read.is_none_or(|read| read.elapsed() >= KEPT) {
        let open = CaseState::ALL.into_iter().filter(|state| !state.is_final()).map(CaseState::code);
        let rows: Vec<Row> = Entity::find()
            .select_only()
            .columns([Column::Number, Column::ClassKind, Column::ClassCode, Column::State])
            .columns([Column::Lat, Column::Lng, Column::Released])
            .filter(Column::Public.eq(true))
            .filter(Column::State.is_in(open))
            .filter(Column::Lat.is_not_null())
            .filter(Column::Lng.is_not_null())
            .into_model()
            .all(backend.db())
            .await?;
        cached.rows = Arc::new(rows.into_iter().map(|row| (position(&row), row)).collect());
        cached.read = Some(Instant::now());
    }
    Ok(cached.rows.clone())
}

fn position(row: &Row) -> Position {
    let exact = Position { lat: row.lat, lng: row.lng };
    if row.released { exact } else { exact.blurred(&row.number) }
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
        Some(Feature::Cluster { count: rows.len() as u64, position: Position { lat, lng } })
    };
    cells.into_values().filter_map(feature).take(MOST_FEATURES).collect()
}
