//! 核查: the check before closing, passed or not, with photo and finding.

use domain::case::{Action, Step};
use domain::fault::Field;
use domain::photo::Photo;
use leptos::prelude::*;

use super::frame::StepForm;
use crate::desk::case::open::OpenCase;
use crate::desk::input::WordsInput;
use crate::desk::photo_input::PhotoInput;
use crate::preferences::language;
use crate::text::{self, name, words};

/// Photos and what was found; the closing condition stands above as the measure.
#[component]
pub fn CheckForm(
    /// The case.
    open: OpenCase,
    /// PassCheck or FailCheck.
    action: Action,
) -> impl IntoView {
    let photos = RwSignal::new(Vec::<Photo>::new());
    let finding = open.words();
    let faults = RwSignal::new(Vec::new());
    let sending = RwSignal::new(0);
    let measure = open.case.with_untracked(|case| case.condition.as_ref().map(|condition| name(&condition.closing)));
    let step = Callback::new(move |()| {
        let photos = photos.with_untracked(|photos| photos.iter().map(|photo| photo.id.clone()).collect());
        let finding = finding.get_untracked();
        Ok(match action {
            Action::PassCheck => Step::PassCheck { photos, finding },
            _ => Step::FailCheck { photos, finding },
        })
    });
    view! {
        <StepForm open action faults step busy=Signal::derive(move || sending.get() > 0)>
            {measure.map(|measure| view! {
                <p class="notice notice--info">
                    {text::desk::with_words(language(), words(text::desk::FACT_CLOSING), measure)}
                </p>
            })}
            <PhotoInput label=words(text::desk::CHECK_PHOTO).to_owned() photos faults sending/>
            <WordsInput field=Field::Words label=words(text::desk::FINDING).to_owned() value=finding faults/>
        </StepForm>
    }
    .into_any()
}
