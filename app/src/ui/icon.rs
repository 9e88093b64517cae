//! Pictograms from the sprite `public/icons.svg`.

use leptos::prelude::*;

/// A pictogram, always beside words or inside a control that has a name: it is hidden from screen readers.
/// `name` is the id of a symbol in `public/icons.svg`.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" width="24" height="24" aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
