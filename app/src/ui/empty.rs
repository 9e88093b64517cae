//! A list with nothing in it.

use leptos::prelude::*;

use super::Icon;

/// Says that there is nothing and what to do about it. `icon` is a name of [`Icon`].
#[component]
pub fn Empty(icon: &'static str, title: String, text: String) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon/>
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
        </div>
    }
}
