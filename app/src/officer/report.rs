//! Reporting what an officer finds, on one screen.

use domain::fault::{Fault, FaultCode, Field};
use domain::length::LONGEST_WORDS;
use domain::report::StaffReport;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::class_picker::ClassPicker;
use super::memory;
use super::notice::{FormFaults, waiting_fault};
use super::photo_picker::PhotoPicker;
use super::place_fields::PlaceFields;
use super::report_draft::ReportDraft;
use super::route::order_path;
use super::state::OfficerState;
use crate::api::case::register_case;
use crate::held_fields::HeldFields;
use crate::key::new_key;
use crate::text::{self, words};
use crate::ui::{Icon, PageTitle, TextArea};

/// Photo, place, words, class; after sending the number.
#[component]
pub fn ReportView() -> impl IntoView {
    let memory_name = OfficerState::here().memory_name("report");
    let draft = ReportDraft::restored(memory::recall::<StaffReport>(&memory_name));
    let sending = Sending::new(memory_name.clone());
    Effect::new(move |_| memory::keep(&memory_name, &draft.report()));
    view! {
        <PageTitle title=words(text::officer::TAB_REPORT).to_owned()/>
        {move || match sending.number.get() {
            Some(number) => view! { <Sent number=number sending=sending/> }.into_any(),
            None => view! { <Form draft=draft sending=sending/> }.into_any(),
        }}
    }
    .into_any()
}

/// The sending of the form.
#[derive(Clone, Copy)]
struct Sending {
    memory_name: StoredValue<String>,
    busy: RwSignal<bool>,
    faults: RwSignal<Vec<Fault>>,
    number: RwSignal<Option<String>>,
}

impl Sending {
    fn new(memory_name: String) -> Sending {
        Sending {
            memory_name: StoredValue::new(memory_name),
            busy: RwSignal::new(false),
            faults: RwSignal::new(Vec::new()),
            number: RwSignal::new(None),
        }
    }

    fn send(self, draft: ReportDraft) {
        if self.busy.get_untracked() {
            return;
        }
        let report = untrack(|| draft.report());
        let waiting = draft.photos.is_pending_untracked();
        let mut faults: Vec<Fault> = waiting.then(waiting_fault).into_iter().collect();
        faults.extend(report.form.photo_faults());
        faults.extend(report.form.place_faults());
        faults.extend(report.form.detail_faults());
        let complete = faults.is_empty();
        self.faults.set(faults);
        if !complete {
            return;
        }
        self.busy.set(true);
        // Before the view may be gone.
        let name = self.memory_name.get_value();
        spawn_local(async move {
            let answer = register_case(report).await;
            self.busy.try_set(false);
            match answer {
                Ok(number) => {
                    // Still here: the fields are emptied and so is what the device keeps. Gone: only the latter.
                    if self.number.try_set(Some(number)).is_none() {
                        draft.clear();
                    }
                    memory::forget(&name);
                }
                Err(error) => {
                    // The next attempt is another report.
                    if error.code() == FaultCode::SentAlready {
                        draft.key.try_set(new_key());
                    }
                    self.faults.try_set(error.faults);
                }
            }
        });
    }
}

#[component]
fn Form(draft: ReportDraft, sending: Sending) -> impl IntoView {
    view! {
        <h1 class="officer__title">{words(text::officer::REPORT_TITLE)}</h1>
        <section class="officer__form">
            <FormFaults faults=sending.faults.into()/>
            <HeldFields held=sending.busy class="officer__fields">
                <PhotoPicker draft=draft.photos id="photo" legend=words(text::officer::REPORT_PHOTO).to_owned()/>
                {move || view! {
                    <TextArea
                        field=Field::Words
                        label=words(text::officer::REPORT_WORDS).to_owned()
                        value=draft.words.get_untracked()
                        faults=sending.faults.get()
                        hint=words(text::officer::REPORT_WORDS_HINT).to_owned()
                        rows=3
                        maxlength=LONGEST_WORDS as u32
                        on:input=move |event| draft.words.set(event_target_value(&event))
                    />
                }}
                <ClassPicker words_typed=draft.words class=draft.class/>
                <PlaceFields draft=draft faults=sending.faults.into()/>
                <div class="choice">
                    <input
                        class="checkbox"
                        id="urgent"
                        type="checkbox"
                        prop:checked=move || draft.urgent.get()
                        aria-describedby="urgent-hint"
                        on:change=move |event| draft.urgent.set(event_target_checked(&event))
                    />
                    <label class="choice__label" for="urgent">{words(text::site::URGENT)}</label>
                    <span class="choice__hint" id="urgent-hint">{words(text::officer::URGENT_HINT)}</span>
                </div>
            </HeldFields>
            <div class="sticky-action">
                <button
                    type="button"
                    class="button button--primary button--large button--wide"
                    aria-busy=move || sending.busy.get().to_string()
                    on:click=move |_| sending.send(draft)
                >
                    <Icon name="send"/>
                    {move || words(if sending.busy.get() { text::officer::SENDING } else { text::officer::REPORT_SEND })}
                </button>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Sent(number: String, sending: Sending) -> impl IntoView {
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
                    on:click=move |_| sending.number.set(None)
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
