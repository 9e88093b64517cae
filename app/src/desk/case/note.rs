//! A note that only staff see.

use domain::fault::{Fault, FaultCode, Field};
use leptos::ev;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::note_case;
use crate::desk::form_faults::SignInBeside;
use crate::desk::input::hydrated;
use crate::desk::key::FormKey;
use crate::held_fields::HeldFields;
use crate::text::{self, words};

/// Adds a note to the history.
#[component]
pub fn NoteForm(
    /// The case.
    open: OpenCase,
) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let faults = RwSignal::new(Vec::<Fault>::new());
    let key = FormKey::new();
    let ready = hydrated();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = note.get_untracked();
        if said.trim().is_empty() {
            faults.set(vec![Fault::at(Field::Words, FaultCode::Required)]);
            return;
        }
        let (number, key_sent) = (open.number(), key.get());
        open.send(faults, async move { note_case(number, said, key_sent).await }, move |_| {
            note.try_set(String::new());
            key.answered();
            words(text::desk::NOTE_DONE).to_owned()
        });
    };
    let fault = move || faults.with(|faults| faults.first().map(|fault| text::fault_words(*fault)));
    view! {
        <section class="case-part" aria-label=words(text::desk::NOTE)>
            <form class="stack" method="post" novalidate data-enhanced="" on:submit=submit>
                <label class="case-part__label" for="note">{words(text::desk::NOTE)}</label>
                <p class="field__hint" id="note-hint">{words(text::desk::NOTE_HINT)}</p>
                {move || fault().map(|fault| view! { <p class="field__error" role="alert">{fault}</p> })}
                <SignInBeside faults/>
                <HeldFields held=open.pending class="stack">
                    <textarea
                        class="textarea"
                        id="note"
                        rows="2"
                        maxlength=domain::length::LONGEST_WORDS.to_string()
                        aria-describedby="note-hint"
                        prop:value=move || note.get()
                        on:input=move |event| note.set(event_target_value(&event))
                    ></textarea>
                </HeldFields>
                <button class="button button--secondary" type="submit" disabled=move || !ready.get() || open.pending.get()>
                    {words(text::desk::NOTE_ADD)}
                </button>
            </form>
        </section>
    }
    .into_any()
}
