//! Label, hint and error around one control.

use domain::fault::Field;
use leptos::prelude::*;

use super::FieldFaults;
use crate::text::{self, words};

/// The frame of a field whose control (the children) has the field's name as its id. `optional` says so in the label:
/// what is compulsory needs no mark.
#[component]
pub fn FieldFrame<F: FieldFaults>(
    field: Field,
    label: String,
    faults: F,
    #[prop(optional)] hint: String,
    #[prop(optional)] optional: bool,
    children: Children,
) -> impl IntoView {
    let name = field.name();
    view! {
        <div class=faults.class(field)>
            <label class="field__label" for=name>
                {label}
                {optional.then(|| view! { <span class="field__optional">{words(text::site::OPTIONAL)}</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            {faults.error(field)}
            {children()}
        </div>
    }
    .into_any()
}
