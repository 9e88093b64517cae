//! Whether the page is alive.

use leptos::prelude::*;

/// Becomes true in the browser. Until then the button of a form that stays in the page is off, so that nothing typed can end up in an
/// address.
pub fn hydrated() -> Signal<bool> {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    ready.into()
}
