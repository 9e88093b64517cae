//! A field for one line of text.

use domain::fault::{Fault, Field};
use leptos::prelude::*;

use super::FieldFrame;
use super::described::{described_by, filled, is_faulty};

/// One line of text; `id` and `name` are the field's name. The input belongs to the browser: what was typed before
/// hydration stays. `kind` is the input's type, `text` when empty; `maxlength` 0 means none.
#[component]
pub fn TextField(
    field: Field,
    label: String,
    value: String,
    faults: Vec<Fault>,
    #[prop(optional)] hint: String,
    #[prop(optional)] kind: &'static str,
    #[prop(optional)] inputmode: &'static str,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] maxlength: u32,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let name = field.name();
    let described = described_by(&faults, field, &hint);
    let invalid = is_faulty(&faults, field).then_some("true");
    view! {
        <FieldFrame field=field label=label faults=faults hint=hint optional=optional>
            <input
                class="input"
                id=name
                name=name
                type=filled(kind).unwrap_or("text")
                value=value
                inputmode=filled(inputmode)
                autocomplete=filled(autocomplete)
                maxlength=(maxlength > 0).then(|| maxlength.to_string())
                aria-describedby=described
                aria-invalid=invalid
            />
        </FieldFrame>
    }
}
