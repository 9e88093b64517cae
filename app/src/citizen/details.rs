//! Step 3: what is wrong, in words, with the class that fits them, and how to reach the reporter.

mod class_choice;
mod contact;

use domain::report::{ReportPage, ReportStep};
use domain::time::Moment;
use leptos::prelude::*;

use super::carried_fields::CarriedFields;
use super::report_screen::{Back, FORM, ReportScreen, StepHead};
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{Icon, Time};
use class_choice::WordsAndClass;
use contact::Contact;

/// The fields this screen has itself.
const OWN: &[&str] = &["words", "class", "phone"];

/// `/report/details`.
#[component]
pub fn DetailsPage() -> impl IntoView {
    view! { <ReportScreen step=ReportStep::Details show=show/> }.into_any()
}

fn show(page: ReportPage) -> AnyView {
    let ReportPage { key, form, faults, suggestions, class, origin, .. } = page;
    let offer = origin.taken_at.filter(|at| !form.words.contains(&at.minute_text(language())));
    view! {
        <StepHead back=Back::Keep step=3 title=words(text::citizen::DETAILS_TITLE) faults=faults.clone()/>
        <form id=FORM class="report-form" method="post" enctype="multipart/form-data" novalidate=true>
            <CarriedFields report=key form=form.clone() except=OWN/>
            <WordsAndClass form=form.clone() suggestions=suggestions class=class faults=faults.clone()/>
            {offer.map(|at| view! { <TimeOffer at=at/> })}
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

/// When the photo was taken, by the camera's clock: an offer, which the server adds to the words.
#[component]
fn TimeOffer(at: Moment) -> impl IntoView {
    view! {
        <div class="notice notice--info photo-offer">
            <p>{words(text::citizen::OFFER_TIME_TEXT)} " " <Time at=at/></p>
            <button class="button button--secondary" type="submit" name="go" value="time">
                <Icon name="clock"/>
                {words(text::citizen::OFFER_TIME_TAKE)}
            </button>
        </div>
    }
}
