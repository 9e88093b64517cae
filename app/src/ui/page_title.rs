//! What the browser's tab says.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::text::{self, words};

/// Sets the document's title: the page, then the product. A page with a refused form says so first (`failed`), because
/// a screen reader announces the title before anything else.
#[component]
pub fn PageTitle(title: String, #[prop(optional)] failed: bool) -> impl IntoView {
    let prefix = if failed { words(text::site::ERROR_PREFIX) } else { "" };
    view! { <Title text=format!("{prefix}{title} - {}", words(text::site::PRODUCT))/> }
}
