//! What the forms of all steps have in common.

use domain::case::{Action, Step};
use domain::fault::Fault;
use leptos::ev;
use leptos::prelude::*;

use crate::desk::case::open::OpenCase;
use crate::desk::form_faults::FormFaults;
use crate::desk::input::{Faults, hydrated};
use crate::held_fields::HeldFields;
use crate::text::{self, words};

/// Error summary, fields, and the button, which is off while anything is on its way.
#[component]
pub fn StepForm(
    /// The case.
    open: OpenCase,
    /// The step.
    action: Action,
    /// What is wrong with the fields.
    faults: Faults,
    /// The step as filled in, or what is missing.
    step: Callback<(), Result<Step, Vec<Fault>>>,
    /// Something else the button has to wait for.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let ready = hydrated();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match step.run(()) {
            Ok(step) => open.take(step, faults),
            Err(missing) => faults.set(missing),
        }
    };
    let class = match action {
        Action::Refuse => "button button--danger button--wide",
        _ => "button button--primary button--wide",
    };
    let label = move || match open.pending.get() {
        true => words(text::desk::SENDING),
        false => words(text::term::action(action)),
    };
    view! {
        // Without script there is no step: the button is off, and the method keeps what was typed out of the address.
        <form class="desk-step stack" method="post" novalidate data-enhanced="" on:submit=submit>
            <FormFaults faults/>
            <HeldFields held=open.pending class="stack">{children()}</HeldFields>
            <button class=class type="submit" disabled=move || !ready.get() || open.pending.get() || busy.get()>
                {label}
            </button>
        </form>
    }
    .into_any()
}
