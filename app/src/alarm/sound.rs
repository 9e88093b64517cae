//! Two short tones, made by the browser itself. A browser lets a page sound only after somebody has touched it: so the means are made at
//! the first touch, and before it the page stays silent. Called by name: bindings of its many types weigh more than the sound. Browser only.

use std::cell::RefCell;

use js_sys::{Array, Function, Reflect};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Where the browser keeps the choice: absent for on, `off` for off.
const STORED: &str = "urgent-sound";

/// The sound and whether it is wanted.
#[derive(Clone, Copy)]
pub struct Sound {
    /// Whether it is wanted.
    pub on: RwSignal<bool>,
}

thread_local! {
    /// The browser's means of sound, once for all pages. Not among the signals: a server's threads take turns at those.
    static CONTEXT: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

impl Sound {
    /// Silent until the page has been touched.
    pub fn new() -> Sound {
        let sound = Sound { on: RwSignal::new(true) };
        Effect::new(move |_| {
            let stored = storage().and_then(|storage| storage.get_item(STORED).ok().flatten());
            sound.on.set(stored.as_deref() != Some("off"));
            let touched = window_event_listener(ev::pointerdown, |_| wake());
            let typed = window_event_listener(ev::keydown, |_| wake());
            on_cleanup(move || {
                touched.remove();
                typed.remove();
            });
        });
        sound
    }

    /// Switches it on or off, for good.
    pub fn turn(self) {
        let on = !self.on.get_untracked();
        self.on.set(on);
        if let Some(storage) = storage() {
            // Without storage the choice lasts as long as the page.
            let _ = if on { storage.remove_item(STORED) } else { storage.set_item(STORED, "off") };
        }
        if on {
            self.ring();
        }
    }

    /// Rings, if it is wanted and allowed.
    pub fn ring(self) {
        if self.on.get_untracked() {
            CONTEXT.with_borrow(|context| context.as_ref().and_then(tones));
        }
    }
}

/// Makes the means of sound, at a touch. A device without has the title and the line.
fn wake() {
    CONTEXT.with_borrow_mut(|context| {
        if context.is_none() {
            let class = get(&window(), "AudioContext");
            *context =
                class.and_then(|class| Reflect::construct(class.unchecked_ref::<Function>(), &Array::new()).ok());
        }
    });
}

/// A high and a higher tone of a fifth of a second each, softly.
fn tones(context: &JsValue) -> Option<()> {
    let volume = call(context, "createGain", &[])?;
    set(&get(&volume, "gain")?, 0.2)?;
    call(&volume, "connect", &[get(context, "destination")?])?;
    let now = get(context, "currentTime")?.as_f64()?;
    for (pitch, from) in [(880.0, 0.0), (1175.0, 0.25)] {
        let tone = call(context, "createOscillator", &[])?;
        set(&get(&tone, "frequency")?, pitch)?;
        call(&tone, "connect", std::slice::from_ref(&volume))?;
        call(&tone, "start", &[(now + from).into()])?;
        call(&tone, "stop", &[(now + from + 0.2).into()])?;
    }
    Some(())
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|found| !found.is_undefined())
}

fn set(parameter: &JsValue, value: f64) -> Option<bool> {
    Reflect::set(parameter, &"value".into(), &value.into()).ok()
}

fn call(of: &JsValue, name: &str, with: &[JsValue]) -> Option<JsValue> {
    get(of, name)?.dyn_ref::<Function>()?.apply(of, &with.iter().cloned().collect()).ok()
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
