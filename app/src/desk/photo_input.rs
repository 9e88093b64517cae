//! Photos of a check: stored at once by `POST /media`, shown, and named by their ids in the step.

use domain::fault::{Fault, FaultCode, Field};
use domain::photo::{MOST_PHOTOS, Photo};
use gloo_net::http::Request;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, FormData, HtmlInputElement};

use super::input::{DeskField, Faults};
use crate::canvas::{LARGE_BYTES, is_taken, jpeg_copy};
use crate::error::AppError;
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{Icon, PhotoImage};

/// A file field with what was stored so far.
#[component]
pub fn PhotoInput(
    /// Its label.
    label: String,
    /// The stored photos.
    photos: RwSignal<Vec<Photo>>,
    /// The form's faults.
    faults: Faults,
    /// Photos on their way.
    sending: RwSignal<u32>,
) -> impl IntoView {
    let take = move |event: ev::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let files: Vec<File> =
            input.files().map(|files| (0..files.length()).filter_map(|i| files.get(i)).collect()).unwrap_or_default();
        // The same file may be taken again after it was removed.
        input.set_value("");
        faults.update(|faults| faults.retain(|fault| fault.field != Some(Field::Photo)));
        for file in files {
            if photos.with_untracked(Vec::len) + sending.get_untracked() as usize >= MOST_PHOTOS {
                faults.update(|faults| faults.push(Fault::at(Field::Photo, FaultCode::TooManyPhotos)));
                break;
            }
            sending.update(|sending| *sending += 1);
            spawn_local(async move {
                match store(&file).await {
                    Ok(photo) => photos.try_update(|photos| photos.push(photo)),
                    Err(error) => faults.try_update(|faults| faults.extend(error.faults.into_iter().map(at_photo))),
                };
                sending.try_update(|sending| *sending = sending.saturating_sub(1));
            });
        }
    };
    let status = move || match sending.get() {
        0 => text::desk::photos_stored(language(), photos.with(Vec::len), MOST_PHOTOS),
        n => text::desk::photos_sending(language(), n),
    };
    view! {
        <DeskField field=Field::Photo label faults hint=words(text::desk::PHOTO_HINT).to_owned()>
            <input class="input" type="file" id="photo" accept="image/jpeg,image/png,image/webp" multiple=true on:change=take/>
            <p class="small muted" role="status">{status}</p>
            <ul class="photo-input" role="list">
                {move || photos.get().into_iter().map(|photo| view! { <StoredPhoto photo photos/> }).collect_view()}
            </ul>
        </DeskField>
    }
    .into_any()
}

#[component]
fn StoredPhoto(photo: Photo, photos: RwSignal<Vec<Photo>>) -> impl IntoView {
    let id = photo.id.clone();
    let remove = move |_| photos.update(|photos| photos.retain(|photo| photo.id != id));
    view! {
        <li class="photo-input__item">
            <PhotoImage photo alt=words(text::desk::PHOTO_STORED).to_owned() small=true/>
            <button class="button button--quiet" type="button" on:click=remove>
                <Icon name="x"/>
                <span>{words(text::desk::PHOTO_REMOVE)}</span>
            </button>
        </li>
    }
    .into_any()
}

fn at_photo(fault: Fault) -> Fault {
    Fault { field: fault.field.or(Some(Field::Photo)), ..fault }
}

/// Stores a photo and says what it became; what is wrong with it comes back as faults. A large one, and one of a kind that the server does
/// not take, is sent as the browser draws it, if it can.
async fn store(file: &File) -> Result<Photo, AppError> {
    let unsent = |_| AppError::from(FaultCode::Unavailable);
    let fits = file.size() <= LARGE_BYTES && is_taken(file).await;
    let copy = if fits { None } else { jpeg_copy(file).await.ok() };
    let form = FormData::new().map_err(unsent)?;
    form.append_with_blob_and_filename("photo", copy.as_ref().unwrap_or(file), &file.name()).map_err(unsent)?;
    let lost = |_| AppError::from(FaultCode::Unanswered);
    let request = Request::post("/media").header("Accept", "application/json").body(form).map_err(lost)?;
    let answer = request.send().await.map_err(lost)?;
    if answer.ok() {
        answer.json::<Photo>().await.map_err(lost)
    } else {
        Err(answer.json::<AppError>().await.unwrap_or_else(lost))
    }
}
