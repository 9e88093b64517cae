//! The public cases of the part of the city that is on screen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use domain::case::Stage;
use domain::geo::{Bounds, Position};
use domain::language::Name;
use domain::map::{Feature, Viewport};
use domain::report::NearbyFilter;
use leaflet::{CircleMarker, Event, Evented, LayerGroup, Map};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::drawing::{lat_lng, look_at, marker, object, on_choose, zoom_to};
use super::frame::{Manner, MapFrame};
use super::handle::MapHandle;
use super::palette::Palette;
use crate::api::public::list_features;
use crate::preferences::path;
use crate::text::{self, Text, name, words};

/// How long the map must rest before its cases are asked for.
const REST: Duration = Duration::from_millis(250);
/// More than any city.
const EVERYWHERE: Bounds = Bounds { south: -85.0, west: -180.0, north: 85.0, east: 180.0 };

/// A map of public cases: points in three looks (waits, in hand, settled) that open a link to the case, and counts that
/// zoom in on tap. It begins at `position`; without one with what a narrowed list has found, otherwise with the whole city.
#[component]
pub fn FeatureMap(
    /// Where to look first.
    position: Signal<Option<Position>>,
    /// What the list beside the map is narrowed to.
    filter: Signal<NearbyFilter>,
) -> impl IntoView {
    let handle = MapHandle::default();
    let said = RwSignal::new(None::<Text>);
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        handle.with(|map| {
            let made = Watch::new(map, filter, said);
            let moved = made.clone();
            handle.keep(Evented::on_leaflet_event(&map, "moveend", move |_: Event| moved.rest()));
            watch.set_value(Some(made));
        });
    });
    Effect::new(move |_| {
        let position = position.get();
        handle.with(|map| position.map(|position| map.set_view(&lat_lng(position), 15.0)));
    });
    // What is found may lie elsewhere in the city: the map goes there, unless the person's own place is what counts.
    Effect::new(move |before: Option<Option<NearbyFilter>>| {
        let filter = filter.get();
        let ready = handle.with(|_| ()).is_some();
        let before = before.flatten();
        if ready && before.as_ref() != Some(&filter) {
            let narrow = before.is_some() || filter != NearbyFilter::default();
            let look = narrow && position.get_untracked().is_none();
            watch.with_value(|watch| watch.iter().for_each(|watch| watch.ask(look)));
        }
        ready.then_some(filter)
    });
    view! {
        <MapFrame handle=handle manner=Manner::Full label=words(text::map::FEATURES_LABEL).to_owned()>
            <ul class="map__legend">
                <li class="map__key map__key--waiting">{words(text::map::LEGEND_WAITING)}</li>
                <li class="map__key map__key--handling">{words(text::map::LEGEND_HANDLING)}</li>
                <li class="map__key map__key--done">{words(text::map::LEGEND_DONE)}</li>
                <li>{words(text::map::LEGEND_PLACED)}</li>
            </ul>
            {move || said.get().map(|said| view! { <p class="map__status" role="status">{words(said)}</p> })}
        </MapFrame>
    }
}

/// Asks for what is on screen and draws it.
#[derive(Clone)]
struct Watch {
    map: Map,
    group: LayerGroup,
    palette: Palette,
    filter: Signal<NearbyFilter>,
    /// Counts the questions: only the answer to the last one is drawn.
    asked: Rc<Cell<u32>>,
    /// What is found is still to be brought on screen.
    looking: Rc<Cell<bool>>,
    timer: Rc<RefCell<Option<TimeoutHandle>>>,
    /// What is said over the map: that it could not be read, or that nothing was found.
    said: RwSignal<Option<Text>>,
}

impl Watch {
    fn new(map: &Map, filter: Signal<NearbyFilter>, said: RwSignal<Option<Text>>) -> Watch {
        let group = LayerGroup::new();
        group.add_to(map);
        let palette = Palette::of(&map.get_container());
        Watch {
            map: map.clone(),
            group,
            palette,
            filter,
            asked: Rc::default(),
            looking: Rc::default(),
            timer: Rc::default(),
            said,
        }
    }

    fn rest(&self) {
        if let Some(timer) = self.timer.borrow_mut().take() {
            timer.clear();
        }
        let watch = self.clone();
        *self.timer.borrow_mut() = set_timeout_with_handle(move || watch.ask(false), REST).ok();
    }

    /// Asks for what is on screen; with `look` for all of it, and brings that on screen. A question in between does not undo that.
    fn ask(&self, look: bool) {
        let look = look || self.looking.get();
        self.looking.set(look);
        // The map may have been removed while the timer ran.
        let Some(filter) = self.filter.try_get_untracked() else { return };
        let Some(viewport) = viewport(&self.map) else { return };
        let viewport = if look { Viewport { bounds: EVERYWHERE, ..viewport } } else { viewport };
        let number = self.asked.get() + 1;
        self.asked.set(number);
        let watch = self.clone();
        spawn_local(async move {
            let answer = list_features(viewport, filter).await;
            if watch.asked.get() != number || watch.said.is_disposed() {
                return;
            }
            watch.said.set(match &answer {
                Err(_) => Some(text::map::FEATURES_FAILED),
                Ok(features) if look && features.is_empty() => Some(text::nearby::EMPTY_NARROW_TITLE),
                Ok(_) => None,
            });
            if let Ok(features) = answer {
                watch.draw(&features);
                watch.looking.set(false);
                if look {
                    look_at(&watch.map, features.iter().map(Feature::bounds));
                }
            }
        });
    }

    fn draw(&self, features: &[Feature]) {
        self.group.clear_layers();
        for feature in features {
            match feature {
                Feature::Case { number, class, stage, position } => {
                    self.draw_case(number.as_str(), class, *stage, *position);
                }
                Feature::Cluster { count, position, .. } => self.draw_cluster(*count, *position),
            }
        }
    }

    fn draw_case(&self, number: &str, class: &Name, stage: Stage, position: Position) {
        let (color, filled) = match stage {
            Stage::Reported | Stage::Refused | Stage::Filed | Stage::Dispatched => (&self.palette.waiting, true),
            Stage::Handling | Stage::Feedback => (&self.palette.handling, true),
            Stage::Closed => (&self.palette.done, false),
        };
        let fill = if filled { color } else { &self.palette.surface };
        let style = object(&[
            ("radius", 9.into()),
            ("color", if filled { &self.palette.surface } else { color }.as_str().into()),
            ("weight", 3.into()),
            ("fillColor", fill.as_str().into()),
            ("fillOpacity", 1.into()),
        ]);
        let point = CircleMarker::new_with_options(&lat_lng(position), &style);
        if let Ok(popup) = popup(number, class, stage) {
            point.bind_popup_with_options(&popup, &object(&[("closeButton", false.into()), ("minWidth", 180.into())]));
        }
        point.add_to_layer_group(&self.group);
    }

    fn draw_cluster(&self, count: u64, position: Position) {
        let (class, size) = match count {
            0..10 => ("map__cluster", 40.0),
            10..100 => ("map__cluster map__cluster--many", 48.0),
            _ => ("map__cluster map__cluster--most", 56.0),
        };
        let title = text::map::cluster(crate::preferences::language(), count);
        let drawn = marker(position, class, count.to_string(), size, 0.5, Some(&title));
        let map = self.map.clone();
        on_choose(&drawn, move || zoom_to(&map, position));
        drawn.add_to_layer_group(&self.group);
    }
}

/// The link to the case with its class and stage.
fn popup(number: &str, class: &Name, stage: Stage) -> Result<JsValue, JsValue> {
    let (link, said, content) =
        (document().create_element("a")?, document().create_element("span")?, document().create_element("p")?);
    link.set_attribute("href", &path(&format!("/cases/{number}")))?;
    link.set_text_content(Some(&name(class)));
    said.set_class_name("map__stage");
    said.set_text_content(Some(words(text::term::stage(stage))));
    content.set_class_name("map__popup");
    content.append_child(&link)?;
    content.append_child(&said)?;
    Ok(content.into())
}

fn viewport(map: &Map) -> Option<Viewport> {
    let (low, high) = (map.get_bounds().get_south_west(), map.get_bounds().get_north_east());
    let bounds = Bounds::new(low.lat().max(-90.0), low.lng().max(-180.0), high.lat().min(90.0), high.lng().min(180.0))?;
    Some(Viewport { bounds, zoom: map.get_zoom().clamp(0.0, 19.0) as u8 })
}
