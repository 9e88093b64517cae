//! What the forms of all steps have in common.

use domain::case::{Action, Step};
use domain::fault::Fault;
use leptos::ev;
use leptos::prelude::*;

use crate::desk::address::SIGN_IN;
use crate::desk::case::open::OpenCase;
use crate::photo::PhotoDraft;
use crate::sending::{FormFaults, Sending};
use crate::text::{self, words};
use crate::ui::LockedFields;

/// Error summary, fields, and the button, which is off while anything is on its way.
#[component]
pub fn StepForm(
    open: OpenCase,
    /// The step.
    action: Action,
    sending: Sending,
    /// The step as filled in, or what is missing.
    step: Callback<(), Result<Step, Vec<Fault>>>,
    /// Its photos.
    #[prop(optional)]
    photos: Option<PhotoDraft>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let (pending, faults) = (sending.pending, sending.faults);
    let off = sending.off();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match step.run(()) {
            Ok(step) => open.take(sending, step, photos.as_slice()),
            Err(missing) => faults.set(missing),
        }
    };
    let class = match action {
        Action::Refuse => "button button--danger button--wide",
        _ => "button button--primary button--wide",
    };
    let label = move || match pending.get() {
        true => words(text::desk::SENDING),
        false => words(text::term::action(action)),
    };
    view! {
        // Without script there is no step: the button is off, and the method keeps what was typed out of the address.
        <form class="desk-step stack" method="post" novalidate data-enhanced="" on:submit=submit>
            <FormFaults faults sign_in=SIGN_IN/>
            <LockedFields locked=pending class="stack">{children()}</LockedFields>
            <button class=class type="submit" disabled=off>
                {label}
            </button>
        </form>
    }
    .into_any()
}
