//! A field for one line of text.

use domain::fault::Field;
use leptos::prelude::*;

use super::{FieldFaults, FieldFrame, FieldValue};

/// One line of text with the field's name as its id. `kind` is the input's type, `text` when empty; `maxlength` 0 means none.
#[component]
pub fn TextField<V: FieldValue>(
    field: Field,
    label: String,
    value: V,
    faults: V::Faults,
    #[prop(optional)] hint: String,
    #[prop(optional)] kind: &'static str,
    #[prop(optional)] inputmode: &'static str,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] maxlength: u32,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let name = field.name();
    let described = faults.described_by(field, !hint.is_empty());
    let invalid = faults.invalid(field);
    view! {
        <FieldFrame field=field label=label faults=faults hint=hint optional=optional>
            <input
                {..value.clone().typed()}
                class="input"
                id=name
                name=V::name(name)
                value=value.posted()
                type=filled(kind).unwrap_or("text")
                inputmode=filled(inputmode)
                autocomplete=filled(autocomplete)
                maxlength=(maxlength > 0).then(|| maxlength.to_string())
                aria-describedby=described
                aria-invalid=invalid
            />
        </FieldFrame>
    }
    .into_any()
}

/// The value of an attribute that is absent when empty.
fn filled(value: &'static str) -> Option<&'static str> {
    (!value.is_empty()).then_some(value)
}
