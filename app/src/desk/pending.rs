//! Whether something is being loaded again, as a page shows it.

use leptos::prelude::*;

/// What a `Transition` may tell a page. On the server nothing: it would write the signal on another thread while the page is being
/// rendered from it, and a signal that is written cannot be read.
pub fn in_browser(pending: RwSignal<bool>) -> SignalSetter<bool> {
    SignalSetter::map(move |loading| {
        if cfg!(not(feature = "ssr")) {
            pending.set(loading);
        }
    })
}
