//! Reporting what an officer finds, on one screen.

use domain::class::Class;
use domain::fault::{Fault, Field};
use domain::length::LONGEST_WORDS;
use domain::report::StaffReport;
use leptos::prelude::*;

use super::memory;
use super::notice::SIGN_IN;
use super::place_fields::PlaceFields;
use super::report_draft::ReportDraft;
use super::route::order_path;
use super::state::OfficerState;
use super::step_button::StepButton;
use crate::api::case::register_case;
use crate::class_picker::{ClassOffers, live_suggestions};
use crate::photo::PhotoPicker;
use crate::sending::FormFaults;
use crate::text::{self, words};
use crate::ui::{CheckField, Icon, LockedFields, PageTitle, TextArea};

/// Photo, place, words, class; after sending the number.
#[component]
pub fn ReportView() -> impl IntoView {
    let memory_name = OfficerState::here().memory_name("report");
    let draft = ReportDraft::restored(memory::recall::<StaffReport>(&memory_name));
    let sent = RwSignal::new(None::<String>);
    let name = memory_name.clone();
    Effect::new(move |_| memory::keep(&name, &draft.report()));
    let press = Callback::new(move |()| send(draft, memory_name.clone(), sent));
    view! {
        <PageTitle title=words(text::officer::TAB_REPORT).to_owned()/>
        {move || match sent.get() {
            Some(number) => view! { <Sent number=number sent=sent/> }.into_any(),
            None => view! { <Form draft=draft press=press/> }.into_any(),
        }}
    }
    .into_any()
}

/// Sends the report, unless something of it is missing or a photo is still on its way; `sent` gets the number.
fn send(draft: ReportDraft, memory_name: String, sent: RwSignal<Option<String>>) {
    // The key belongs to what is sent.
    draft.sending.key();
    let report = untrack(|| draft.report());
    let mut faults: Vec<Fault> = draft.photos.faults().into_iter().collect();
    faults.extend(report.form.photo_faults());
    faults.extend(report.form.place_faults());
    faults.extend(report.form.detail_faults());
    if !draft.sending.is_complete(faults) {
        return;
    }
    draft.sending.send(register_case(report), move |number| {
        // Still here: the fields are emptied and so is what the device keeps. Gone: only the latter.
        if sent.try_set(Some(number)).is_none() {
            draft.clear();
        }
        memory::forget(&memory_name);
    });
}

#[component]
fn Form(draft: ReportDraft, press: Callback<()>) -> impl IntoView {
    let (sending, faults) = (draft.sending, draft.sending.faults);
    view! {
        <h1 class="officer__title">{words(text::officer::REPORT_TITLE)}</h1>
        <section class="officer__form">
            <FormFaults faults=faults sign_in=SIGN_IN/>
            <LockedFields locked=sending.pending class="officer__fields">
                <PhotoPicker
                    draft=draft.photos
                    id=Field::Photo.name()
                    legend=words(text::officer::REPORT_PHOTO).to_owned()
                    faults=faults
                    camera=true
                />
                <TextArea
                    field=Field::Words
                    label=words(text::officer::REPORT_WORDS).to_owned()
                    value=draft.words
                    faults=faults
                    hint=words(text::officer::REPORT_WORDS_HINT).to_owned()
                    rows=3
                    most=LONGEST_WORDS as u32
                />
                <Classes draft=draft/>
                <PlaceFields draft=draft/>
                <CheckField
                    id="urgent"
                    label=words(text::site::URGENT).to_owned()
                    value=draft.urgent
                    hint=words(text::officer::URGENT_HINT).to_owned()
                />
            </LockedFields>
            <div class="sticky-action">
                <StepButton sending label=text::officer::REPORT_SEND press><Icon name="send"/></StepButton>
            </div>
        </section>
    }
    .into_any()
}

/// Classes that fit the words; one of them, or none, is chosen. A class is optional: the acceptor can choose one.
#[component]
fn Classes(draft: ReportDraft) -> impl IntoView {
    let found = live_suggestions(move || draft.words.get(), None);
    let any = Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(|found| !found.is_empty())));
    // Without words nothing is offered, and a class that nobody sees is not sent.
    Effect::new(move |_| {
        if draft.words.with(|words| words.trim().is_empty()) {
            draft.class.set(String::new());
        }
    });
    let pick = Callback::new(move |class: Class| {
        let id = class.id.to_string();
        draft.class.update(|class| if *class == id { class.clear() } else { *class = id });
    });
    move || {
        any.get().then(|| {
            view! {
                <fieldset id=Field::Class.name()>
                    <legend class="field__label">{words(text::officer::CLASS)}</legend>
                    <ClassOffers found chosen=draft.class pick/>
                </fieldset>
            }
            .into_any()
        })
    }
}

#[component]
fn Sent(number: String, sent: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <section class="officer__state">
            <Icon name="circle-check"/>
            <h1>{words(text::officer::SENT_TITLE)}</h1>
            <p class="officer__number numeric">{number.clone()}</p>
            <p>{words(text::officer::SENT_TEXT)}</p>
            <div class="stack">
                <button
                    type="button"
                    class="button button--primary button--large button--wide"
                    on:click=move |_| sent.set(None)
                >
                    {words(text::officer::SENT_AGAIN)}
                </button>
                <a class="button button--secondary button--large button--wide" href=order_path(&number)>
                    {words(text::officer::SENT_LOOK)}
                </a>
            </div>
        </section>
    }
}
