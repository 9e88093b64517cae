//! 核查: the check before closing, passed or not, with photo and finding.

use domain::case::{Action, Step};
use domain::fault::Field;
use domain::length::LONGEST_WORDS;
use leptos::prelude::*;

use super::frame::StepForm;
use crate::desk::case::open::OpenCase;
use crate::photo::{PhotoDraft, PhotoPicker};
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::TextArea;

/// Photos and what was found; the closing condition stands above as the measure.
#[component]
pub fn CheckForm(
    open: OpenCase,
    /// PassCheck or FailCheck.
    action: Action,
) -> impl IntoView {
    let photos = PhotoDraft::restored(Vec::new());
    let finding = open.words();
    let sending = open.form();
    let measure = open.case.with_untracked(|case| case.condition.as_ref().map(|condition| name(&condition.closing)));
    let step = Callback::new(move |()| {
        let (photos, finding) = (photos.ids_untracked(), finding.get_untracked());
        Ok(match action {
            Action::PassCheck => Step::PassCheck { photos, finding },
            _ => Step::FailCheck { photos, finding },
        })
    });
    view! {
        <StepForm open action sending step photos>
            {measure.map(|measure| view! {
                <p class="notice notice--info">
                    {text::desk::with_words(language(), words(text::desk::FACT_CLOSING), measure)}
                </p>
            })}
            <PhotoPicker
                draft=photos
                id=Field::Photo.name()
                legend=words(text::desk::CHECK_PHOTO).to_owned()
                faults=sending.faults
                hint=words(text::photo::FORMATS)
            />
            <TextArea
                field=Field::Words
                label=words(text::desk::FINDING).to_owned()
                value=finding
                faults=sending.faults
                rows=3
                most=LONGEST_WORDS as u32
            />
        </StepForm>
    }
    .into_any()
}
