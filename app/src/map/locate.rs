//! Where the device is, asked only after a tap.

use domain::geo::Position;
use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

use super::drawing::property;
use crate::text::{self, Text};

/// What the device answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located {
    /// Where it is.
    pub position: Position,
    /// How exact that is, in metres.
    pub accuracy: f64,
}

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocateFault {
    /// The person, or the system, does not allow it.
    Denied,
    /// The device does not know, or took too long.
    Unavailable,
}

impl LocateFault {
    /// What the person is told.
    pub const fn text(self) -> Text {
        match self {
            LocateFault::Denied => text::map::LOCATE_DENIED,
            LocateFault::Unavailable => text::map::LOCATE_UNAVAILABLE,
        }
    }
}

/// Milliseconds the device may take.
const PATIENCE: u32 = 15_000;

/// Asks the device where it is. The browser asks the person first.
///
/// Browser only.
pub async fn locate() -> Result<Located, LocateFault> {
    let answer = JsFuture::from(asked()).await.map_err(|error| {
        // 1 is PERMISSION_DENIED of the Geolocation API.
        if property(&error, "code").as_f64() == Some(1.0) { LocateFault::Denied } else { LocateFault::Unavailable }
    })?;
    let coordinates = property(&answer, "coords");
    let number = |name| property(&coordinates, name).as_f64().ok_or(LocateFault::Unavailable);
    let position = Position::new(number("latitude")?, number("longitude")?).ok_or(LocateFault::Unavailable)?;
    Ok(Located { position, accuracy: number("accuracy")? })
}

fn asked() -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let found =
            Closure::once_into_js(move |position: JsValue| resolve.call1(&JsValue::UNDEFINED, &position).is_ok());
        let refuse = reject.clone();
        let failed = Closure::once_into_js(move |error: JsValue| refuse.call1(&JsValue::UNDEFINED, &error).is_ok());
        let options = PositionOptions::new();
        options.set_enable_high_accuracy(true);
        options.set_timeout(PATIENCE);
        options.set_maximum_age(10_000);
        let started = window().navigator().geolocation().and_then(|device| {
            device.get_current_position_with_error_callback_and_options(
                found.unchecked_ref(),
                Some(failed.unchecked_ref()),
                &options,
            )
        });
        if let Err(error) = started {
            // Nothing can be done when even the rejection fails.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    })
}
