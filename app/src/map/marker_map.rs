//! A map of a list: every row of it a numbered marker.

use std::cell::Cell;
use std::rc::Rc;

use domain::geo::Position;
use leaflet::{Event, Evented, LayerGroup, Map, Marker};
use leptos::prelude::*;

use super::drawing::{look_at, marker, on_choose, zoom_to};
use super::frame::{Manner, MapFrame};
use super::handle::MapHandle;
use super::heap::{MARK, heaps};
use crate::preferences::language;
use crate::text;

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
    let zoom = RwSignal::new(0.0_f64);
    Effect::new(move |_| {
        handle.with(|map| {
            let watched = map.clone();
            zoom.set(map.get_zoom());
            handle.keep(Evented::on_leaflet_event(&map, "zoomend", move |_: Event| {
                zoom.try_set(watched.get_zoom());
            }));
        });
    });
    Effect::new(move |shown: Option<Option<LayerGroup>>| {
        let (markers, own) = (markers.get(), own.get());
        zoom.track();
        handle.with(|map| {
            let shown = shown.flatten();
            if shown.is_none() {
                look_at(map, markers.iter().map(|row| row.position).chain(own).map(|at| at.around(0.0)));
            }
            let group = shown.unwrap_or_else(|| {
                let group = LayerGroup::new();
                group.add_to(map);
                group
            });
            group.clear_layers();
            let positions: Vec<Position> = markers.iter().map(|row| row.position).collect();
            for heap in heaps(&positions, map.get_zoom()) {
                let rows: Vec<&MapMarker> = heap.into_iter().map(|index| &markers[index]).collect();
                draw(map, &rows, on_select).add_to_layer_group(&group);
            }
            if let Some(own) = own {
                marker(own, "map__own", String::new(), 20.0, 0.5, None).add_to_layer_group(&group);
            }
            group
        })
    });
    view! { <MapFrame handle=handle manner=Manner::Full label=label/> }
}

/// One row's mark, or one for several that would cover each other: a tap goes nearer, and where the map goes no nearer it chooses one
/// after the other.
fn draw(map: &Map, rows: &[&MapMarker], on_select: Callback<String>) -> Marker {
    let first = rows[0];
    let class = format!("map__number map__number--{}", first.tone);
    if rows.len() == 1 {
        let drawn = marker(first.position, &class, first.number.to_string(), MARK, 0.5, Some(&first.name));
        let key = first.key.clone();
        on_choose(&drawn, move || on_select.run(key.clone()));
        return drawn;
    }
    let name = text::map::heap(language(), rows.len());
    let drawn = marker(first.position, &class, format!("{}+", first.number), MARK, 0.5, Some(&name));
    let (map, position) = (map.clone(), first.position);
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let next = Rc::new(Cell::new(0));
    on_choose(&drawn, move || {
        if map.get_zoom() < map.get_max_zoom() {
            zoom_to(&map, position);
        } else if let Some(key) = keys.get(next.get() % keys.len()) {
            next.set(next.get() + 1);
            on_select.run(key.clone());
        }
    });
    drawn
}
