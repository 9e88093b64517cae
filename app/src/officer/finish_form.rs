//! Handled: photos before and after, a note.

use domain::case::Step;
use leptos::prelude::*;

use super::memory;
use super::notice::FormFaults;
use super::order::OrderHold;
use super::photo_draft::PhotoDraft;
use super::photo_picker::PhotoPicker;
use super::state::OfficerState;
use super::step_draft::StepDraft;
use super::step_sending::StepSending;
use super::step_words::StepWords;
use crate::held_fields::HeldFields;
use crate::text::{self, words};

/// 处置完成: the after photo is compulsory.
#[component]
pub fn FinishForm(number: String, revision: i64, hold: OrderHold) -> impl IntoView {
    let memory_name = StepDraft::name(OfficerState::here(), &number);
    let kept = StepDraft::recall(&memory_name, revision);
    let (before, after) = (PhotoDraft::restored(kept.before), PhotoDraft::restored(kept.photos));
    let note = RwSignal::new(kept.words);
    let (name, key) = (memory_name.clone(), kept.key.clone());
    Effect::new(move |_| {
        let (words, key) = (note.get(), key.clone());
        memory::keep(&name, &StepDraft { revision, key, words, before: before.ids(), photos: after.ids() });
    });
    let sending = StepSending::new(number, revision, kept.key, hold, memory_name);
    let finish = move |_| {
        sending.send(
            [before, after],
            Step::Finish { before: before.ids_untracked(), after: after.ids_untracked(), note: note.get_untracked() },
        );
    };
    view! {
        <section class="officer__form" aria-labelledby="finish">
            <h2 id="finish">{words(text::officer::FINISH_TITLE)}</h2>
            <FormFaults faults=sending.faults()/>
            <HeldFields held=sending.busy() class="officer__fields">
                <PhotoPicker draft=before id="before" legend=words(text::officer::BEFORE).to_owned() optional=true/>
                <PhotoPicker draft=after id="photo" legend=words(text::officer::AFTER).to_owned()/>
                <StepWords words=note label=text::officer::NOTE hint=text::officer::NOTE_HINT faults=sending.faults()/>
            </HeldFields>
            <div class="sticky-action">
                <button
                    type="button"
                    class="button button--primary button--large button--wide"
                    aria-busy=move || sending.busy().get().to_string()
                    on:click=finish
                >
                    {move || sending.label(text::terms::ACTION_FINISH)}
                </button>
            </div>
        </section>
    }
    .into_any()
}
