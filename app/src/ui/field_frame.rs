//! Label, hint and error around one control.

use domain::fault::{Fault, Field};
use leptos::prelude::*;

use super::FieldError;
use super::described::is_faulty;
use crate::text::{self, words};

/// The frame of a field whose control (the children) has the field's name as its id. `optional` says so in the label:
/// what is compulsory needs no mark.
#[component]
pub fn FieldFrame(
    field: Field,
    label: String,
    faults: Vec<Fault>,
    #[prop(optional)] hint: String,
    #[prop(optional)] optional: bool,
    children: Children,
) -> impl IntoView {
    let name = field.name();
    let class = if is_faulty(&faults, field) { "field field--faulty" } else { "field" };
    view! {
        <div class=class>
            <label class="field__label" for=name>
                {label}
                {optional.then(|| view! { <span class="field__optional">{words(text::site::OPTIONAL)}</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            <FieldError faults=faults field=field/>
            {children()}
        </div>
    }
}
