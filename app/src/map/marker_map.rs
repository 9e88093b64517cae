//! A map of a list: every row of it a numbered marker.

use domain::geo::{Bounds, Position};
use leaflet::{LatLng, LatLngBounds, LayerGroup, Marker};
use leptos::prelude::*;

use super::drawing::{lat_lng, marker, object, on_choose};
use super::frame::{Manner, MapFrame};
use super::handle::MapHandle;

/// A row of the list on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMarker {
    /// What `on_select` gets.
    pub key: String,
    /// Where.
    pub position: Position,
    /// What stands in the marker: the row's number in the list.
    pub number: usize,
    /// What it is, for those who do not see it.
    pub name: String,
    /// `calm`, `soon` or `overdue`: the look, beside the words of the list.
    pub tone: &'static str,
}

/// A map of markers that are chosen by tap or Enter; `own` is where the person stands.
#[component]
pub fn MarkerMap(
    /// Accessible name.
    label: String,
    /// The rows that have a position.
    markers: Signal<Vec<MapMarker>>,
    /// Where the person stands, if known.
    own: Signal<Option<Position>>,
    /// Called with the key of the chosen marker.
    on_select: Callback<String>,
) -> impl IntoView {
    let handle = MapHandle::default();
    Effect::new(move |shown: Option<Option<LayerGroup>>| {
        let (markers, own) = (markers.get(), own.get());
        handle.with(|map| {
            let shown = shown.flatten();
            if shown.is_none() {
                look_at(map, &markers, own);
            }
            let group = shown.unwrap_or_else(|| {
                let group = LayerGroup::new();
                group.add_to(map);
                group
            });
            group.clear_layers();
            for row in &markers {
                draw(row, on_select).add_to_layer_group(&group);
            }
            if let Some(own) = own {
                marker(own, "map__own", String::new(), 20.0, 0.5, None).add_to_layer_group(&group);
            }
            group
        })
    });
    view! { <MapFrame handle=handle manner=Manner::Full label=label/> }
}

fn draw(row: &MapMarker, on_select: Callback<String>) -> Marker {
    let class = format!("map__number map__number--{}", row.tone);
    let drawn = marker(row.position, &class, row.number.to_string(), 44.0, 0.5, Some(&row.name));
    let key = row.key.clone();
    on_choose(&drawn, move || on_select.run(key.clone()));
    drawn
}

/// Brings every marker, and the person, into view at the beginning.
fn look_at(map: &leaflet::Map, markers: &[MapMarker], own: Option<Position>) {
    let bounds = markers.iter().map(|row| row.position).chain(own).fold(None, |bounds: Option<Bounds>, at| {
        let around = at.around(300.0);
        Some(bounds.map_or(around, |b| Bounds {
            south: b.south.min(around.south),
            west: b.west.min(around.west),
            north: b.north.max(around.north),
            east: b.east.max(around.east),
        }))
    });
    if let Some(b) = bounds {
        let (low, high) = (LatLng::new(b.south, b.west), LatLng::new(b.north, b.east));
        map.fit_bounds_with_options(&LatLngBounds::new(&low, &high), &object(&[("animate", false.into())]));
    } else if let Some(own) = own {
        map.set_view(&lat_lng(own), 15.0);
    }
}
