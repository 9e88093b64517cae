//! The public map: cases in a viewport, singly or in clusters.

use std::collections::BTreeMap;

use domain::case::CaseState;
use domain::class::{ClassId, ClassKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::geo::{Bounds, Position};
use domain::id::CaseNumber;
use domain::map::{Feature, MOST_FEATURES, Viewport};
use domain::report::NearbyFilter;
use entity::case::{Column, Entity};
use foundation::share::Sender;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::recent::{Row, Rows, kept, lately, read, searched, town};
use crate::index::ids_condition;
use crate::knowledge;
use crate::turnstile;

/// From this many on, cases near each other become clusters.
const SINGLES: usize = 300;
/// Width of a cluster's cell on screen, in pixels.
const CELL: f64 = 80.0;

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
        Some(words) if filter.done => {
            (None, turnstile::search(backend, sender, settled_with(backend, filter, words)).await?)
        }
        Some(words) => {
            let hits = turnstile::search(backend, sender, searched(backend, filter, words)).await?;
            (Some(hits), kept(backend, false).await?)
        }
        // Of one town among the latest of the city there may be few.
        None if filter.done && town(filter).is_some() => {
            let latest = lately(backend, filter).order_by_desc(Column::ClosedAt).limit(MOST_FEATURES as u64);
            (None, turnstile::search(backend, sender, read(backend, latest)).await?)
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

/// The latest settled cases with words in them.
async fn settled_with(backend: &Backend, filter: &NearbyFilter, words: &str) -> Result<Rows, Failure> {
    let ids = searched(backend, filter, words).await?.newest(0, MOST_FEATURES);
    let found = Entity::find().filter(Column::Public.eq(true)).filter(ids_condition(backend.strangers(), &ids));
    read(backend, found.order_by_desc(Column::Id)).await
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
