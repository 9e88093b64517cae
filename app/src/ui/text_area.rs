//! A field for several lines of text.

use domain::fault::Field;
use leptos::prelude::*;

use super::{FieldFaults, FieldFrame, FieldValue};

/// Several lines of text with the field's name as its id. `rows` 0 means four, `maxlength` 0 means none.
#[component]
pub fn TextArea<V: FieldValue>(
    field: Field,
    label: String,
    value: V,
    faults: V::Faults,
    #[prop(optional)] hint: String,
    #[prop(optional)] rows: u32,
    #[prop(optional)] maxlength: u32,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let name = field.name();
    let described = faults.described_by(field, !hint.is_empty());
    let invalid = faults.invalid(field);
    let rows = if rows == 0 { 4 } else { rows };
    view! {
        <FieldFrame field=field label=label faults=faults hint=hint optional=optional>
            <textarea
                {..value.text_area(name)}
                class="textarea"
                id=name
                rows=rows.to_string()
                maxlength=(maxlength > 0).then(|| maxlength.to_string())
                aria-describedby=described
                aria-invalid=invalid
            ></textarea>
        </FieldFrame>
    }
    .into_any()
}
