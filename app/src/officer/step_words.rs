//! What an officer writes about a step.

use domain::fault::{Fault, Field};
use domain::length::LONGEST_WORDS;
use leptos::prelude::*;

use crate::text::{self, Text};
use crate::ui::TextArea;

/// The field of a step's words.
#[component]
pub fn StepWords(words: RwSignal<String>, label: Text, hint: Text, faults: Signal<Vec<Fault>>) -> impl IntoView {
    move || {
        view! {
            <TextArea
                field=Field::Words
                label=text::words(label).to_owned()
                value=words.get_untracked()
                faults=faults.get()
                hint=text::words(hint).to_owned()
                rows=3
                maxlength=LONGEST_WORDS as u32
                on:input=move |event| words.set(event_target_value(&event))
            />
        }
    }
}
