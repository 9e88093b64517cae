//! The city under everything: the schematic `/map/base.json`, fetched once and read.

use std::cell::RefCell;

use domain::geo::{Bounds, Position};
use domain::language::{Language, Name};
use gloo_net::http::Request;
use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};

use super::drawing::{object, property};
use crate::preferences::attribute;

/// Where a map starts when nobody says where the city lies: the country.
const COUNTRY: Bounds = Bounds { south: 18.0, west: 73.0, north: 54.0, east: 135.0 };

thread_local! {
    static FETCHED: RefCell<Option<Base>> = const { RefCell::new(None) };
}

/// The base map as it came: a GeoJSON collection whose features say their `kind` (`town`, `road`, `river`, `lake`, `bay`).
#[derive(Clone)]
pub struct Base {
    features: Array,
    bounds: Option<Bounds>,
}

impl Base {
    /// The features of some kinds, as a GeoJSON collection.
    pub fn collection(&self, of: impl Fn(&Feature) -> bool) -> JsValue {
        let chosen: Array = self.features().filter(of).map(|feature| feature.0).collect();
        object(&[("type", "FeatureCollection".into()), ("features", chosen.into())]).into()
    }

    /// Every feature.
    pub fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        self.features.iter().map(Feature)
    }
}

/// One feature of the base map.
pub struct Feature(JsValue);

impl Feature {
    /// Whether it is of a kind.
    pub fn is(&self, kind: &str) -> bool {
        self.text("kind").as_deref() == Some(kind)
    }

    /// Whether it is a main road.
    pub fn is_main(&self) -> bool {
        self.text("rank").as_deref() == Some("main")
    }

    /// Its name.
    pub fn name(&self, language: Language) -> String {
        let read = |name| self.text(name).unwrap_or_default();
        Name::new(read("name_zh"), read("name_en")).get(language).to_owned()
    }

    /// Width in metres, of a river.
    pub fn width(&self) -> f64 {
        property(&self.properties(), "width").as_f64().unwrap_or(20.0)
    }

    /// Where the name of a town stands.
    pub fn center(&self) -> Option<Position> {
        point(&property(&self.properties(), "center"))
    }

    /// The points of a line.
    pub fn line(&self) -> Vec<Position> {
        let geometry = property(&self.0, "geometry");
        if property(&geometry, "type").as_string().as_deref() != Some("LineString") {
            return Vec::new();
        }
        Array::from(&property(&geometry, "coordinates")).iter().filter_map(|at| point(&at)).collect()
    }

    fn properties(&self) -> JsValue {
        property(&self.0, "properties")
    }

    fn text(&self, name: &str) -> Option<String> {
        property(&self.properties(), name).as_string()
    }
}

/// Where a map starts: as the city says, else the box around all towns, which the base map brings.
///
/// Browser only.
pub fn start(base: Option<&Base>) -> Bounds {
    let said = attribute("data-map").and_then(|said| bounds(&JSON::parse(&said).ok()?));
    said.or_else(|| base?.bounds).unwrap_or(COUNTRY)
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
    let base = Base { features, bounds: bounds(&property(&file, "bbox")) };
    FETCHED.with(|slot| *slot.borrow_mut() = Some(base.clone()));
    Some(base)
}

/// GeoJSON's box: west, south, east, north.
fn bounds(bbox: &JsValue) -> Option<Bounds> {
    let bbox: &Array = bbox.dyn_ref()?;
    let edge = |index| bbox.get(index).as_f64();
    Bounds::new(edge(1)?, edge(0)?, edge(3)?, edge(2)?)
}

/// GeoJSON's point: longitude, latitude.
fn point(value: &JsValue) -> Option<Position> {
    let value: &Array = value.dyn_ref()?;
    Position::new(value.get(1).as_f64()?, value.get(0).as_f64()?)
}
