//! Whether the reporter's words and photos are public.

use domain::fault::Fault;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::release_case;
use crate::desk::input::hydrated;
use crate::text::{self, words};

/// A switch with what it means. A class that is never public has none.
#[component]
pub fn ReleaseSwitch(
    /// The case.
    open: OpenCase,
) -> impl IntoView {
    let shown = open.part(|case| (case.private, case.released));
    let faults = RwSignal::new(Vec::<Fault>::new());
    let ready = hydrated();
    let flip = move |_| {
        let released = !shown.get_untracked().1;
        let number = open.number();
        open.send(faults, async move { release_case(number, released).await }, move |_| {
            words(if released { text::desk::RELEASE_DONE } else { text::desk::WITHDRAW_DONE }).to_owned()
        });
    };
    let fault = move || faults.with(|faults| faults.first().map(|fault| words(text::fault::text(fault.code))));
    let state = move || match shown.get() {
        (true, _) => text::desk::RELEASE_PRIVATE,
        (_, true) => text::desk::RELEASE_ON,
        (_, false) => text::desk::RELEASE_OFF,
    };
    let is_private = move || shown.with(|(private, _)| *private);
    view! {
        <section class="case-part" aria-label=words(text::desk::RELEASE)>
            <h3>{words(text::desk::RELEASE)}</h3>
            <p class="small muted" id="release-hint">{move || words(state())}</p>
            {move || fault().map(|fault| view! { <p class="field__error" role="alert">{fault}</p> })}
            {move || (!is_private()).then(|| view! {
                // Off until the page is alive.
                <button
                    class="switch"
                    data-enhanced=""
                    type="button"
                    role="switch"
                    aria-checked=move || shown.with(|(_, released)| released.to_string())
                    aria-describedby="release-hint"
                    disabled=move || !ready.get() || open.pending.get()
                    on:click=flip
                >
                    <span class="switch__track" aria-hidden="true"></span>
                    <span>{words(text::desk::RELEASE_SWITCH)}</span>
                </button>
            })}
        </section>
    }
    .into_any()
}
