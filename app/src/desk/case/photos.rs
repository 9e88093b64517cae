//! The report itself: its words, and every photo large.

use domain::photo::Photo;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{Icon, PhotoImage};

/// Words and photos. A photo leads to its full size in a window of its own.
#[component]
pub fn ReportCard(
    /// The case.
    open: OpenCase,
) -> impl IntoView {
    let report = open.part(|case| (case.words.clone(), case.photos.clone(), case.summary.class.clone()));
    move || {
        let (said, photos, class) = report.get();
        let class = class.as_ref().map_or_else(|| words(text::desk::NO_CLASS).to_owned(), name);
        let photos = if photos.is_empty() {
            view! { <NoPhotos/> }.into_any()
        } else {
            let photos =
                photos.into_iter().map(|photo| view! { <LargePhoto photo class=class.clone()/> }).collect_view();
            view! { <ul class="case-photos" role="list">{photos}</ul> }.into_any()
        };
        let said = if said.trim().is_empty() { words(text::desk::NO_WORDS).to_owned() } else { said };
        view! {
            <section class="case-part" aria-label=words(text::desk::REPORT)>
                <blockquote class="case-words">{said}</blockquote>
                {photos}
            </section>
        }
        .into_any()
    }
}

#[component]
fn LargePhoto(photo: Photo, class: String) -> impl IntoView {
    let kind = words(text::term::photo(photo.kind));
    let alt = text::site::photo_alt(language(), kind, &class);
    let href = photo.url();
    view! {
        <li class="case-photos__item">
            <a class="case-photos__link" href=href rel="external" target="_blank" title=words(text::desk::PHOTO_FULL)>
                <PhotoImage photo alt/>
            </a>
            <span class="small muted">{kind}</span>
        </li>
    }
    .into_any()
}

#[component]
fn NoPhotos() -> impl IntoView {
    view! {
        <p class="case-photos__none muted">
            <Icon name="image-off"/>
            {words(text::desk::NO_PHOTOS)}
        </p>
    }
}
