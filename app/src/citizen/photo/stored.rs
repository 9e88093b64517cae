//! The photos that are already on the server.

use domain::photo::{MOST_PHOTOS, Photo};
use leptos::prelude::*;

use crate::preferences::language;
use crate::text;
use crate::ui::{Icon, PhotoImage};

/// The stored photos, each with a button that removes it, and how many more fit.
#[component]
pub fn StoredPhotos(photos: Vec<Photo>) -> impl IntoView {
    let left = MOST_PHOTOS.saturating_sub(photos.len());
    (!photos.is_empty()).then(|| {
        let photos = photos.into_iter().zip(1_u32..).map(|(photo, number)| {
            let id = photo.id.clone();
            let alt = text::citizen::photo_alt(language(), number);
            view! {
                <li class="stored-photos__item">
                    <PhotoImage photo=photo alt=alt small=true/>
                    <button
                        class="stored-photos__remove"
                        type="submit"
                        name="remove"
                        value=id
                        aria-label=text::citizen::photo_remove(language(), number)
                    >
                        <Icon name="x"/>
                    </button>
                </li>
            }
        });
        view! {
            <ul class="stored-photos" role="list">{photos.collect_view()}</ul>
            <p class="muted small">
                {if left == 0 {
                    text::citizen::PHOTOS_FULL.get(language()).to_owned()
                } else {
                    text::citizen::photos_left(language(), left)
                }}
            </p>
        }
    })
}
