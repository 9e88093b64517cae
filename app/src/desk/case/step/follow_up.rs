//! 回访: a closed case whose reporter is dissatisfied.

use domain::case::Action;
use domain::fault::Field;
use domain::length::LONGEST_WORDS;
use leptos::ev;
use leptos::prelude::*;

use crate::api::case::follow_up_case;
use crate::desk::address::SIGN_IN;
use crate::desk::case::open::OpenCase;
use crate::preferences::language;
use crate::sending::FormFaults;
use crate::text::{self, term, words};
use crate::ui::{LockedFields, TextArea};

/// What the reporter was dissatisfied with and, for those who call back, what came of the call. Nothing when nobody waits for one.
#[component]
pub fn FollowUp(open: OpenCase) -> impl IntoView {
    let due = open.part(|case| case.follow_up_due_at.is_some());
    let may = open.part(|case| case.actions.contains(&Action::FollowUp));
    let said = open
        .case
        .with_untracked(|case| case.rating.clone())
        .map(|(rating, reason)| text::desk::follow_up_text(language(), words(term::rating(rating)), reason));
    move || {
        due.get().then(|| {
            view! {
                <h3>{words(text::desk::FOLLOW_UP)}</h3>
                {said.clone().map(|said| view! { <p class="notice notice--warning">{said}</p> })}
                {may.get().then(|| view! { <FollowUpForm open/> })}
            }
        })
    }
}

#[component]
fn FollowUpForm(open: OpenCase) -> impl IntoView {
    let came_of_it = open.words();
    let sending = open.form();
    let (pending, faults) = (sending.pending, sending.faults);
    let off = sending.off();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = came_of_it.get_untracked();
        sending.send(follow_up_case(open.number(), said.clone(), sending.key()), move |case| {
            open.took(said);
            open.done(sending, case, words(text::desk::FOLLOW_UP_DONE).to_owned());
        });
    };
    view! {
        <form class="desk-step stack" method="post" novalidate data-enhanced="" on:submit=submit>
            <FormFaults faults sign_in=SIGN_IN/>
            <LockedFields locked=pending class="stack">
                <TextArea
                    field=Field::Words
                    label=words(text::desk::FOLLOW_UP_WORDS).to_owned()
                    value=came_of_it
                    faults
                    hint=words(text::desk::FOLLOW_UP_HINT).to_owned()
                    rows=3
                    most=LONGEST_WORDS as u32
                />
            </LockedFields>
            <button
                class="button button--primary button--wide"
                type="submit"
                disabled=off
            >
                {words(text::desk::FOLLOW_UP_SEND)}
            </button>
        </form>
    }
    .into_any()
}
