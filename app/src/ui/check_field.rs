//! A field that is on or off.

use leptos::prelude::*;

/// A box to tick, in a form that stays in the page.
#[component]
pub fn CheckField(
    id: &'static str,
    label: String,
    value: RwSignal<bool>,
    #[prop(optional)] hint: String,
) -> impl IntoView {
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    view! {
        <div class="choice">
            <input
                class="checkbox"
                type="checkbox"
                id=id
                aria-describedby=hint_id.clone()
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <label class="choice__label" for=id>{label}</label>
            {hint_id.map(|id| view! { <p class="choice__hint" id=id>{hint}</p> })}
        </div>
    }
    .into_any()
}
