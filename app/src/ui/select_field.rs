//! A field for one of many.

use domain::fault::Field;
use leptos::prelude::*;

use super::{FieldFaults, FieldFrame, FieldValue};

/// A list to choose one of, with the field's name as its id. Its children are the [`options`], or a closure that makes them anew when
/// others are on offer.
#[component]
pub fn SelectField<V: FieldValue>(
    field: Field,
    label: String,
    value: V,
    faults: V::Faults,
    #[prop(optional)] hint: String,
    #[prop(optional)] optional: bool,
    children: Children,
) -> impl IntoView {
    let name = field.name();
    let described = faults.described_by(field, !hint.is_empty());
    let invalid = faults.invalid(field);
    view! {
        <FieldFrame field=field label=label faults=faults hint=hint optional=optional>
            <select
                {..value.listed()}
                class="select"
                id=name
                name=V::name(name)
                aria-describedby=described
                aria-invalid=invalid
            >
                {children()}
            </select>
        </FieldFrame>
    }
    .into_any()
}

/// The options of a list: pairs of code and label. `empty` is the label of a first one without code, left out when empty.
pub fn options<V: FieldValue>(value: &V, empty: &str, options: Vec<(String, String)>) -> AnyView {
    let first = (!empty.is_empty()).then(|| (String::new(), empty.to_owned()));
    let option = |(code, label): (String, String)| {
        let (bound, selected) = (value.option(&code), value.is_posted(&code));
        view! { <option {..bound} value=code selected=selected>{label}</option> }
    };
    first.into_iter().chain(options).map(option).collect_view().into_any()
}
