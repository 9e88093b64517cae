//! A field for one of a few, all of them visible.

use domain::fault::{Fault, Field};
use leptos::prelude::*;

use super::described::{described_by, is_faulty};
use super::{Choice, FieldError};

/// Radio buttons called `name`. The first one has the field's name as its id, so that the error summary leads to it.
#[component]
pub fn RadioGroup(
    name: &'static str,
    legend: String,
    value: String,
    options: Vec<Choice>,
    faults: Vec<Fault>,
    field: Field,
    #[prop(optional)] hint: String,
) -> impl IntoView {
    let class = if is_faulty(&faults, field) { "field field--faulty" } else { "field" };
    let described = described_by(&faults, field, &hint);
    let radios =
        options.into_iter().enumerate().map(|(place, choice)| radio(place, name, field, choice, &value)).collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{legend}</legend>
            {(!hint.is_empty())
                .then(|| view! { <p class="field__hint" id=format!("{}-hint", field.name())>{hint}</p> })}
            <FieldError faults=faults field=field/>
            <div class="choices">{radios}</div>
        </fieldset>
    }
}

fn radio(place: usize, name: &'static str, field: Field, choice: Choice, value: &str) -> impl IntoView + use<> {
    let first = field.name();
    let id = if place == 0 { first.to_owned() } else { format!("{first}-{place}") };
    let hint_id = (!choice.hint.is_empty()).then(|| format!("{id}-hint-{place}"));
    let checked = choice.value == value;
    view! {
        <div class="choice">
            <input
                class="radio"
                type="radio"
                id=id.clone()
                name=name
                value=choice.value
                checked=checked
                aria-describedby=hint_id.clone()
            />
            <label class="choice__label" for=id>{choice.label}</label>
            {hint_id.map(|id| view! { <p class="choice__hint" id=id>{choice.hint}</p> })}
        </div>
    }
}
