//! The check before closing: a photo, a finding, passed or not.

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

/// 核查: photo and finding are compulsory either way.
#[component]
pub fn CheckForm(number: String, revision: i64, hold: OrderHold) -> impl IntoView {
    let memory_name = StepDraft::name(OfficerState::here(), &number);
    let kept = StepDraft::recall(&memory_name, revision);
    let photos = PhotoDraft::restored(kept.photos);
    let finding = RwSignal::new(kept.words);
    let (name, key) = (memory_name.clone(), kept.key.clone());
    Effect::new(move |_| {
        let (words, key) = (finding.get(), key.clone());
        memory::keep(&name, &StepDraft { revision, key, words, before: Vec::new(), photos: photos.ids() });
    });
    let sending = StepSending::new(number, revision, kept.key, hold, memory_name);
    let send = move |passed: bool| {
        let (photo_ids, finding) = (photos.ids_untracked(), finding.get_untracked());
        let step = if passed {
            Step::PassCheck { photos: photo_ids, finding }
        } else {
            Step::FailCheck { photos: photo_ids, finding }
        };
        sending.send([photos], step);
    };
    view! {
        <section class="officer__form" aria-labelledby="check">
            <h2 id="check">{words(text::officer::CHECK_TITLE)}</h2>
            <FormFaults faults=sending.faults()/>
            <HeldFields held=sending.busy() class="officer__fields">
                <PhotoPicker draft=photos id="photo" legend=words(text::officer::CHECK_PHOTO).to_owned()/>
                <StepWords words=finding label=text::officer::FINDING hint=text::officer::FINDING_HINT faults=sending.faults()/>
            </HeldFields>
            <div class="sticky-action officer__verdict">
                <button
                    type="button"
                    class="button button--secondary button--large"
                    aria-busy=move || sending.busy().get().to_string()
                    on:click=move |_| send(false)
                >
                    {words(text::terms::ACTION_FAIL_CHECK)}
                </button>
                <button
                    type="button"
                    class="button button--primary button--large"
                    aria-busy=move || sending.busy().get().to_string()
                    on:click=move |_| send(true)
                >
                    {move || sending.label(text::terms::ACTION_PASS_CHECK)}
                </button>
            </div>
        </section>
    }
    .into_any()
}
