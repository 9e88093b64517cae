//! A field for one of many.

use domain::fault::{Fault, Field};
use leptos::prelude::*;

use super::FieldFrame;
use super::described::{described_by, is_faulty};

/// A list to choose one of; `id` and `name` are the field's name. `options` are pairs of value and label; `empty` is the
/// label of a first option without value, left out when empty.
#[component]
pub fn SelectField(
    field: Field,
    label: String,
    value: String,
    options: Vec<(String, String)>,
    faults: Vec<Fault>,
    #[prop(optional)] hint: String,
    #[prop(optional)] empty: String,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let name = field.name();
    let described = described_by(&faults, field, &hint);
    let invalid = is_faulty(&faults, field).then_some("true");
    let first = (!empty.is_empty()).then(|| (String::new(), empty));
    let options = first.into_iter().chain(options).map(|(code, label)| {
        let selected = code == value;
        view! { <option value=code selected=selected>{label}</option> }
    });
    let options = options.collect_view();
    view! {
        <FieldFrame field=field label=label faults=faults hint=hint optional=optional>
            <select class="select" id=name name=name aria-describedby=described aria-invalid=invalid>
                {options}
            </select>
        </FieldFrame>
    }
}
