//! A sign that a form is under way, as a photo takes its time on a poor network.

use leptos::ev;
use leptos::prelude::*;

/// Whether the page's form has been sent and the answer is not there yet. A page that the browser brings back from its
/// history is quiet again.
pub fn sending() -> RwSignal<bool> {
    let sending = RwSignal::new(false);
    Effect::new(move || {
        let listener = window_event_listener(ev::pageshow, move |_| sending.set(false));
        on_cleanup(move || listener.remove());
    });
    sending
}

/// Says so, below the button that was pressed.
#[component]
pub fn SendingNote(sending: RwSignal<bool>, words: &'static str) -> impl IntoView {
    view! {
        <p class="sending" role="status" data-enhanced="">
            {move || sending.get().then_some(words)}
        </p>
    }
}
