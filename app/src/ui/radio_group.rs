//! A field for one of a few, all of them visible.

use domain::fault::Field;
use leptos::prelude::*;

use super::{Choice, FieldFaults, FieldValue};

/// What is asked, above its answers: the children are the [`radios`], or a closure that makes them anew when others are on offer.
#[component]
pub fn RadioGroup<F: FieldFaults>(field: Field, legend: String, faults: F, children: Children) -> impl IntoView {
    view! {
        <fieldset class=faults.class(field) aria-describedby=faults.described_by(field, false)>
            <legend class="field__label">{legend}</legend>
            {faults.error(field)}
            <div class="choices">{children()}</div>
        </fieldset>
    }
    .into_any()
}

/// The answers of a group as radio buttons. The first one has the field's name as its id, so that the error summary leads to it.
pub fn radios<V: FieldValue>(value: &V, field: Field, choices: Vec<Choice>) -> AnyView {
    choices.into_iter().enumerate().map(|(place, choice)| radio(value, field, place, choice)).collect_view().into_any()
}

fn radio<V: FieldValue>(value: &V, field: Field, place: usize, choice: Choice) -> AnyView {
    let Choice { value: code, label, hint } = choice;
    let name = field.name();
    let id = if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
    let hint_id = (!hint.is_empty()).then(|| format!("{name}-{place}-hint"));
    let (bound, checked) = (value.radio(&code), value.is_posted(&code));
    view! {
        <div class="choice">
            <input
                {..bound}
                class="radio"
                type="radio"
                id=id.clone()
                name=name
                value=code
                checked=checked
                aria-describedby=hint_id.clone()
            />
            <label class="choice__label" for=id>{label}</label>
            {hint_id.map(|id| view! { <p class="choice__hint" id=id>{hint}</p> })}
        </div>
    }
    .into_any()
}
