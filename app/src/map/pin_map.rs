//! A map to put a pin on.

use domain::geo::Position;
use leaflet::{Evented, LatLng, Marker, MouseEvent};
use leptos::prelude::*;

use super::drawing::{is_enter, lat_lng, pin};
use super::frame::{Manner, MapFrame};
use super::handle::MapHandle;
use crate::text::{self, words};

/// How near the map goes to a pin that came from elsewhere.
const NEAR: f64 = 16.0;

/// A map on which a tap puts or moves the pin (no dragging needed); with the keyboard, the arrow keys move the map and
/// Enter puts the pin into its middle. Follows the signals when they change elsewhere; a tap writes them with six
/// decimals and sets `source` to `map`.
#[component]
pub fn PinMap(lat: RwSignal<String>, lng: RwSignal<String>, source: RwSignal<String>) -> impl IntoView {
    let handle = MapHandle::default();
    let put = move |at: LatLng| {
        let Some(position) = Position::new(at.lat(), at.lng()) else { return };
        source.try_set("map".to_owned());
        lat.try_set(format!("{:.6}", position.lat));
        lng.try_set(format!("{:.6}", position.lng));
    };
    Effect::new(move |_| {
        handle.with(|map| {
            handle.keep(Evented::on_leaflet_event(&map, "click", move |event: MouseEvent| put(event.lat_lng())));
            let center = map.clone();
            handle.keep(Evented::on_leaflet_event(&map, "keypress", move |event: MouseEvent| {
                if is_enter(&event) {
                    put(center.get_center());
                }
            }));
        });
    });
    Effect::new(move |shown: Option<Option<Marker>>| {
        let position = parse(&lat.get(), &lng.get());
        let from_map = source.get_untracked() == "map";
        handle.with(|map| follow(map, shown.flatten(), position, from_map)).flatten()
    });
    view! {
        <MapFrame handle=handle manner=Manner::Form label=words(text::map::PIN_LABEL).to_owned()>
            <span class="map__crosshair" aria-hidden="true"></span>
        </MapFrame>
    }
}

/// Puts, moves or removes the marker so that it stands at `position`. A pin that did not come from a tap is brought
/// into view.
fn follow(map: &leaflet::Map, shown: Option<Marker>, position: Option<Position>, from_map: bool) -> Option<Marker> {
    let Some(position) = position else {
        if let Some(marker) = shown {
            marker.remove();
        }
        return None;
    };
    if !from_map {
        map.set_view(&lat_lng(position), map.get_zoom().max(NEAR));
    }
    match shown {
        Some(marker) => {
            marker.set_lat_lng(&lat_lng(position));
            Some(marker)
        }
        None => {
            let marker = pin(position);
            marker.add_to(map);
            if from_map && !map.get_bounds().contains(&lat_lng(position)) {
                map.set_view(&lat_lng(position), NEAR);
            }
            Some(marker)
        }
    }
}

fn parse(lat: &str, lng: &str) -> Option<Position> {
    Position::new(lat.trim().parse().ok()?, lng.trim().parse().ok()?)
}
