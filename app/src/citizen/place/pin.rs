//! The pin: from the device, from a tap on the map, or from the photo.

use domain::case::Place;
use domain::fault::{Fault, Field};
use domain::geo::Position;
use domain::report::ReportForm;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::map::PinMap;
use crate::map::locate::{LocateFault, locate};
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{FieldError, Icon, place_words};

/// The form's pin as signals: texts, as they travel.
#[derive(Clone, Copy)]
pub struct Pin {
    /// Latitude.
    pub lat: RwSignal<String>,
    /// Longitude.
    pub lng: RwSignal<String>,
    /// Accuracy of the device's position in metres; counts only while `source` is `device`.
    pub accuracy: RwSignal<String>,
    /// `device`, `map`, `photo` or nothing.
    pub source: RwSignal<String>,
}

impl Pin {
    /// The pin of a form.
    pub fn new(form: &ReportForm) -> Pin {
        Pin {
            lat: RwSignal::new(form.lat.clone()),
            lng: RwSignal::new(form.lng.clone()),
            accuracy: RwSignal::new(form.accuracy.clone()),
            source: RwSignal::new(form.source.clone()),
        }
    }

    /// Puts the pin, with its six decimals (a tenth of a metre).
    pub fn put(self, position: Position, source: &str) {
        self.source.set(source.to_owned());
        self.lat.set(format!("{:.6}", position.lat));
        self.lng.set(format!("{:.6}", position.lng));
    }

    fn remove(self) {
        self.source.set(String::new());
        self.lat.set(String::new());
        self.lng.set(String::new());
    }

    fn is_set(self) -> bool {
        self.lat.with(|lat| !lat.is_empty())
    }

    /// Metres, only as long as the pin is the device's own.
    fn accuracy(self) -> String {
        if self.source.get() == "device" { self.accuracy.get() } else { String::new() }
    }
}

/// What the form sends.
#[component]
pub fn PinFields(pin: Pin) -> impl IntoView {
    view! {
        <input type="hidden" name="lat" value=move || pin.lat.get() autocomplete="off"/>
        <input type="hidden" name="lng" value=move || pin.lng.get() autocomplete="off"/>
        <input type="hidden" name="accuracy" value=move || pin.accuracy() autocomplete="off"/>
        <input type="hidden" name="source" value=move || pin.source.get() autocomplete="off"/>
    }
}

/// What the device is doing.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Not,
    Now,
    Failed(LocateFault),
}

/// The button, the map and where the pin is. `place` is in words what lies at the form's pin. Without script and
/// without a pin there is nothing to see here.
#[component]
pub fn PinSection(pin: Pin, place: Option<Place>, faults: Vec<Fault>) -> impl IntoView {
    let asking = RwSignal::new(Asking::Not);
    let ask = move |_| {
        asking.set(Asking::Now);
        spawn_local(async move {
            match locate().await {
                Ok(found) => {
                    asking.try_set(Asking::Not);
                    pin.accuracy.try_set(format!("{:.0}", found.accuracy));
                    pin.put(found.position, "device");
                }
                Err(fault) => {
                    asking.try_set(Asking::Failed(fault));
                }
            }
        });
    };
    let idle =
        !pin.lat.with_untracked(|lat| !lat.is_empty()) && !faults.iter().any(|f| f.field == Some(Field::Position));
    let started_at = (pin.lat.get_untracked(), pin.lng.get_untracked());
    let named = place.map(|place| place_words(&place, language())).unwrap_or_default();
    let said = move || {
        let unmoved = pin.lat.get() == started_at.0 && pin.lng.get() == started_at.1;
        told(asking.get(), pin, if unmoved { &named } else { "" })
    };
    view! {
        <section
            class="place-way stack"
            class=("scripted", idle)
            aria-labelledby="by-pin"
            id=Field::Position.name()
            tabindex="-1"
        >
            <h2 class="place-way__title" id="by-pin">
                <Icon name="map-pin"/>
                {words(text::citizen::PLACE_BY_PIN)}
            </h2>
            <FieldError faults=faults field=Field::Position/>
            <button class="button button--secondary button--wide scripted" type="button" on:click=ask>
                <Icon name="locate"/>
                {words(text::citizen::PLACE_LOCATE)}
            </button>
            <p class="pin-words" role="status">{said}</p>
            <div class="scripted place-map">
                <PinMap lat=pin.lat lng=pin.lng source=pin.source/>
                <p class="field__hint">{words(text::citizen::PLACE_MAP_HINT)}</p>
                {move || {
                    pin.is_set()
                        .then(|| {
                            view! {
                                <button class="button button--quiet" type="button" on:click=move |_| pin.remove()>
                                    <Icon name="x"/>
                                    {words(text::citizen::PLACE_DROP_PIN)}
                                </button>
                            }
                        })
                }}
            </div>
        </section>
    }
}

/// Where the pin is, in words, or why there is none.
fn told(asking: Asking, pin: Pin, named: &str) -> String {
    let placed = match pin.source.get().as_str() {
        _ if !pin.is_set() => String::new(),
        "device" if !pin.accuracy().is_empty() => text::citizen::pin_device(language(), pin.accuracy()),
        "photo" => words(text::citizen::PIN_PHOTO).to_owned(),
        _ => words(text::citizen::PIN_MAP).to_owned(),
    };
    match asking {
        Asking::Now => words(text::citizen::PLACE_LOCATING).to_owned(),
        Asking::Failed(fault) if placed.is_empty() => words(fault.text()).to_owned(),
        _ if named.is_empty() || placed.is_empty() => placed,
        _ => text::citizen::pin_named(language(), placed, named),
    }
}
