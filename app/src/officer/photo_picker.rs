//! Takes photos and shows how they get on.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::photo_draft::{PhotoDraft, PhotoItem, PhotoProgress};
use crate::error::AppError;
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::Icon;

/// JPEG, PNG and WebP: asked like this, an iPhone hands over JPEG instead of HEIC.
const ACCEPTED: &str = "image/jpeg,image/png,image/webp";

/// Camera and album, and the photos taken. `id` is where the error summary leads.
#[component]
pub fn PhotoPicker(
    draft: PhotoDraft,
    id: &'static str,
    legend: String,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    // What is compulsory is what one sees first.
    let camera = if optional {
        "button button--large photo-picker__button"
    } else {
        "button button--primary button--large photo-picker__button"
    };
    view! {
        <fieldset class="photo-picker" id=id tabindex="-1">
            <legend class="field__label">
                {legend}
                {optional.then(|| view! { <span class="field__optional">{words(text::site::OPTIONAL)}</span> })}
            </legend>
            <ul class="photo-picker__photos" role="list">
                <For each=move || draft.keys() key=|key| *key let:key>
                    <Thumb draft=draft photo=key/>
                </For>
            </ul>
            {move || (draft.room() > 0).then(|| view! {
                <div class="photo-picker__buttons">
                    <label class=camera>
                        <Icon name="camera"/>
                        {words(text::officer::CAMERA)}
                        <input
                            class="visually-hidden"
                            type="file"
                            accept=ACCEPTED
                            capture="environment"
                            on:change=move |event| take(draft, &event_target(&event))
                        />
                    </label>
                    <label class="button button--secondary button--large photo-picker__button">
                        <Icon name="images"/>
                        {words(text::officer::ALBUM)}
                        <input
                            class="visually-hidden"
                            type="file"
                            accept=ACCEPTED
                            multiple
                            on:change=move |event| take(draft, &event_target(&event))
                        />
                    </label>
                </div>
            })}
        </fieldset>
    }
    .into_any()
}

/// Hands the chosen files over and empties the input, so that the same file can be chosen again.
fn take(draft: PhotoDraft, input: &HtmlInputElement) {
    if let Some(files) = input.files() {
        (0..files.length()).filter_map(|index| files.get(index)).for_each(|file| draft.add(file));
    }
    input.set_value("");
}

/// Whether the file itself is why it was not taken, which the fault says by its field: there is nothing to show of it, and nothing to try
/// again. Whoever is signed out, or out of reach, keeps the picture for another try.
fn is_refused(error: &AppError) -> bool {
    error.faults.iter().any(|fault| fault.field.is_some())
}

#[component]
fn Thumb(draft: PhotoDraft, photo: u32) -> impl IntoView {
    let preview = Memo::new(move |_| draft.item(photo).map(|item| item.preview).unwrap_or_default());
    let progress = Memo::new(move |_| draft.item(photo).map(|item: PhotoItem| item.progress));
    let number = move || draft.keys().iter().position(|key| *key == photo).map_or(0, |at| at + 1);
    view! {
        <li class="photo-picker__photo">
            {move || {
                let src = preview.get();
                let alt = text::officer::photo_alt(language(), number());
                let refused = progress.with(|now| matches!(now, Some(PhotoProgress::Failed(error)) if is_refused(error)));
                (!src.is_empty() && !refused).then(|| view! { <img class="photo-picker__image" src=src alt=alt/> })
            }}
            {move || match progress.get() {
                Some(PhotoProgress::Sending) => view! {
                    <p class="photo-picker__state" role="status">
                        <progress aria-label=words(text::officer::UPLOADING)></progress>
                        {words(text::officer::UPLOADING)}
                    </p>
                }.into_any(),
                Some(PhotoProgress::Stored(_)) => view! {
                    <p class="photo-picker__state photo-picker__state--done">
                        <Icon name="check"/>
                        {words(text::officer::UPLOADED)}
                    </p>
                }.into_any(),
                Some(PhotoProgress::Failed(error)) => view! {
                    <p class="photo-picker__state photo-picker__state--failed" role="alert">
                        {text::fault_words(error.fault())}
                    </p>
                    {(!is_refused(&error)).then(|| view! {
                        <button type="button" class="button button--secondary" on:click=move |_| draft.retry(photo)>
                            <Icon name="refresh-cw"/>
                            {words(text::officer::RETRY)}
                        </button>
                    })}
                }.into_any(),
                None => ().into_any(),
            }}
            <button
                type="button"
                class="button button--quiet photo-picker__remove"
                aria-label=move || text::officer::remove_photo(language(), number())
                on:click=move |_| draft.remove(photo)
            >
                <Icon name="x"/>
                {words(text::officer::REMOVE)}
            </button>
        </li>
    }
}
