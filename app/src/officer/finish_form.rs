//! Handled: photos before and after, a note.

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

/// 处置完成: the after photo is compulsory.
#[component]
pub fn FinishForm(context: OrderContext, revision: i64) -> impl IntoView {
    let name = context.memory_name();
    let kept = StepDraft::recall(&name, revision);
    let (before, after) = (PhotoDraft::restored(kept.before), PhotoDraft::restored(kept.photos));
    let note = RwSignal::new(kept.words);
    let sending = context.sending(kept.key);
    Effect::new(move |_| {
        let (words, key) = (note.get(), sending.kept_key());
        memory::keep(&name, &StepDraft { revision, key, words, before: before.ids(), photos: after.ids() });
    });
    let finish = Callback::new(move |()| {
        let (photos, note) = ([before, after], note.get_untracked());
        let [before, after] = photos.map(PhotoDraft::ids_untracked);
        context.take(sending, revision, Step::Finish { before, after, note }, &photos);
    });
    view! {
        <section class="officer__form" aria-labelledby="finish">
            <h2 id="finish">{words(text::officer::FINISH_TITLE)}</h2>
            <FormFaults faults=sending.faults sign_in=SIGN_IN/>
            <LockedFields locked=sending.pending class="officer__fields">
                <PhotoPicker
                    draft=before
                    id="before"
                    legend=words(text::officer::BEFORE).to_owned()
                    faults=sending.faults
                    optional=true
                    camera=true
                />
                <PhotoPicker
                    draft=after
                    id=Field::Photo.name()
                    legend=words(text::officer::AFTER).to_owned()
                    faults=sending.faults
                    camera=true
                />
                <TextArea
                    field=Field::Words
                    label=words(text::officer::NOTE).to_owned()
                    value=note
                    faults=sending.faults
                    hint=words(text::officer::NOTE_HINT).to_owned()
                    rows=3
                    most=LONGEST_WORDS as u32
                />
            </LockedFields>
            <div class="sticky-action">
                <StepButton sending label=text::terms::ACTION_FINISH press=finish/>
            </div>
        </section>
    }
    .into_any()
}
