//! The button under the thumb.

use leptos::prelude::*;

use crate::sending::Sending;
use crate::text::{self, Text, words};

/// Sends a form; says so while it is on its way.
#[component]
pub fn StepButton(
    sending: Sending,
    label: Text,
    press: Callback<()>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let pending = sending.pending;
    view! {
        <button
            type="button"
            class="button button--primary button--large button--wide"
            aria-busy=move || pending.get().to_string()
            on:click=move |_| press.run(())
        >
            {children.map(|children| children())}
            {move || words(if pending.get() { text::officer::SENDING } else { label })}
        </button>
    }
    .into_any()
}
