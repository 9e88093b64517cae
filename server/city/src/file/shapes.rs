//! Shapes: a GeoJSON feature collection (RFC 7946), whose properties are the columns.

use std::collections::BTreeSet;

use geo::{Geometry, MapCoords};
use geojson::GeometryValue;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Column, Coordinates, MOST_WRONGS, Record, Wrong, Wrongs};
use crate::gcj02;

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
    #[serde(default)]
    crs: Option<Value>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<serde_json::Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Value>,
}

/// Reads the features. What a file says of its coordinates counts unless the caller says other than WGS-84.
pub(super) fn read(text: &str, columns: &[Column], coordinates: Coordinates) -> Result<Vec<Record>, Wrongs> {
    let collection: Collection = serde_json::from_str(text)
        .map_err(|error| vec![Wrong::new(error.line(), "", &error, "a GeoJSON FeatureCollection")])?;
    if collection.kind != "FeatureCollection" {
        let what = format!("a GeoJSON {}", collection.kind);
        return Err(vec![Wrong::new(1, "type", what, "a FeatureCollection")]);
    }
    let coordinates = named(collection.crs.as_ref(), coordinates).map_err(|wrong| vec![wrong])?;
    let mut wrongs = Wrongs::new();
    let mut seen = BTreeSet::new();
    let mut records = Vec::with_capacity(collection.features.len());
    let (mut line, mut read_to) = (1, 0);
    for feature in collection.features {
        // Where the feature lies in the text tells its line.
        let place = feature.get().as_ptr() as usize - text.as_ptr() as usize;
        line += text.as_bytes()[read_to..place].iter().filter(|byte| **byte == b'\n').count();
        read_to = place;
        match record(feature.get(), line, columns, coordinates, &mut seen) {
            Ok(record) => records.push(record),
            Err(wrong) => wrongs.push(wrong),
        }
        if wrongs.len() >= MOST_WRONGS {
            break;
        }
    }
    if wrongs.is_empty() && records.is_empty() {
        wrongs.push(Wrong::new(1, "features", "no feature", "at least one"));
    }
    for (place, column) in columns.iter().enumerate().filter(|(_, column)| column.required) {
        if !records.is_empty() && records.iter().all(|record| record.cells[place].is_empty()) {
            let have: Vec<&str> = seen.iter().map(String::as_str).take(20).collect();
            let what = format!("no feature has this property; there are {}", have.join(", "));
            wrongs.push(Wrong::new(1, column.name, what, format!("a property {} ({})", column.name, column.zh)));
        }
    }
    if wrongs.is_empty() { Ok(records) } else { Err(wrongs) }
}

fn record(
    text: &str,
    line: usize,
    columns: &[Column],
    coordinates: Coordinates,
    seen: &mut BTreeSet<String>,
) -> Result<Record, Wrong> {
    let feature: Feature = serde_json::from_str(text)
        .map_err(|error| Wrong::new(line + error.line() - 1, "", &error, "a GeoJSON feature"))?;
    let properties = feature.properties.unwrap_or_default();
    if seen.len() < 100 {
        seen.extend(properties.keys().cloned());
    }
    // Properties that nobody asked for are what a drawing program adds: they are left alone.
    let cell = |column: &Column| {
        let value = properties.get(column.name).or_else(|| properties.get(column.zh));
        match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(other) => other.to_string(),
        }
    };
    let shape = match feature.geometry {
        None | Some(Value::Null) => None,
        Some(geometry) => {
            if !has_positions(geometry.get("coordinates").unwrap_or(&Value::Null)) {
                return Err(Wrong::new(
                    line,
                    "geometry",
                    "a position without two numbers",
                    "longitude and latitude in each",
                ));
            }
            let value: Result<GeometryValue, _> = serde_json::from_value(geometry);
            let shape = value
                .map_err(|error| error.to_string())
                .and_then(|value| Geometry::try_from(value).map_err(|error| error.to_string()));
            let shape = shape.map_err(|error| Wrong::new(line, "geometry", error, "a GeoJSON geometry"))?;
            Some(
                shape
                    .map_coords(|at| rounded(if coordinates == Coordinates::Gcj02 { gcj02::to_wgs84(at) } else { at })),
            )
        }
    };
    Ok(Record { line, cells: columns.iter().map(cell).collect(), shape })
}

/// Whether coordinates are lists that end in positions of two numbers or more.
fn has_positions(coordinates: &Value) -> bool {
    let Value::Array(all) = coordinates else { return false };
    match all.first() {
        Some(Value::Number(_)) => all.len() >= 2 && all.iter().all(Value::is_number),
        Some(_) => all.iter().all(has_positions),
        None => false,
    }
}

/// Seven decimals are a centimetre.
fn rounded(at: geo::Coord) -> geo::Coord {
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    geo::Coord { x: round(at.x), y: round(at.y) }
}

/// What a file of the older GeoJSON says of its coordinates.
fn named(crs: Option<&Value>, asked: Coordinates) -> Result<Coordinates, Wrong> {
    let Some(crs) = crs.filter(|crs| !crs.is_null()) else { return Ok(asked) };
    let name = crs.pointer("/properties/name").and_then(Value::as_str).unwrap_or("a frame that it does not name");
    match name.rsplit([':', '/']).next() {
        // Whoever turns a web map's positions into a file seldom names them as what they are.
        Some("CRS84" | "4326") => Ok(asked),
        Some("4490") if asked != Coordinates::Gcj02 => Ok(Coordinates::Cgcs2000),
        _ => Err(Wrong::new(
            1,
            "crs",
            format!("coordinates in {name}"),
            "degrees in WGS-84 or CGCS2000 (EPSG:4326 or 4490)",
        )),
    }
}

/// Writes them, one a line, as [`read`] reads them.
pub(super) fn write(columns: &[Column], records: &[Record]) -> String {
    let feature = |record: &Record| {
        let named = columns.iter().zip(&record.cells).filter(|(_, cell)| !cell.is_empty());
        let properties: serde_json::Map<String, Value> =
            named.map(|(column, cell)| (column.name.to_owned(), Value::String(cell.clone()))).collect();
        let geometry = record.shape.as_ref().map(GeometryValue::from);
        serde_json::json!({ "type": "Feature", "properties": properties, "geometry": geometry }).to_string()
    };
    let features: Vec<String> = records.iter().map(feature).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}
