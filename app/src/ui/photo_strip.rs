//! The photos of a case side by side.

use domain::photo::Photo;
use leptos::prelude::*;

use super::PhotoImage;
use crate::preferences::language;
use crate::text::{self, term, words};

/// Photos in a strip that is swiped, each a link to its full size. `class` is the name of the case's class, for the
/// alternative text.
#[component]
pub fn PhotoStrip(photos: Vec<Photo>, class: String) -> impl IntoView {
    let single = if photos.len() == 1 { "photo-strip photo-strip--single" } else { "photo-strip" };
    let photos = photos.into_iter().enumerate().map(|(place, photo)| {
        let kind = words(term::photo(photo.kind));
        let alt = text::site::photo_alt(language(), kind, &class);
        let href = photo.url();
        let lazy = place > 0;
        view! {
            <li class="photo-strip__item">
                // The router must not take it: this is no page.
                <a class="photo-strip__link" href=href rel="external">
                    <PhotoImage photo=photo alt=alt lazy=lazy/>
                </a>
                <span class="photo-strip__kind" aria-hidden="true">{kind}</span>
            </li>
        }
    });
    view! { <ul class=single role="list">{photos.collect_view()}</ul> }
}
