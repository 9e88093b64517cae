//! Draws the base map: quiet areas and lines that grow as one comes nearer, names of towns, and of roads from near.

use std::any::Any;

use domain::geo::{Bounds, Position};
use domain::language::Language;
use js_sys::{Array, Object};
use leaflet::{Event, Evented, GeoJson, LayerGroup, Map};
use wasm_bindgen::{JsCast, JsValue};

use super::base::{Base, Feature};
use super::drawing::{NAMES, label, make, object};
use super::palette::Palette;

/// From this zoom on roads have names.
const NAMES_FROM: f64 = 15.0;
/// Metres between two names along a road.
const NAME_EVERY: f64 = 600.0;
/// Names shown at once at most: each is an element that moves with the map.
const MOST_NAMES: usize = 60;

/// Draws the base map, under everything else. The listeners it returns must live as long as the map.
pub fn draw(map: &Map, base: &Base, language: Language) -> Vec<Box<dyn Any>> {
    map.create_pane_by_name(NAMES);
    let palette = Palette::of(&map.get_container());
    let area = |of: fn(&Feature) -> bool, fill: &str, border: &str| {
        let style = object(&[
            ("fillColor", fill.into()),
            ("fillOpacity", 1.into()),
            ("color", border.into()),
            ("weight", 1.into()),
            ("opacity", 0.6.into()),
        ]);
        add(map, &base.collection(of), style);
    };
    area(|feature| feature.is("bay"), &palette.water, &palette.water);
    area(|feature| feature.is("town"), &palette.land, &palette.border);
    area(|feature| feature.is("lake"), &palette.water, &palette.water);
    let mut lines = rivers(map, base, &palette);
    lines.extend(line(map, base, &palette.road, 1.0, |feature| feature.is("road") && !feature.is_main()));
    lines.extend(line(map, base, &palette.road, 2.5, |feature| feature.is("road") && feature.is_main()));
    lines.iter().for_each(|line| line.fit(map.get_zoom()));
    for town in base.features().filter(|feature| feature.is("town")) {
        if let Some(position) = town.center() {
            label(position, "map__town", escape(short(&town.name(language)))).add_to(map);
        }
    }
    let names = RoadNames::new(map, base, language);
    names.show();
    let zoomed = map.clone();
    vec![
        Box::new(Evented::on_leaflet_event(&map, "zoomend", move |_: Event| {
            lines.iter().for_each(|line| line.fit(zoomed.get_zoom()));
        })),
        Box::new(Evented::on_leaflet_event(&map, "moveend", move |_: Event| names.show())),
    ]
}

/// Rivers in a few widths: one layer for all of a width.
fn rivers(map: &Map, base: &Base, palette: &Palette) -> Vec<Line> {
    let widths: [(f64, f64, f64); 3] = [(0.0, 25.0, 1.2), (25.0, 60.0, 2.4), (60.0, f64::INFINITY, 4.0)];
    let layer = |(from, to, weight)| {
        line(map, base, &palette.water, weight, move |feature| {
            feature.is("river") && (from..to).contains(&feature.width())
        })
    };
    widths.into_iter().filter_map(layer).collect()
}

fn line(map: &Map, base: &Base, color: &str, weight: f64, of: impl Fn(&Feature) -> bool) -> Option<Line> {
    let style = object(&[("color", color.into()), ("weight", weight.into()), ("fill", false.into())]);
    Some(Line { layer: add(map, &base.collection(of), style)?, weight })
}

/// A layer of lines.
struct Line {
    layer: GeoJson,
    /// Its width in pixels seen from afar.
    weight: f64,
}

impl Line {
    /// Wider from near: by two thirds with every level, from the level that shows a town.
    fn fit(&self, zoom: f64) {
        let weight = self.weight * 1.55_f64.powf((zoom - 12.5).max(0.0));
        self.layer.set_style(&object(&[("weight", weight.min(22.0).into())]));
    }
}

/// The names of roads in view.
struct RoadNames {
    map: Map,
    group: LayerGroup,
    names: Vec<(Position, String)>,
}

impl RoadNames {
    fn new(map: &Map, base: &Base, language: Language) -> RoadNames {
        let group = LayerGroup::new();
        group.add_to(map);
        let roads = base.features().filter(|feature| feature.is("road"));
        let along = |road: Feature| {
            let name = escape(&road.name(language));
            places(&road.line()).into_iter().map(move |at| (at, name.clone()))
        };
        RoadNames { map: map.clone(), group, names: roads.flat_map(along).collect() }
    }

    fn show(&self) {
        self.group.clear_layers();
        if self.map.get_zoom() < NAMES_FROM {
            return;
        }
        let (low, high) = (self.map.get_bounds().get_south_west(), self.map.get_bounds().get_north_east());
        let Some(view) = Bounds::new(low.lat(), low.lng(), high.lat(), high.lng()) else { return };
        for (at, name) in self.names.iter().filter(|(at, _)| view.contains(*at)).take(MOST_NAMES) {
            label(*at, "map__road", name.clone()).add_to_layer_group(&self.group);
        }
    }
}

/// Where along a line its name stands: in the middle of every stretch of [`NAME_EVERY`] metres.
fn places(line: &[Position]) -> Vec<Position> {
    let length: f64 = line.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum();
    let count = (length / NAME_EVERY).round().max(1.0);
    let stretch = length / count;
    let (mut places, mut walked, mut next) = (Vec::new(), 0.0, stretch / 2.0);
    for pair in line.windows(2) {
        let step = pair[0].metres_to(pair[1]);
        while step > 0.0 && next <= walked + step {
            let part = (next - walked) / step;
            places.push(Position {
                lat: pair[0].lat + (pair[1].lat - pair[0].lat) * part,
                lng: pair[0].lng + (pair[1].lng - pair[0].lng) * part,
            });
            next += stretch;
        }
        walked += step;
    }
    places
}

/// Adds a GeoJSON layer that takes no taps.
fn add(map: &Map, collection: &JsValue, style: Object) -> Option<GeoJson> {
    // There are no tiles; what is drawn in their pane lies under the names, and these under every mark.
    let options = object(&[("interactive", false.into()), ("style", style.into()), ("pane", "tilePane".into())]);
    let layer: GeoJson = make("geoJSON", &Array::of2(collection, &options))?.unchecked_into();
    layer.add_to(map);
    Some(layer)
}

/// A town's name without what kind of town it is, which is long in English.
fn short(town: &str) -> &str {
    [" Subdistrict", " Town"].iter().find_map(|kind| town.strip_suffix(kind)).unwrap_or(town)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_road_is_named_again_and_again() {
        let at = |lat| Position { lat, lng: 121.0 };
        // 0.027 degrees are three kilometres.
        let places = places(&[at(30.7), at(30.71), at(30.727)]);
        assert_eq!(places.len(), 5);
        let apart = places[0].metres_to(places[1]);
        assert!((apart - NAME_EVERY).abs() < 5.0, "{apart}");
    }

    #[test]
    fn towns_are_named_without_their_kind() {
        for (whole, name) in [("当湖街道", "当湖街道"), ("Danghu Subdistrict", "Danghu"), ("Xindai Town", "Xindai")]
        {
            assert_eq!(short(whole), name);
        }
    }

    #[test]
    fn a_short_road_is_named_once_and_a_point_never() {
        let at = |lat| Position { lat, lng: 121.0 };
        assert_eq!(places(&[at(30.7), at(30.7005)]).len(), 1);
        assert_eq!(places(&[at(30.7), at(30.7)]), []);
        assert_eq!(places(&[]), []);
    }
}
