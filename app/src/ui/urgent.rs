//! The mark of a case in which people are in danger.

use leptos::prelude::*;

use super::Icon;
use crate::text::{self, words};

/// 紧急, with icon and colour.
#[component]
pub fn Urgent() -> impl IntoView {
    view! {
        <span class="tag tag--danger">
            <Icon name="triangle-alert"/>
            {words(text::site::URGENT)}
        </span>
    }
}
