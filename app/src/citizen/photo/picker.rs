//! One way to a photo: the camera, or the pictures on the phone.

use domain::fault::{Fault, Field};
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use crate::photo::{ACCEPTED, files, preview, release, smaller_file};
use crate::text::{self, words};
use crate::ui::{Icon, is_faulty};

/// A large tile with a file input in it, which shows the chosen file's name without script and the picture with it.
#[component]
pub fn Picker(camera: bool, faults: Vec<Fault>) -> impl IntoView {
    let previews = RwSignal::new(Vec::<String>::new());
    // The browser cannot show one of them: it is no picture, or of a kind that the server would not read either.
    let broken = RwSignal::new(false);
    let chosen = move |input: HtmlInputElement| {
        broken.set(false);
        let files = files(&input);
        replace(previews, &files);
        spawn_local(shrink_all(input, files));
    };
    let changed = move |event: Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            chosen(input);
        }
    };
    let input = NodeRef::<html::Input>::new();
    // Chosen before the page was hydrated.
    Effect::new(move || {
        if let Some(input) = input.get() {
            chosen(input);
        }
    });
    on_cleanup(move || {
        previews.try_get_untracked().unwrap_or_default().iter().for_each(|url| release(url));
    });
    let (name, icon, label) = if camera {
        ("camera", "camera", text::citizen::PHOTO_CAMERA)
    } else {
        ("album", "images", text::citizen::PHOTO_ALBUM)
    };
    let faulty = is_faulty(&faults, Field::Photo);
    view! {
        <div class="photo-tile" class=("photo-tile--main", camera)>
            <label class="photo-tile__label" for=name>
                <Icon name=icon/>
                <span>{words(label)}</span>
            </label>
            <input
                class="photo-tile__input"
                type="file"
                id=name
                name=name
                accept=ACCEPTED
                capture=camera.then_some("environment")
                multiple=!camera
                aria-describedby=if faulty { "photo-error photo-hint" } else { "photo-hint" }
                aria-invalid=faulty.then_some("true")
                node_ref=input
                on:change=changed
            />
            <div class="photo-tile__previews" data-enhanced="">
                {move || {
                    previews
                        .get()
                        .into_iter()
                        .map(|url| {
                            let alt = words(text::citizen::PHOTO_CHOSEN);
                            view! { <img class="photo-tile__preview" src=url alt=alt on:error=move |_| broken.set(true)/> }
                        })
                        .collect_view()
                }}
                {move || broken.get().then(|| view! {
                    <p class="field__error" role="alert">{words(text::citizen::PHOTO_BROKEN)}</p>
                })}
                // Another tap on the tile would replace the picture: this keeps it and comes back for more.
                {move || (camera && !previews.get().is_empty()).then(|| view! { <AnotherButton/> })}
            </div>
        </div>
    }
}

/// Stores what was chosen and shows the page again.
#[component]
pub fn AnotherButton() -> impl IntoView {
    view! {
        <button class="button button--secondary" type="submit" name="go" value="stay">
            <Icon name="plus"/>
            {words(text::citizen::PHOTO_ANOTHER)}
        </button>
    }
}

/// Shows other pictures and lets go of those before.
fn replace(previews: RwSignal<Vec<String>>, files: &[File]) {
    let urls = files.iter().map(|file| preview(file)).filter(|url| !url.is_empty()).collect();
    previews.get_untracked().iter().for_each(|url| release(url));
    previews.set(urls);
}

/// Puts smaller copies of large pictures into the input. Whatever fails leaves the originals there: the server takes
/// them too.
async fn shrink_all(input: HtmlInputElement, originals: Vec<File>) {
    let Ok(transfer) = web_sys::DataTransfer::new() else { return };
    let mut changed = false;
    for original in &originals {
        let smaller = smaller_file(original).await;
        changed |= smaller.is_some();
        if transfer.items().add_with_file(smaller.as_ref().unwrap_or(original)).is_err() {
            return;
        }
    }
    // Chosen anew meanwhile: that choice is shrunk by its own call.
    let mark = |file: &File| (file.name(), file.size());
    let same = files(&input).iter().map(mark).eq(originals.iter().map(mark));
    if changed
        && same
        && let Some(list) = transfer.files()
    {
        input.set_files(Some(&list));
    }
}
