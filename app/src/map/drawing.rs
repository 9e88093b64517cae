//! Small pieces that the maps draw with.

use domain::geo::{Bounds, Position};
use js_sys::{Array, Function, Object, Reflect};
use leaflet::{DivIconOptions, Evented, LatLng, LatLngBounds, Map, Marker, MarkerOptions, MouseEvent, Point};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The pane of the names on the ground: over the base map, under every mark. Its height stands in the map's style sheet.
pub const NAMES: &str = "names";

/// A plain JavaScript object.
pub fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// A property of a JavaScript value; `undefined` when there is none.
pub fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// What one of Leaflet's factories makes (`L.divIcon`, `L.geoJSON`): for those that the crate binds wrongly or not at all.
pub fn make(factory: &str, arguments: &Array) -> Option<JsValue> {
    let leaflet = property(&window(), "L");
    let factory: Function = property(&leaflet, factory).dyn_into().ok()?;
    factory.apply(&leaflet, arguments).ok()
}

/// The position as Leaflet takes it.
pub fn lat_lng(position: Position) -> LatLng {
    LatLng::new(position.lat, position.lng)
}

/// Goes nearer to what was tapped.
pub fn zoom_to(map: &Map, position: Position) {
    map.set_view(&lat_lng(position), map.get_zoom() + 2.0);
}

/// Brings boxes into view, with some room around them; does nothing when there are none.
pub fn look_at(map: &Map, boxes: impl Iterator<Item = Bounds>) {
    let Some(all) = boxes.reduce(Bounds::joined) else { return };
    // Some 300 metres.
    let all = all.widened(0.003);
    let (low, high) = (LatLng::new(all.south, all.west), LatLng::new(all.north, all.east));
    map.fit_bounds_with_options(&LatLngBounds::new(&low, &high), &object(&[("animate", false.into())]));
}

/// An HTML marker whose look is a class: `size` pixels wide and high, its point at `anchor` of the height (0.5 is the
/// center, 1 the bottom). `html` must hold no text of people: it is not escaped.
pub fn marker(position: Position, class: &str, html: String, size: f64, anchor: f64, name: Option<&str>) -> Marker {
    let options = marker_options(class, html, size, anchor);
    options.set_keyboard(name.is_some());
    options.set_interactive(name.is_some());
    if let Some(name) = name {
        options.set_title(name.to_owned());
    }
    Marker::new_with_options(&lat_lng(position), &options)
}

fn marker_options(class: &str, html: String, size: f64, anchor: f64) -> MarkerOptions {
    let icon = DivIconOptions::new();
    icon.set_class_name(class.to_owned());
    icon.set_html(html);
    icon.set_icon_size(Point::new(size, size));
    icon.set_icon_anchor(Point::new(size / 2.0, size * anchor));
    let options = MarkerOptions::new();
    // The crate's constructor of `DivIcon` makes an `L.Icon`, which wants an image.
    if let Some(icon) = make("divIcon", &Array::of1(&icon)) {
        options.set_icon(icon.unchecked_into());
    }
    options
}

/// A name on the ground, under every mark: in a pane of its own, see [`NAMES`]. `html` is escaped by the caller.
pub fn label(position: Position, class: &str, html: String) -> Marker {
    let options = marker_options(class, html, 0.0, 0.0);
    options.set_interactive(false);
    options.set_keyboard(false);
    options.set_pane(NAMES.to_owned());
    Marker::new_with_options(&lat_lng(position), &options)
}

/// The pin.
pub fn pin(position: Position) -> Marker {
    let html =
        r##"<svg class="map__pin" aria-hidden="true" focusable="false"><use href="/icons.svg#map-pin"></use></svg>"##;
    marker(position, "map__marker", html.to_owned(), 44.0, 0.95, None)
}

/// Calls `choose` on a tap, or Enter, on a marker. The listeners belong to the browser, which frees them with the marker.
pub fn on_choose(marker: &Marker, choose: impl Fn() + Clone + 'static) {
    let tapped = choose.clone();
    let click: Box<dyn Fn(MouseEvent)> = Box::new(move |_| tapped());
    let press: Box<dyn Fn(MouseEvent)> = Box::new(move |event| {
        if is_enter(&event) {
            choose();
        }
    });
    let evented: &Evented = marker.unchecked_ref();
    evented.on("click", &Closure::wrap(click).into_js_value());
    evented.on("keypress", &Closure::wrap(press).into_js_value());
}

/// Whether a Leaflet keyboard event is the key that chooses something.
pub fn is_enter(event: &MouseEvent) -> bool {
    property(&property(event, "originalEvent"), "key").as_string().as_deref() == Some("Enter")
}

/// Whether the person asked the system for less motion.
pub fn is_motion_reduced() -> bool {
    window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|query| query.matches())
}
