//! The box every map stands in: its zoom buttons, its source line, and what is said while it loads or when it does not.

use leaflet::{LatLng, LatLngBounds, Map, MapOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::handle::{MapHandle, Progress};
use super::{base, base_layers, drawing, script};
use crate::preferences::language;
use crate::text::{self, words};

/// How a map answers to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// A small picture inside a page: does not take the finger that scrolls the page.
    Inset,
    /// Part of a form: takes fingers and keys, leaves the mouse wheel to the page.
    Form,
    /// Takes everything.
    Full,
}

impl Manner {
    const fn class(self) -> &'static str {
        match self {
            Manner::Inset => "map map--inset",
            Manner::Form => "map map--form",
            Manner::Full => "map map--full",
        }
    }
}

/// The box. `handle` becomes ready once Leaflet and the city's base map stand in it.
#[component]
pub fn MapFrame(
    handle: MapHandle,
    manner: Manner,
    label: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let canvas = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        let Some(element) = canvas.get() else { return };
        handle.open();
        on_cleanup(move || handle.close());
        spawn_local(async move {
            let (loaded, base) = (script::load().await, base::load().await);
            if !handle.is_open() {
                return;
            }
            let map = loaded.and_then(|()| Map::new_with_element(&element, &options(manner)));
            let Ok(map) = map else { return handle.fail() };
            map.fit_bounds(&bounds(base::start(base.as_ref())));
            let listeners = base.map(|base| base_layers::draw(&map, &base, language()));
            handle.fill(map, listeners.unwrap_or_default());
        });
    });
    // What the arrow keys move is announced as one thing; a picture inside a page is a picture.
    let role = if manner == Manner::Inset { "img" } else { "application" };
    view! {
        <div class=manner.class() data-enhanced="">
            <div class="map__canvas" node_ref=canvas role=role aria-label=label></div>
            {children.map(|children| children())}
            <ZoomButtons handle=handle/>
            <p class="map__source">{words(text::site::SCHEMATIC)}</p>
            <Status handle=handle/>
        </div>
    }
}

#[component]
fn ZoomButtons(handle: MapHandle) -> impl IntoView {
    let buttons = move || {
        (handle.progress() == Progress::Ready).then(|| {
            let zoom = move |step: f64| {
                handle.with_untracked(|map| map.set_zoom(map.get_zoom() + step));
            };
            view! {
                <div class="map__zoom">
                    <button type="button" class="map__button" aria-label=words(text::map::ZOOM_IN) on:click=move |_| zoom(1.0)>
                        "+"
                    </button>
                    <button type="button" class="map__button" aria-label=words(text::map::ZOOM_OUT) on:click=move |_| zoom(-1.0)>
                        "−"
                    </button>
                </div>
            }
        })
    };
    view! { {buttons} }
}

#[component]
fn Status(handle: MapHandle) -> impl IntoView {
    let status = move || match handle.progress() {
        Progress::Loading => Some(words(text::map::LOADING)),
        Progress::Failed => Some(words(text::map::FAILED)),
        Progress::Idle | Progress::Ready => None,
    };
    view! { {move || status().map(|text| view! { <p class="map__status" role="status">{text}</p> })} }
}

fn options(manner: Manner) -> MapOptions {
    let options = MapOptions::new();
    options.set_prefer_canvas(true);
    options.set_zoom_control(false);
    options.set_attribution_control(false);
    options.set_min_zoom(9.0);
    options.set_max_zoom(18.0);
    options.set_zoom_snap(0.5);
    options.set_keyboard(manner != Manner::Inset);
    options.set_dragging(manner != Manner::Inset);
    options.set_touch_zoom(manner != Manner::Inset);
    options.set_box_zoom(manner != Manner::Inset);
    options.set_double_click_zoom(JsValue::from(manner == Manner::Full));
    options.set_scroll_wheel_zoom(manner == Manner::Full);
    if drawing::is_motion_reduced() {
        options.set_zoom_animation(false);
        options.set_fade_animation(false);
        options.set_marker_zoom_animation(false);
        options.set_inertia(false);
    }
    options
}

fn bounds(bounds: domain::geo::Bounds) -> LatLngBounds {
    LatLngBounds::new(&LatLng::new(bounds.south, bounds.west), &LatLng::new(bounds.north, bounds.east))
}
