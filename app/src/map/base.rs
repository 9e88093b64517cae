//! The city under everything: the schematic of towns, water and roads, drawn on canvas in quiet colors.

use std::cell::RefCell;

use domain::geo::{Bounds, Position};
use domain::language::Language;
use gloo_net::http::Request;
use js_sys::{Array, Function, JSON, Object};
use leaflet::{GeoJson, Map};
use wasm_bindgen::{JsCast, JsValue};

use super::drawing::{marker, object, property};
use super::palette::Palette;

/// Where a map starts when the base could not be fetched: Pinghu, roughly.
pub const CITY: Bounds = Bounds { south: 30.58, west: 120.95, north: 30.87, east: 121.28 };

thread_local! {
    static FETCHED: RefCell<Option<Base>> = const { RefCell::new(None) };
}

/// The base map as it came.
#[derive(Clone)]
pub struct Base {
    features: Array,
    bounds: Bounds,
}

impl Base {
    /// The box around all towns.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The features of a kind whose rank lies in `ranks` (1 is the most important), as a GeoJSON collection.
    fn collection(&self, kind: &str, ranks: std::ops::RangeInclusive<u32>) -> JsValue {
        let chosen = self.features.iter().filter(|feature| is(feature, kind) && ranks.contains(&rank(feature)));
        let collection = [("type", "FeatureCollection".into()), ("features", chosen.collect::<Array>().into())];
        object(&collection).into()
    }
}

/// Fetches the base map once. `None` when it cannot be had: the map works without.
///
/// Browser only.
pub async fn load() -> Option<Base> {
    if let Some(base) = FETCHED.with(|slot| slot.borrow().clone()) {
        return Some(base);
    }
    let answer = Request::get("/map/base.json").send().await.ok().filter(gloo_net::http::Response::ok)?;
    let file = JSON::parse(&answer.text().await.ok()?).ok()?;
    let features: Array = property(&file, "features").dyn_into().ok()?;
    let rings = features.iter().filter(|feature| is(feature, "town")).flat_map(|town| rings(&town));
    let bounds = surround(rings.flatten()).unwrap_or(CITY);
    let base = Base { features, bounds };
    FETCHED.with(|slot| *slot.borrow_mut() = Some(base.clone()));
    Some(base)
}

/// Draws towns, water, roads and the towns' names.
pub fn draw(map: &Map, base: &Base, language: Language) {
    let palette = Palette::of(&map.get_container());
    let area = |color: &str, border: &str, weight: f64| {
        object(&[
            ("fillColor", color.into()),
            ("fillOpacity", 1.into()),
            ("color", border.into()),
            ("weight", weight.into()),
        ])
    };
    let line = |weight: f64| object(&[("color", palette.road.as_str().into()), ("weight", weight.into()), ("fill", false.into())]);
    let layers = [
        ("town", 0..=u32::MAX, area(&palette.land, &palette.border, 1.0)),
        ("water", 0..=u32::MAX, area(&palette.water, &palette.water, 2.0)),
        ("road", 3..=u32::MAX, line(1.5)),
        ("road", 2..=2, line(3.0)),
        ("road", 0..=1, line(5.0)),
    ];
    for (kind, ranks, style) in layers {
        let options = object(&[("interactive", false.into()), ("style", style.into())]);
        if let Some(layer) = geo_json(&base.collection(kind, ranks), &options) {
            layer.add_to(map);
        }
    }
    for town in base.features.iter().filter(|feature| is(feature, "town")) {
        let Some(position) = middle(&rings(&town)) else { continue };
        let label = marker(position, "map__town", escape(&name(&town, language)), 0.0, 0.0, None);
        label.add_to(map);
    }
}

/// `L.geoJSON`, which the crate binds in a private module only. `None` when the data cannot be drawn.
fn geo_json(collection: &JsValue, options: &Object) -> Option<GeoJson> {
    let leaflet = property(&leptos::prelude::window(), "L");
    let make: Function = property(&leaflet, "geoJSON").dyn_into().ok()?;
    make.call2(&leaflet, collection, options).ok().map(JsCast::unchecked_into)
}

fn is(feature: &JsValue, kind: &str) -> bool {
    property(&property(feature, "properties"), "kind").as_string().as_deref() == Some(kind)
}

fn rank(feature: &JsValue) -> u32 {
    property(&property(feature, "properties"), "rank").as_f64().map_or(0, |rank| rank as u32)
}

fn name(feature: &JsValue, language: Language) -> String {
    let properties = property(feature, "properties");
    let read = |key| property(&properties, key).as_string().unwrap_or_default();
    domain::language::Name::new(read("name_zh"), read("name_en")).get(language).to_owned()
}

/// The outer rings of a polygon or of several; a line's points are one ring.
fn rings(feature: &JsValue) -> Vec<Vec<Position>> {
    let geometry = property(feature, "geometry");
    let coordinates: Array = property(&geometry, "coordinates").unchecked_into();
    match property(&geometry, "type").as_string().as_deref() {
        Some("Polygon") => vec![ring(&coordinates.get(0))],
        Some("MultiPolygon") => coordinates.iter().map(|polygon| ring(&Array::from(&polygon).get(0))).collect(),
        _ => Vec::new(),
    }
}

fn ring(coordinates: &JsValue) -> Vec<Position> {
    let point = |point: JsValue| {
        let point = Array::from(&point);
        Position::new(point.get(1).as_f64()?, point.get(0).as_f64()?)
    };
    Array::from(coordinates).iter().filter_map(point).collect()
}

fn surround(points: impl Iterator<Item = Position>) -> Option<Bounds> {
    points.fold(None, |bounds: Option<Bounds>, point| {
        let b = bounds.unwrap_or(Bounds { south: point.lat, west: point.lng, north: point.lat, east: point.lng });
        Some(Bounds {
            south: b.south.min(point.lat),
            west: b.west.min(point.lng),
            north: b.north.max(point.lat),
            east: b.east.max(point.lng),
        })
    })
}

/// The center of gravity of the largest ring: where a name looks at home.
fn middle(rings: &[Vec<Position>]) -> Option<Position> {
    let weighed = rings.iter().filter_map(|ring| {
        let (mut area, mut lat, mut lng) = (0.0, 0.0, 0.0);
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let cross = a.lng * b.lat - b.lng * a.lat;
            area += cross;
            lat += (a.lat + b.lat) * cross;
            lng += (a.lng + b.lng) * cross;
        }
        let center = Position::new(lat / (3.0 * area), lng / (3.0 * area))?;
        Some((area.abs(), center))
    });
    weighed.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, center)| center)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(south: f64, west: f64, side: f64) -> Vec<Position> {
        [(0.0, 0.0), (0.0, side), (side, side), (side, 0.0)]
            .into_iter()
            .map(|(lat, lng)| Position { lat: south + lat, lng: west + lng })
            .collect()
    }

    #[test]
    fn a_name_stands_in_the_middle_of_the_largest_part() {
        let center = middle(&[square(0.0, 0.0, 1.0), square(30.0, 120.0, 4.0)]).expect("a center");
        assert!((center.lat - 32.0).abs() < 1e-6 && (center.lng - 122.0).abs() < 1e-6);
        assert_eq!(middle(&[]), None);
    }

    #[test]
    fn bounds_hold_every_point() {
        let bounds = surround(square(30.0, 120.0, 2.0).into_iter()).expect("bounds");
        assert_eq!((bounds.south, bounds.west, bounds.north, bounds.east), (30.0, 120.0, 32.0, 122.0));
        assert_eq!(surround(std::iter::empty()), None);
    }
}
