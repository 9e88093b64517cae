//! The report itself: its words, and every photo large.

use domain::case::Publicity;
use domain::photo::Photo;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::release_photo;
use crate::preferences::language;
use crate::text::{self, class_name, words};
use crate::ui::{Icon, PhotoImage};

/// Words and photos. A photo leads to its full size in a window of its own.
#[component]
pub fn ReportCard(
    open: OpenCase,
    /// Whether this person releases photos.
    may_release: bool,
) -> impl IntoView {
    let report = open.part(|case| (case.words.clone(), case.photos.clone(), case.summary.class.clone()));
    move || {
        let (said, photos, class) = report.get();
        let class = class_name(class.as_ref());
        let photos = if photos.is_empty() {
            view! { <NoPhotos/> }.into_any()
        } else {
            let photos = photos
                .into_iter()
                .map(|photo| view! { <LargePhoto open photo may_release class=class.clone()/> })
                .collect_view();
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
fn LargePhoto(open: OpenCase, photo: Photo, may_release: bool, class: String) -> impl IntoView {
    let kind = words(text::term::photo(photo.kind));
    let alt = text::site::photo_alt(language(), kind, &class);
    let href = photo.url();
    let release = (may_release && photo.kind.may_be_public())
        .then(|| view! { <PhotoRelease open id=photo.id.clone() released=photo.released/> });
    view! {
        <li class="case-photos__item">
            <a class="case-photos__link" href=href rel="external" target="_blank" title=words(text::desk::PHOTO_FULL)>
                <PhotoImage photo alt/>
            </a>
            <span class="small muted">{kind}</span>
            {release}
        </li>
    }
    .into_any()
}

/// Whether the public sees this photo, and the way to change that.
#[component]
fn PhotoRelease(open: OpenCase, id: String, released: bool) -> impl IntoView {
    let sending = open.form();
    let faults = sending.faults;
    let off = sending.off();
    let hidden = open.part(|case| case.publicity() != Publicity::Public);
    let (state, act, done) = match released {
        true => (text::desk::PHOTO_PUBLIC, text::desk::WITHDRAW_PHOTO, text::desk::WITHDRAW_PHOTO_DONE),
        false => (text::desk::PHOTO_INTERNAL, text::desk::RELEASE_PHOTO, text::desk::RELEASE_PHOTO_DONE),
    };
    let flip = move |_| {
        let request = release_photo(open.number(), id.clone(), !released, sending.key());
        sending.send(request, move |case| open.done(sending, case, words(done).to_owned()));
    };
    let fault = move || faults.with(|faults| faults.first().map(|fault| text::fault_words(*fault)));
    view! {
        <span class="case-photos__release small" class:case-photos__release--public=released>
            <Icon name={if released { "eye" } else { "eye-off" }}/>
            {words(state)}
            {move || (!hidden.get()).then(|| view! {
                <button
                    class="case-photos__flip"
                    data-enhanced=""
                    type="button"
                    disabled=off
                    on:click=flip.clone()
                >
                    {words(act)}
                </button>
            })}
            {move || fault().map(|fault| view! { <span class="field__error" role="alert">{fault}</span> })}
        </span>
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
