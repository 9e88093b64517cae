//! Step 3: what is wrong, in words, with the class that fits them, and how to reach the reporter.

mod class_choice;
mod contact;

use domain::report::{ReportPage, ReportStep};
use leptos::prelude::*;

use super::carried_fields::CarriedFields;
use super::report_screen::{Back, FORM, ReportScreen, StepHead};
use crate::text::{self, words};
use class_choice::WordsAndClass;
use contact::Contact;

/// The fields this screen has itself.
const OWN: &[&str] = &["words", "class", "phone", "anonymous"];

/// `/report/details`.
#[component]
pub fn DetailsPage() -> impl IntoView {
    view! { <ReportScreen step=ReportStep::Details show=show/> }.into_any()
}

fn show(page: ReportPage) -> AnyView {
    let ReportPage { form, faults, suggestions, class, .. } = page;
    view! {
        <StepHead back=Back::Keep step=3 title=words(text::citizen::DETAILS_TITLE) faults=faults.clone()/>
        <form id=FORM class="report-form" method="post" enctype="multipart/form-data" novalidate=true>
            <CarriedFields form=form.clone() except=OWN/>
            <WordsAndClass form=form.clone() suggestions=suggestions class=class faults=faults.clone()/>
            <Contact form=form faults=faults/>
            <div class="sticky-action">
                <button class="button button--primary button--wide" type="submit" name="go" value="next">
                    {words(text::citizen::NEXT)}
                </button>
            </div>
        </form>
    }
    .into_any()
}
