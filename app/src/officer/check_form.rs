//! The check before closing: a photo, a finding, passed or not.

use domain::case::Step;
use domain::fault::Field;
use domain::length::LONGEST_WORDS;
use leptos::prelude::*;

use super::memory;
use super::notice::SIGN_IN;
use super::order_context::OrderContext;
use super::step_button::StepButton;
use super::step_draft::StepDraft;
use crate::photo::{PhotoDraft, PhotoPicker};
use crate::sending::FormFaults;
use crate::text::{self, words};
use crate::ui::{LockedFields, TextArea};

/// 核查: photo and finding are compulsory either way.
#[component]
pub fn CheckForm(context: OrderContext, revision: i64) -> impl IntoView {
    let name = context.memory_name();
    let kept = StepDraft::recall(&name, revision);
    let (photos, finding) = (PhotoDraft::restored(kept.photos), RwSignal::new(kept.words));
    let sending = context.sending(kept.key);
    Effect::new(move |_| {
        let (words, key) = (finding.get(), sending.kept_key());
        memory::keep(&name, &StepDraft { revision, key, words, before: Vec::new(), photos: photos.ids() });
    });
    let send = move |passed: bool| {
        let (ids, finding) = (photos.ids_untracked(), finding.get_untracked());
        let step = match passed {
            true => Step::PassCheck { photos: ids, finding },
            false => Step::FailCheck { photos: ids, finding },
        };
        context.take(sending, revision, step, &[photos]);
    };
    view! {
        <section class="officer__form" aria-labelledby="check">
            <h2 id="check">{words(text::officer::CHECK_TITLE)}</h2>
            <FormFaults faults=sending.faults sign_in=SIGN_IN/>
            <LockedFields locked=sending.pending class="officer__fields">
                <PhotoPicker
                    draft=photos
                    id=Field::Photo.name()
                    legend=words(text::officer::CHECK_PHOTO).to_owned()
                    faults=sending.faults
                    camera=true
                />
                <TextArea
                    field=Field::Words
                    label=words(text::officer::FINDING).to_owned()
                    value=finding
                    faults=sending.faults
                    hint=words(text::officer::FINDING_HINT).to_owned()
                    rows=3
                    most=LONGEST_WORDS as u32
                />
            </LockedFields>
            <div class="sticky-action officer__verdict">
                <button
                    type="button"
                    class="button button--secondary button--large"
                    aria-busy=move || sending.pending.get().to_string()
                    on:click=move |_| send(false)
                >
                    {words(text::terms::ACTION_FAIL_CHECK)}
                </button>
                <StepButton sending label=text::terms::ACTION_PASS_CHECK press=Callback::new(move |()| send(true))/>
            </div>
        </section>
    }
    .into_any()
}
