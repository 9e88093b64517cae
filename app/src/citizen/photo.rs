//! Step 1: photos. Two inputs, camera and album, and the way on without any.

mod picker;
mod stored;

use domain::fault::Field;
use domain::photo::MOST_PHOTOS;
use domain::report::{ReportPage, ReportStep};
use leptos::prelude::*;

use super::carried_fields::CarriedFields;
use super::report_screen::{Back, ReportScreen, StepHead};
use super::sending::{SendingNote, sending};
use crate::preferences::path;
use crate::text::{self, words};
use crate::ui::{FieldError, Icon};
use picker::{AnotherButton, Picker};
use stored::StoredPhotos;

/// `/report`.
#[component]
pub fn PhotoPage() -> impl IntoView {
    view! { <ReportScreen step=ReportStep::Photo show=show/> }.into_any()
}

fn show(page: ReportPage) -> AnyView {
    let stored = page.photos.len();
    view! {
        <StepHead back=Back::Link("/".to_owned()) step=1 title=words(text::citizen::PHOTO_TITLE) faults=page.faults.clone()/>
        <p class="lead">{words(text::citizen::PHOTO_LEAD)}</p>
        {page.other.clone().map(|other| view! { <Begun other=other/> })}
        <PhotoForm page=page stored=stored/>
    }
    .into_any()
}

/// What is shown was begun before: by another person, or about something else?
#[component]
fn Begun(other: String) -> impl IntoView {
    view! {
        <div class="notice notice--info">
            <Icon name="pencil"/>
            <div class="stack">
                <p>{words(text::citizen::BEGUN_TEXT)}</p>
                <p>
                    <a href=path(&format!("/report?report={other}"))>{words(text::citizen::BEGUN_OTHER)}</a>
                </p>
                <form method="post" action=path("/report/new") enctype="multipart/form-data">
                    <button class="button button--secondary" type="submit">
                        <Icon name="x"/>
                        {words(text::citizen::BEGUN_FORGET)}
                    </button>
                </form>
            </div>
        </div>
    }
}

#[component]
fn PhotoForm(page: ReportPage, stored: usize) -> impl IntoView {
    let sending = sending();
    let room = stored < MOST_PHOTOS;
    view! {
        <form
            class="report-form"
            method="post"
            enctype="multipart/form-data"
            novalidate=true
            on:submit=move |_| sending.set(true)
        >
            <CarriedFields report=page.key form=page.form except=&[]/>
            <StoredPhotos photos=page.photos/>
            <div id=Field::Photo.name() tabindex="-1" class="photo-choice">
                <FieldError faults=page.faults.clone() field=Field::Photo/>
                {room
                    .then(|| {
                        let faults = page.faults.clone();
                        view! {
                            <div class="photo-choice__tiles">
                                <Picker camera=true faults=faults.clone()/>
                                <Picker camera=false faults=faults/>
                            </div>
                            <div class="scriptless"><AnotherButton/></div>
                        }
                    })}
            </div>
            <p class="field__hint" id="photo-hint">{words(text::citizen::PHOTO_FORMATS)}</p>
            <p class="privacy-line">
                <Icon name="eye-off"/>
                <span>{words(text::citizen::PHOTO_PRIVACY)}</span>
            </p>
            <div class="sticky-action">
                <button class="button button--primary button--wide" type="submit" name="go" value="next">
                    {words(text::citizen::NEXT)}
                </button>
                {(stored == 0)
                    .then(|| {
                        view! {
                            <button class="button button--quiet button--wide" type="submit" name="go" value="next">
                                {words(text::citizen::PHOTO_NONE)}
                            </button>
                        }
                    })}
                <SendingNote sending=sending words=words(text::citizen::PHOTO_SENDING)/>
            </div>
        </form>
    }
}
