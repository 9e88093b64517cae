//! A field for several lines of text.

use domain::fault::Field;
use leptos::prelude::*;

use super::{FieldFaults, FieldFrame, FieldValue};

/// Several lines of text with the field's name as its id, and how many characters fit. `rows` 0 means four, `most` 0 that any number fits.
///
/// What is posted goes in as escaped HTML: as a child it would gain a space when empty, as a property it would overwrite what was typed before
/// hydration.
#[component]
pub fn TextArea<V: FieldValue>(
    field: Field,
    label: String,
    value: V,
    faults: V::Faults,
    #[prop(optional)] hint: String,
    #[prop(optional)] rows: u32,
    #[prop(optional)] most: u32,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let name = field.name();
    let described = faults.described_by(field, !hint.is_empty());
    let invalid = faults.invalid(field);
    let rows = if rows == 0 { 4 } else { rows };
    view! {
        <FieldFrame field=field label=label faults=faults hint=hint optional=optional>
            <textarea
                {..value.clone().typed()}
                class="textarea"
                id=name
                name=V::name(name)
                rows=rows.to_string()
                aria-describedby=described
                aria-invalid=invalid
                inner_html=value.posted().map(|text| escaped(&text))
            ></textarea>
            // Nothing is cut off while it is typed or pasted: whoever wrote too much sees by how much.
            {(most > 0).then(|| view! { <p class="field__counter numeric">{value.counter(most)}</p> })}
        </FieldFrame>
    }
    .into_any()
}

/// Text as the content of a `<textarea>`. A line break at the start is dropped, as the HTML parser would do.
fn escaped(value: &str) -> String {
    value.trim_start_matches(['\r', '\n']).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_was_typed_cannot_leave_the_field() {
        assert_eq!(escaped("</textarea><script>&amp;"), "&lt;/textarea&gt;&lt;script&gt;&amp;amp;");
        assert_eq!(escaped("\r\n路灯\n不亮"), "路灯\n不亮");
    }
}
