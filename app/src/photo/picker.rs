//! Takes photos and shows how they get on.

use domain::fault::{Fault, Field};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::draft::{PhotoDraft, PhotoProgress};
use super::{ACCEPTED, files};
use crate::error::AppError;
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{FieldFaults, Icon};

/// Camera and album, or on a desk the album alone, and the photos taken. `id` is where the error summary leads: where it is the field's own,
/// what is wrong with the photos is said here too.
#[component]
pub fn PhotoPicker(
    draft: PhotoDraft,
    id: &'static str,
    legend: String,
    faults: RwSignal<Vec<Fault>>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional)] camera: bool,
) -> impl IntoView {
    let keys = Memo::new(move |_| draft.keys());
    let own = id == Field::Photo.name();
    let take = move |input: HtmlInputElement| {
        faults.update(|faults| faults.retain(|fault| fault.field != Some(Field::Photo)));
        let refused: Option<Fault> = files(&input).into_iter().filter_map(|file| draft.add(file).err()).last();
        faults.update(|faults| faults.extend(refused));
        // So that the same file can be chosen again.
        input.set_value("");
    };
    view! {
        <fieldset class="photo-picker" id=id tabindex="-1">
            <legend class="field__label">
                {legend}
                {optional.then(|| view! { <span class="field__optional">{words(text::site::OPTIONAL)}</span> })}
            </legend>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint">{hint}</p> })}
            {own.then(|| faults.error(Field::Photo))}
            <ul class="photo-picker__photos" role="list">
                {move || keys.get().into_iter().map(|key| view! { <Thumb draft=draft photo=key/> }).collect_view()}
            </ul>
            {move || (draft.room() > 0).then(|| view! {
                <div class="photo-picker__buttons" class=("photo-picker__buttons--single", !camera)>
                    // What is compulsory is what one sees first.
                    {camera.then(|| way(true, !optional, "camera", words(text::photo::CAMERA), take))}
                    {way(
                        false,
                        false,
                        "images",
                        words(if camera { text::photo::ALBUM } else { text::photo::CHOOSE }),
                        take,
                    )}
                </div>
            })}
        </fieldset>
    }
    .into_any()
}

/// One way to a photo: a button that hands over the files that are chosen.
fn way(
    camera: bool,
    primary: bool,
    icon: &'static str,
    label: &'static str,
    take: impl Fn(HtmlInputElement) + 'static,
) -> AnyView {
    let class = match (camera, primary) {
        (true, true) => "button button--primary button--large photo-picker__button",
        (true, false) => "button button--large photo-picker__button",
        _ => "button button--secondary button--large photo-picker__button",
    };
    view! {
        <label class=class>
            <Icon name=icon/>
            {label}
            <input
                class="visually-hidden"
                type="file"
                accept=ACCEPTED
                capture=camera.then_some("environment")
                multiple=!camera
                on:change=move |event| take(event_target(&event))
            />
        </label>
    }
    .into_any()
}

/// Whether the file itself is why it was not taken, which the fault says by its field: there is nothing to show of it, and nothing to try
/// again. Whoever is signed out, or out of reach, keeps the picture for another try.
fn is_refused(error: &AppError) -> bool {
    error.faults.iter().any(|fault| fault.field.is_some())
}

#[component]
fn Thumb(draft: PhotoDraft, photo: u32) -> impl IntoView {
    let preview = Memo::new(move |_| draft.item(photo).map(|item| item.preview).unwrap_or_default());
    let progress = Memo::new(move |_| draft.item(photo).map(|item| item.progress));
    let number = move || draft.keys().iter().position(|key| *key == photo).map_or(0, |at| at + 1);
    view! {
        <li class="photo-picker__photo">
            {move || {
                let src = preview.get();
                let alt = text::photo::alt(language(), number());
                let refused = progress.with(|now| matches!(now, Some(PhotoProgress::Failed(error)) if is_refused(error)));
                (!src.is_empty() && !refused).then(|| view! { <img class="photo-picker__image" src=src alt=alt/> })
            }}
            {move || match progress.get() {
                Some(PhotoProgress::Sending) => view! {
                    <p class="photo-picker__state" role="status">
                        <progress aria-label=words(text::photo::UPLOADING)></progress>
                        {words(text::photo::UPLOADING)}
                    </p>
                }.into_any(),
                Some(PhotoProgress::Stored(_)) => view! {
                    <p class="photo-picker__state photo-picker__state--done">
                        <Icon name="check"/>
                        {words(text::photo::UPLOADED)}
                    </p>
                }.into_any(),
                Some(PhotoProgress::Failed(error)) => view! {
                    <p class="photo-picker__state photo-picker__state--failed" role="alert">
                        {text::fault_words(error.fault())}
                    </p>
                    {(!is_refused(&error)).then(|| view! {
                        <button type="button" class="button button--secondary" on:click=move |_| draft.retry(photo)>
                            <Icon name="refresh-cw"/>
                            {words(text::photo::RETRY)}
                        </button>
                    })}
                }.into_any(),
                None => ().into_any(),
            }}
            <button
                type="button"
                class="button button--quiet photo-picker__remove"
                aria-label=move || text::photo::remove_number(language(), number())
                on:click=move |_| draft.remove(photo)
            >
                <Icon name="x"/>
                {words(text::photo::REMOVE)}
            </button>
        </li>
    }
    .into_any()
}
