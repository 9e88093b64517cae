//! What has just been done, said once. The answer to a form leads to the page with `#done-…`, and the style sheet shows
//! the note that the address names: it needs neither script nor a memory on the server.

use leptos::prelude::*;

use crate::text::{self, Text, words};
use crate::ui::Icon;

/// Fragments and words.
const NOTES: [(&str, Text); 5] = [
    ("done-join", text::citizen::DONE_NOTE_JOIN),
    ("done-add", text::citizen::DONE_NOTE_ADD),
    ("done-hurry", text::citizen::DONE_NOTE_HURRY),
    ("done-rate", text::citizen::DONE_NOTE_RATE),
    ("done-reopen", text::citizen::DONE_NOTE_REOPEN),
];

/// All notes, each hidden unless it is the address's target.
#[component]
pub fn DoneNotes() -> impl IntoView {
    let notes = NOTES.map(|(id, note)| {
        view! {
            <p class="notice notice--success done-note" id=id tabindex="-1">
                <Icon name="circle-check"/>
                <span>{words(note)}</span>
            </p>
        }
    });
    notes.into_iter().collect_view()
}
