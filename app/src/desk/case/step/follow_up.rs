//! 回访: a closed case whose reporter is dissatisfied.

use domain::case::Action;
use domain::fault::{Fault, Field};
use leptos::ev;
use leptos::prelude::*;

use crate::api::case::follow_up_case;
use crate::desk::case::open::OpenCase;
use crate::desk::form_faults::FormFaults;
use crate::desk::input::{WordsInput, hydrated};
use crate::held_fields::HeldFields;
use crate::preferences::language;
use crate::text::{self, term, words};

/// What the reporter was dissatisfied with and, for those who call back, what came of the call. Nothing when nobody waits for one.
#[component]
pub fn FollowUp(
    /// The case.
    open: OpenCase,
) -> impl IntoView {
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
    let faults = RwSignal::new(Vec::<Fault>::new());
    let ready = hydrated();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (number, said, key) = (open.number(), came_of_it.get_untracked(), open.key.get());
        let sent = said.clone();
        open.send(faults, async move { follow_up_case(number, said, key).await }, move |_| {
            open.took(sent);
            words(text::desk::FOLLOW_UP_DONE).to_owned()
        });
    };
    view! {
        <form class="desk-step stack" method="post" novalidate data-enhanced="" on:submit=submit>
            <FormFaults faults/>
            <HeldFields held=open.pending class="stack">
                <WordsInput
                    field=Field::Words
                    label=words(text::desk::FOLLOW_UP_WORDS).to_owned()
                    value=came_of_it
                    faults
                    hint=words(text::desk::FOLLOW_UP_HINT).to_owned()
                />
            </HeldFields>
            <button
                class="button button--primary button--wide"
                type="submit"
                disabled=move || !ready.get() || open.pending.get()
            >
                {words(text::desk::FOLLOW_UP_SEND)}
            </button>
        </form>
    }
    .into_any()
}
