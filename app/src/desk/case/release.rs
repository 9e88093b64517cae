//! Whether the reporter's words and photos are public.

use domain::fault::Fault;
use domain::photo::PhotoKind;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::release_case;
use crate::desk::input::hydrated;
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::Icon;

/// A switch with what it means. A class that is never public has none.
#[component]
pub fn ReleaseSwitch(
    /// The case.
    open: OpenCase,
) -> impl IntoView {
    let shown = open.part(|case| (case.private, case.released));
    // A check is internal and never counts.
    let held_back = open.part(|case| case.photos.iter().filter(|p| !p.released && p.kind != PhotoKind::Check).count());
    let faults = RwSignal::new(Vec::<Fault>::new());
    let ready = hydrated();
    let release = move |released: bool| {
        let number = open.number();
        open.send(faults, async move { release_case(number, released).await }, move |_| {
            words(if released { text::desk::RELEASE_DONE } else { text::desk::WITHDRAW_DONE }).to_owned()
        });
    };
    let flip = move |_| release(!shown.get_untracked().1);
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
            <div class="cluster">
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
                {move || (shown.get() == (false, true) && held_back.get() > 0).then(|| view! {
                    <button
                        class="button button--secondary"
                        data-enhanced=""
                        type="button"
                        disabled=move || !ready.get() || open.pending.get()
                        on:click=move |_| release(true)
                    >
                        <Icon name="images"/>
                        {text::desk::release_new(language(), held_back.get())}
                    </button>
                })}
            </div>
        </section>
    }
    .into_any()
}
