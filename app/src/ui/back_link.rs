//! The way back, at the top of a page.

use leptos::prelude::*;

use super::Icon;
use crate::text::{self, words};

/// A link to the page before this one. `href` comes from `preferences::path` on citizen pages.
#[component]
pub fn BackLink(href: String) -> impl IntoView {
    view! {
        <a class="back-link" href=href>
            <Icon name="chevron-left"/>
            {words(text::site::BACK)}
        </a>
    }
}
