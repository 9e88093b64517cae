//! The pictures: those of the report, before and after the work.

use domain::photo::Photo;
use leptos::prelude::*;

use crate::text::{self, words};
use crate::ui::{Icon, PhotoStrip};

/// The strip, or why there is none. Nothing is said to the public about photos that are not released.
#[component]
pub fn Photos(photos: Vec<Photo>, class: String, mine: bool) -> impl IntoView {
    if photos.is_empty() {
        let words = words(if mine { text::citizen::CASE_NO_PHOTOS_MINE } else { text::citizen::CASE_NO_PHOTOS });
        return view! {
            <p class="no-photos">
                <Icon name="image-off"/>
                {words}
            </p>
        }
        .into_any();
    }
    view! { <PhotoStrip photos=photos class=class/> }.into_any()
}
