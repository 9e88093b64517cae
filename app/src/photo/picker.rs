//! Takes photos and shows how they get on.

use domain::fault::{Fault, Field};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::draft::{PhotoDraft, PhotoItem, PhotoProgress};
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
    let thumbs = move || (1..).zip(draft.items()).map(|(number, photo)| thumb(draft, number, photo)).collect_view();
    let own = id == Field::Photo.name();
    let other = RwSignal::new(Vec::<Fault>::new());
    // Two pickers of one form: what is wrong with the field is said of its own.
    let told = if own { faults } else { other };
    let take = move |input: HtmlInputElement| {
        let refused: Option<Fault> = files(&input).into_iter().filter_map(|file| draft.add(file).err()).last();
        let is_old = |fault: &Fault| fault.field == Some(Field::Photo);
        if refused.is_some() || told.with_untracked(|told| told.iter().any(is_old)) {
            told.update(|told| {
                told.retain(|fault| !is_old(fault));
                told.extend(refused);
            });
        }
        // So that the same file can be chosen again.
        input.set_value("");
    };
    view! {
        <fieldset class="photo-picker" id=id tabindex="-1" aria-describedby=own.then(|| faults.described_by(Field::Photo, !hint.is_empty()))>
            <legend class="field__label">
                {legend}
                {optional.then(|| view! { <span class="field__optional">{words(text::site::OPTIONAL)}</span> })}
            </legend>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            {own.then(|| faults.error(Field::Photo))}
            {move || other.get().pop().map(|fault| view! {
                <p class="field__error" role="alert">{text::fault_words(fault)}</p>
            })}
            <p class="visually-hidden" role="status">{move || progress(&draft.items())}</p>
            <ul class="photo-picker__photos" role="list">
                {thumbs}
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

/// How the photos get on, for whoever does not see them.
fn progress(items: &[PhotoItem]) -> &'static str {
    let is = |wanted: fn(&PhotoProgress) -> bool| items.iter().any(|item| wanted(&item.progress));
    if is(|progress| matches!(progress, PhotoProgress::Sending)) {
        words(text::photo::UPLOADING)
    } else if is(|progress| matches!(progress, PhotoProgress::Stored(_))) {
        words(text::photo::UPLOADED)
    } else {
        ""
    }
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

/// A photo, how it gets on, and the way to take it out again.
fn thumb(draft: PhotoDraft, number: usize, photo: PhotoItem) -> AnyView {
    let PhotoItem { key, preview, progress } = photo;
    let refused = matches!(&progress, PhotoProgress::Failed(error) if is_refused(error));
    let image = (!preview.is_empty() && !refused).then(|| {
        view! { <img class="photo-picker__image" src=preview alt=text::photo::alt(language(), number)/> }
    });
    let state = match progress {
        PhotoProgress::Sending => view! {
            <p class="photo-picker__state">
                <progress aria-label=words(text::photo::UPLOADING)></progress>
                {words(text::photo::UPLOADING)}
            </p>
        }
        .into_any(),
        PhotoProgress::Stored(_) => view! {
            <p class="photo-picker__state photo-picker__state--done">
                <Icon name="check"/>
                {words(text::photo::UPLOADED)}
            </p>
        }
        .into_any(),
        PhotoProgress::Failed(error) => view! {
            <p class="photo-picker__state photo-picker__state--failed" role="alert">
                {text::fault_words(error.fault())}
            </p>
            {(!refused).then(|| view! {
                <button type="button" class="button button--secondary" on:click=move |_| draft.retry(key)>
                    <Icon name="refresh-cw"/>
                    {words(text::photo::RETRY)}
                </button>
            })}
        }
        .into_any(),
    };
    view! {
        <li class="photo-picker__photo">
            {image}
            {state}
            <button
                type="button"
                class="button button--quiet photo-picker__remove"
                aria-label=text::photo::remove_number(language(), number)
                on:click=move |_| draft.remove(key)
            >
                <Icon name="x"/>
                {words(text::photo::REMOVE)}
            </button>
        </li>
    }
    .into_any()
}
