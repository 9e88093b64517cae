//! A note that only staff see.

use domain::case::Step;
use domain::length::LONGEST_WORDS;
use leptos::ev;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::note_case;
use crate::desk::address::SIGN_IN;
use crate::sending::SignInLink;
use crate::text::{self, words};
use crate::ui::LockedFields;

/// Adds a note to the history.
#[component]
pub fn NoteForm(open: OpenCase) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let sending = open.form().with_own_key();
    let (pending, faults) = (sending.pending, sending.faults);
    let off = sending.off();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = note.get_untracked();
        if sending.is_complete(Step::Note { words: said.clone() }.faults()) {
            sending.send(note_case(open.number(), said, sending.key()), move |case| {
                note.try_set(String::new());
                open.done(sending, case, words(text::desk::NOTE_DONE).to_owned());
            });
        }
    };
    let fault = move || faults.with(|faults| faults.first().map(|fault| text::fault_words(*fault)));
    view! {
        <section class="case-part" aria-label=words(text::desk::NOTE)>
            <form class="stack" method="post" novalidate data-enhanced="" on:submit=submit>
                <label class="case-part__label" for="note">{words(text::desk::NOTE)}</label>
                <p class="field__hint" id="note-hint">{words(text::desk::NOTE_HINT)}</p>
                {move || fault().map(|fault| view! { <p class="field__error" role="alert">{fault}</p> })}
                <SignInLink faults sign_in=SIGN_IN/>
                <LockedFields locked=pending class="stack">
                    <textarea
                        class="textarea"
                        id="note"
                        rows="2"
                        maxlength=LONGEST_WORDS.to_string()
                        aria-describedby="note-hint"
                        prop:value=move || note.get()
                        on:input=move |event| note.set(event_target_value(&event))
                    ></textarea>
                </LockedFields>
                <button class="button button--secondary" type="submit" disabled=off>
                    {words(text::desk::NOTE_ADD)}
                </button>
            </form>
        </section>
    }
    .into_any()
}
