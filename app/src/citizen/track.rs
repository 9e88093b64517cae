//! Finding one's own case again: number and the whole phone number.

use domain::fault::{Fault, Field};
use domain::report::TrackForm;
use leptos::prelude::*;

use super::failed_page::FailedPage;
use super::report_screen::FORM;
use crate::api::public::find_track_form;
use crate::page_resource::page_resource;
use crate::preferences::path;
use crate::text::{self, city_words, words};
use crate::ui::{ErrorSummary, Icon, PageTitle, TextField};

/// `/track`.
#[component]
pub fn TrackPage() -> impl IntoView {
    let form = page_resource(|| (), |()| find_track_form());
    form.shown(|form| match form {
        Ok((form, faults)) => view! { <Finder form=form faults=faults/> }.into_any(),
        Err(error) => view! { <FailedPage error=error/> }.into_any(),
    })
}

#[component]
fn Finder(form: TrackForm, faults: Vec<Fault>) -> impl IntoView {
    let title = words(text::citizen::TRACK_TITLE);
    view! {
        <PageTitle title=title.to_owned() faults=faults.clone()/>
        <ErrorSummary faults=faults.clone()/>
        <h1>{title}</h1>
        // That page has no script.
        <a class="button button--secondary button--wide" href=path("/my") rel="external">
            <Icon name="smartphone"/>
            {words(text::citizen::MY_TITLE)}
        </a>
        <p class="lead">{words(text::citizen::TRACK_LEAD)}</p>
        <form
            id=FORM
            class="report-form"
            method="post"
            action=path("/track")
            enctype="multipart/form-data"
            novalidate=true
        >
            <TextField
                field=Field::Number
                label=words(text::citizen::TRACK_NUMBER).to_owned()
                value=form.number
                faults=faults.clone()
                hint=words(text::citizen::TRACK_NUMBER_HINT).to_owned()
                autocomplete="off"
            />
            <TextField
                field=Field::Phone
                label=words(text::citizen::TRACK_PHONE).to_owned()
                value=form.phone
                faults=faults
                hint=words(text::citizen::TRACK_PHONE_HINT).to_owned()
                kind="tel"
                inputmode="tel"
                autocomplete="tel"
            />
            <button class="button button--primary button--wide" type="submit">
                <Icon name="search"/>
                {words(text::citizen::TRACK_FIND)}
            </button>
        </form>
        <section class="stack" aria-labelledby="other-ways">
            <h2 id="other-ways">{words(text::citizen::TRACK_OTHERS)}</h2>
            <ul class="plain-points">
                <li>{words(text::citizen::TRACK_BY_LINK)}</li>
                <li>{city_words(text::citizen::TRACK_BY_CALL)}</li>
            </ul>
        </section>
    }
}
