//! A search field for classes.

use domain::class::Class;
use leptos::prelude::*;

use super::{ClassOffers, live_suggestions};
use crate::text::{self, words};

/// The field with the classes that fit; the caller shows what was chosen, and may fill it with the words of a report.
#[component]
pub fn ClassSearch(id: &'static str, search: RwSignal<String>, pick: Callback<Class>) -> impl IntoView {
    let found = live_suggestions(move || search.get(), None);
    view! {
        <div class="field class-finder" data-enhanced="">
            <label class="field__label" for=id>{words(text::class::SEARCH)}</label>
            <p class="field__hint" id=format!("{id}-hint")>{words(text::class::SEARCH_HINT)}</p>
            <input
                class="input"
                id=id
                type="search"
                autocomplete="off"
                aria-describedby=format!("{id}-hint")
                prop:value=move || search.get()
                on:input=move |event| search.set(event_target_value(&event))
                // The words may be a draft of the page round it, whose form must not be told.
                on:change=|event| event.stop_propagation()
                on:keydown=|event| if event.key() == "Enter" { event.prevent_default() }
            />
            <ClassOffers found pick/>
        </div>
    }
    .into_any()
}
