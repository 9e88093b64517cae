//! The public base map as GeoJSON (RFC 7946): the city's own drawing, so that no page needs a foreign map service.

use geo::{BoundingRect, Geometry, MapCoords, Rect, Simplify};
use geojson::GeometryValue;
use serde_json::{Value, json};

use super::shape;

/// What everybody who sees the map must know about it.
const NOTE: &str = "示意图：区划、道路和水系均为示意，非测绘成果，不作划界依据 · Schematic map: not surveyed, not evidence of any boundary";

/// How far a drawn line may be from the stored one, in degrees: some seven metres, which no phone shows.
const TOLERANCE: f64 = 0.000_065;

/// Towns, roads and water as one GeoJSON `FeatureCollection`. Each feature's `kind` is `bay`, `town`, `river`, `lake` or `road` (in drawing
/// order), its names are `name_zh` and `name_en`; towns have `code` and `center`, rivers `width` in metres, roads `rank`. The collection
/// carries `bbox`, the box around all towns, and a `note`.
pub fn base_map(
    areas: &[entity::area::Model],
    roads: &[entity::road::Model],
    drawn: &[entity::base_map::Model],
) -> String {
    let of_kind = |bay: bool| drawn.iter().filter(move |row| (row.kind == "bay") == bay).filter_map(drawn_feature);
    let towns: Vec<(&entity::area::Model, Geometry)> = areas
        .iter()
        .filter(|area| area.level == "town" && !area.retired)
        .filter_map(|area| Some((area, shape(&area.outline)?)))
        .collect();
    let bounds = towns.iter().filter_map(|(_, outline)| outline.bounding_rect()).reduce(around_both);
    // Neighbours share their corners, and each outline would drop different ones: towns are not simplified.
    let towns = towns.iter().map(|(area, outline)| {
        let center = area.lng.zip(area.lat).map(|(lng, lat)| [short(lng, 5), short(lat, 5)]);
        let named = json!({
            "kind": "town", "name_zh": area.name_zh, "name_en": area.name_en, "code": area.code, "center": center,
        });
        feature(&named, outline, 4)
    });
    let roads = roads.iter().filter(|road| !road.retired).flat_map(|road| {
        let named = json!({ "kind": "road", "name_zh": road.name_zh, "name_en": road.name_en, "rank": road.rank });
        // A phone draws single lines.
        super::lines(&road.line).into_iter().map(move |line| feature(&named, &line.simplify(TOLERANCE).into(), 5))
    });
    let features: Vec<String> = of_kind(true).chain(towns).chain(of_kind(false)).chain(roads).collect();
    let bbox =
        bounds.map_or(Value::Null, |bounds| json!([bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]));
    let note = json!(NOTE);
    format!(
        "{{\"type\":\"FeatureCollection\",\"note\":{note},\"bbox\":{bbox},\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn around_both(a: Rect, b: Rect) -> Rect {
    let (low, high) = ((a.min(), b.min()), (a.max(), b.max()));
    Rect::new((low.0.x.min(low.1.x), low.0.y.min(low.1.y)), (high.0.x.max(high.1.x), high.0.y.max(high.1.y)))
}

fn drawn_feature(row: &entity::base_map::Model) -> Option<String> {
    let shape = match shape(&row.shape)? {
        Geometry::LineString(line) => line.simplify(TOLERANCE).into(),
        other => other,
    };
    let mut named = json!({ "kind": row.kind, "name_zh": row.name_zh, "name_en": row.name_en });
    if row.width > 0 {
        named["width"] = json!(row.width);
    }
    Some(feature(&named, &shape, if row.kind == "bay" { 4 } else { 5 }))
}

/// Five decimals are a metre, for streets; four are ten, for borders that are a drawing anyway.
fn feature(properties: &Value, shape: &Geometry, decimals: i32) -> String {
    let shape = shape.map_coords(|at| geo::Coord { x: short(at.x, decimals), y: short(at.y, decimals) });
    json!({ "type": "Feature", "properties": properties, "geometry": GeometryValue::from(&shape) }).to_string()
}

fn short(degrees: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (degrees * scale).round() / scale
}
