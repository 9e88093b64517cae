//! The public base map as GeoJSON (RFC 7946): the city's own schematic, so that no page needs a foreign map service.

use std::fmt::Write;

use domain::geo::Position;

use super::Schematic;
use super::plane::Point;
use super::polygon::simplify;
use super::shape::{Water, WaterKind};
use super::table::RoadRank;

/// What everybody who sees the map must know about it.
pub const NOTE: &str = "示意图：区划、道路和水系均为示意，非测绘成果，不作划界依据 · Schematic map: not surveyed, not evidence of any boundary";

impl Schematic {
    /// Towns, roads and water as one GeoJSON `FeatureCollection` of less than 60 kB. Each feature's `kind` is `bay`,
    /// `town`, `river`, `lake` or `road` (in drawing order), its names are `name_zh` and `name_en`; towns have `code`
    /// and `center`, rivers `width` in meters, roads `rank`. The collection carries `bbox` and a `note`.
    pub fn base_map(&self) -> String {
        let mut features: Vec<String> =
            self.waters.iter().filter(|water| water.kind == WaterKind::Bay).map(water).collect();
        for town in &self.towns {
            let properties = format!(
                "{},\"code\":\"{}\",\"center\":{}",
                names("town", &town.name_zh, &town.name_en),
                town.code,
                coordinates(town.center, 5)
            );
            // Not simplified: neighbors share every corner, and each ring would drop different ones.
            features.push(feature(&properties, "Polygon", &ring(&town.outline, 4)));
        }
        features.extend(self.waters.iter().filter(|water| water.kind != WaterKind::Bay).map(water));
        let rank = |rank: RoadRank| {
            if rank == RoadRank::Main { "main" } else { "branch" }
        };
        for road in &self.roads {
            let properties =
                format!("{},\"rank\":\"{}\"", names("road", &road.name_zh, &road.name_en), rank(road.rank));
            features.push(feature(&properties, "LineString", &line(&road.line, 0.006)));
        }
        let [south, west, north, east] = self.bounds();
        format!(
            "{{\"type\":\"FeatureCollection\",\"note\":{},\"bbox\":[{west},{south},{east},{north}],\"features\":[\n{}\n]}}\n",
            quoted(NOTE),
            features.join(",\n")
        )
    }

    /// The smallest box around all towns in degrees: south, west, north, east.
    pub fn bounds(&self) -> [f64; 4] {
        let corners = self.towns.iter().flat_map(|town| &town.outline);
        let empty = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        corners.fold(empty, |[south, west, north, east], at| {
            [south.min(at.lat), west.min(at.lng), north.max(at.lat), east.max(at.lng)]
        })
    }
}

fn water(water: &Water) -> String {
    match water.kind {
        WaterKind::River => {
            let properties = format!("{},\"width\":{}", names("river", &water.name_zh, &water.name_en), water.width);
            feature(&properties, "LineString", &line(&water.line, 0.008))
        }
        WaterKind::Lake => feature(&names("lake", &water.name_zh, &water.name_en), "Polygon", &ring(&water.line, 5)),
        WaterKind::Bay => feature(&names("bay", &water.name_zh, &water.name_en), "Polygon", &ring(&water.line, 4)),
    }
}

fn names(kind: &str, name_zh: &str, name_en: &str) -> String {
    format!("\"kind\":\"{kind}\",\"name_zh\":{},\"name_en\":{}", quoted(name_zh), quoted(name_en))
}

fn feature(properties: &str, geometry: &str, coordinates: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{{\"type\":\"{geometry}\",\"coordinates\":{coordinates}}}}}"
    )
}

fn ring(corners: &[Position], decimals: i32) -> String {
    let closed: Vec<String> =
        corners.iter().chain(corners.first()).map(|corner| coordinates(*corner, decimals)).collect();
    format!("[[{}]]", closed.join(","))
}

fn line(points: &[Position], tolerance: f64) -> String {
    let points: Vec<Point> = points.iter().map(|point| Point::of(*point)).collect();
    let kept: Vec<String> =
        simplify(&points, tolerance).into_iter().map(|point| coordinates(point.position(), 5)).collect();
    format!("[{}]", kept.join(","))
}

/// Longitude first. Five decimals are a meter, for streets; four are ten, for borders that are schematic anyway.
fn coordinates(position: Position, decimals: i32) -> String {
    let scale = 10_f64.powi(decimals);
    let short = |degrees: f64| (degrees * scale).round() / scale;
    format!("[{},{}]", short(position.lng), short(position.lat))
}

fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            control if (control as u32) < 0x20 => {
                // Writing into a string cannot fail.
                let _ = write!(json, "\\u{:04x}", control as u32);
            }
            other => json.push(other),
        }
    }
    json.push('"');
    json
}
