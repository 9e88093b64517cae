//! The department takes it in and gives it to an officer, or to another one.

use domain::case::{Action, Step};
use domain::dispatch::Officer;
use domain::fault::{Fault, FaultCode, Field};
use domain::length::LONGEST_WORDS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::StepForm;
use crate::api::case::list_officers;
use crate::desk::case::open::OpenCase;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{SelectField, TextArea, options};

/// Officer with the orders in hand, and words for them.
#[component]
pub fn AcceptForm(
    open: OpenCase,
    /// Accept or Reassign.
    action: Action,
) -> impl IntoView {
    let officer = RwSignal::new(String::new());
    let note = open.words();
    let sending = open.form();
    let faults = sending.faults;
    let officers = RwSignal::new(Vec::<(String, String)>::new());
    let nobody = RwSignal::new(false);
    Effect::new(move |_| {
        let number = open.number();
        spawn_local(async move {
            match list_officers(number).await {
                Ok(found) => {
                    nobody.try_set(found.is_empty());
                    officers.try_set(found.iter().map(option).collect());
                }
                Err(error) => {
                    faults.try_set(error.faults);
                }
            }
        });
    });
    let offers = move || options(&officer, words(text::desk::CHOOSE), officers.get());
    let step = Callback::new(move |()| {
        let officer = officer.get_untracked().parse();
        let officer = officer.map_err(|_| vec![Fault::at(Field::Officer, FaultCode::OfficerUnknown)])?;
        let note = note.get_untracked();
        Ok(match action {
            Action::Reassign => Step::Reassign { officer, note },
            _ => Step::Accept { officer, note },
        })
    });
    view! {
        <StepForm open action sending step>
            {move || nobody.get().then(|| view! { <p class="notice notice--warning">{words(text::desk::NO_OFFICERS)}</p> })}
            <SelectField
                field=Field::Officer
                label=words(text::desk::OFFICER_FIELD).to_owned()
                value=officer
                faults
                hint=words(text::desk::OFFICER_HINT).to_owned()
            >
                {offers}
            </SelectField>
            <TextArea
                field=Field::Words
                label=words(text::desk::ACCEPT_NOTE).to_owned()
                value=note
                faults
                rows=2
                most=LONGEST_WORDS as u32
                optional=true
            />
        </StepForm>
    }
    .into_any()
}

fn option(officer: &Officer) -> (String, String) {
    (officer.account.to_string(), text::desk::officer_orders(language(), name(&officer.name), officer.orders))
}
