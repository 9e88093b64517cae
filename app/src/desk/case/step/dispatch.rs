//! 派遣: to a department, the recommended one first.

use domain::case::{Action, Step};
use domain::dispatch::Department;
use domain::fault::{Fault, FaultCode, Field};
use domain::length::LONGEST_WORDS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::StepForm;
use crate::api::catalog::list_departments;
use crate::desk::case::open::OpenCase;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{SelectField, TextArea, options};

/// Department and words for it. What is recommended is preset, with its reason.
#[component]
pub fn DispatchForm(open: OpenCase) -> impl IntoView {
    let recommendation = open.case.with_untracked(|case| case.recommendation.clone());
    let preset = recommendation.as_ref().map(|found| found.department.to_string()).unwrap_or_default();
    let department = RwSignal::new(preset);
    let note = open.words();
    let sending = open.form();
    let faults = sending.faults;
    let departments = RwSignal::new(Vec::<(String, String)>::new());
    Effect::new(move |_| {
        spawn_local(async move {
            match list_departments().await {
                Ok(found) => {
                    departments.try_set(found.iter().map(option).collect());
                }
                Err(error) => {
                    faults.try_set(error.faults);
                }
            }
        });
    });
    let offers = move || options(&department, words(text::desk::CHOOSE), departments.get());
    let step = Callback::new(move |()| {
        let department = department.get_untracked().parse();
        let department = department.map_err(|_| vec![Fault::at(Field::Department, FaultCode::DepartmentUnknown)])?;
        Ok(Step::Dispatch { department, note: note.get_untracked() })
    });
    let returned = open.case.with_untracked(|case| {
        let last = case.returned()?;
        let by = last.actor.as_ref().map(name).unwrap_or_default();
        Some(text::desk::returned_because(language(), by, &last.words))
    });
    let advice = match recommendation {
        Some(found) => text::desk::recommended(language(), name(&found.name), name(&found.reason)),
        None => words(text::desk::NO_RECOMMENDATION).to_owned(),
    };
    view! {
        <StepForm open action=Action::Dispatch sending step>
            {returned.map(|said| view! { <p class="notice notice--warning">{said}</p> })}
            <p class="notice notice--info">{advice}</p>
            <SelectField
                field=Field::Department
                label=words(text::desk::DEPARTMENT).to_owned()
                value=department
                faults
            >
                {offers}
            </SelectField>
            <TextArea
                field=Field::Words
                label=words(text::desk::DISPATCH_NOTE).to_owned()
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

fn option(department: &Department) -> (String, String) {
    (department.id.to_string(), name(&department.name))
}
