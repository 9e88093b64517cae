//! A field for several lines of text.

use domain::fault::Field;
use domain::normal::kept;
use leptos::prelude::*;

use super::{FieldFaults, FieldFrame, FieldValue};
use crate::preferences::language;
use crate::text;

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
    let counted = RwSignal::new(if most > 0 { text::ui::at_most(language(), most) } else { String::new() });
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
                // Nothing is cut off while it is typed or pasted: whoever wrote too much sees by how much.
                on:input=move |event| counted.set(count(&event_target_value(&event), most))
            ></textarea>
            {(most > 0).then(|| view! { <p class="field__counter numeric">{move || counted.get()}</p> })}
        </FieldFrame>
    }
    .into_any()
}

/// How many more characters fit, or how many are too many, as the server counts them.
fn count(typed: &str, most: u32) -> String {
    let length = u32::try_from(kept(typed).trim().chars().count()).unwrap_or(u32::MAX);
    match most.checked_sub(length) {
        _ if most == 0 => String::new(),
        Some(left) => text::ui::left(language(), left),
        None => text::ui::too_many(language(), length - most),
    }
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
