//! While something is fetched.

use leptos::prelude::*;

use crate::text::{self, words};

/// The fallback of a `<Suspense>`.
#[component]
pub fn Loading() -> impl IntoView {
    view! { <p class="loading" role="status">{words(text::site::LOADING)}</p> }
}
