//! The public map: open cases in a viewport, singly or in clusters.

use std::collections::BTreeMap;

use domain::case::CaseState;
use domain::class::{ClassId, ClassKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::geo::{Bounds, Position};
use domain::id::CaseNumber;
use domain::map::{Feature, MOST_FEATURES, Viewport};
use entity::case::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Backend, Failure};

/// From this many on, cases near each other become clusters.
const SINGLES: usize = 300;
/// Width of a cluster's cell on screen, in pixels.
const CELL: f64 = 80.0;

type Row = (String, Option<String>, Option<String>, String, Option<f64>, Option<f64>);

/// What of the open public cases is on screen. The open cases are read by their index: their number follows the city's work in
/// hand, not its history.
///
/// # Errors
/// A viewport that is none; or the store is away.
pub async fn features(backend: &Backend, viewport: Viewport) -> Result<Vec<Feature>, Failure> {
    let Bounds { south, west, north, east } = viewport.bounds;
    let malformed = Fault::at(Field::Position, FaultCode::PositionMalformed);
    let bounds = Bounds::new(south, west, north, east).filter(|_| viewport.zoom <= 22).ok_or(malformed)?;
    let open = CaseState::ALL.into_iter().filter(|state| !state.is_final()).map(CaseState::code);
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::Number, Column::ClassKind, Column::ClassCode, Column::State, Column::Lat, Column::Lng])
        .filter(Column::State.is_in(open))
        .filter(Column::Public.eq(true))
        .filter(Column::Lat.between(bounds.south, bounds.north))
        .filter(Column::Lng.between(bounds.west, bounds.east))
        .into_tuple()
        .all(backend.db())
        .await?;
    if rows.len() <= SINGLES || viewport.zoom >= 18 {
        return Ok(rows.into_iter().take(MOST_FEATURES).filter_map(|row| single(backend, row)).collect());
    }
    Ok(clusters(backend, rows, viewport.zoom))
}

fn single(backend: &Backend, (number, kind, code, state, lat, lng): Row) -> Option<Feature> {
    let id = ClassId { kind: ClassKind::from_code(&kind?)?, code: code? };
    Some(Feature::Case {
        number: CaseNumber::parse(&number)?,
        class: backend.catalog().class(&id)?.name.clone(),
        stage: CaseState::from_code(&state)?.stage(),
        position: Position { lat: lat?, lng: lng? },
    })
}

/// Cases of one cell of the screen become one circle; a cell with one case stays that case.
fn clusters(backend: &Backend, rows: Vec<Row>, zoom: u8) -> Vec<Feature> {
    let degrees = CELL * 360.0 / (256.0 * f64::from(1_u32 << u32::from(zoom.min(20))));
    let mut cells: BTreeMap<(i64, i64), Vec<Row>> = BTreeMap::new();
    for row in rows {
        if let (Some(lat), Some(lng)) = (row.4, row.5) {
            let cell = ((lat / degrees * 1.16).floor() as i64, (lng / degrees).floor() as i64);
            cells.entry(cell).or_default().push(row);
        }
    }
    let feature = |rows: Vec<Row>| {
        if rows.len() == 1 {
            return rows.into_iter().next().and_then(|row| single(backend, row));
        }
        let count = rows.len() as f64;
        let lat = rows.iter().filter_map(|row| row.4).sum::<f64>() / count;
        let lng = rows.iter().filter_map(|row| row.5).sum::<f64>() / count;
        Some(Feature::Cluster { count: rows.len() as u64, position: Position { lat, lng } })
    };
    cells.into_values().filter_map(feature).take(MOST_FEATURES).collect()
}
