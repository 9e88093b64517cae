//! Loads the vendored Leaflet once for the page.

use std::cell::RefCell;

use js_sys::{Array, Promise};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

const SCRIPT: &str = "/vendor/leaflet-1.9.4/leaflet.js";
const SHEET: &str = "/vendor/leaflet-1.9.4/leaflet.css";

thread_local! {
    /// The one attempt that is under way or has succeeded; forgotten when it fails, so that the next map tries again.
    static ATTEMPT: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Waits until Leaflet is there. An error when it cannot be fetched.
///
/// Browser only.
pub async fn load() -> Result<(), JsValue> {
    let attempt = ATTEMPT.with(|slot| slot.borrow_mut().get_or_insert_with(start).clone());
    let outcome = JsFuture::from(attempt).await;
    if outcome.is_err() {
        ATTEMPT.with(|slot| slot.borrow_mut().take());
    }
    outcome.map(|_| ())
}

fn start() -> Promise {
    let sheet = page_resource("link", &[("rel", "stylesheet"), ("href", SHEET), ("data-enhanced", "")]);
    let script = page_resource("script", &[("src", SCRIPT), ("async", "")]);
    Promise::all(&Array::of2(&sheet, &script))
}

/// Puts an element into the head; the promise settles with its `load` or `error`.
fn page_resource(tag: &str, attributes: &[(&str, &str)]) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let insert = || -> Result<(), JsValue> {
            let element: HtmlElement = document().create_element(tag)?.unchecked_into();
            for (name, value) in attributes {
                element.set_attribute(name, value)?;
            }
            element.set_onload(Some(&resolve));
            element.set_onerror(Some(&reject));
            let head = document().head().ok_or(JsValue::NULL)?;
            head.append_child(&element)?;
            Ok(())
        };
        if let Err(error) = insert() {
            // Nothing can be done when even the rejection fails: the map then stays in its loading state.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    })
}
