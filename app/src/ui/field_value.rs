//! What stands in a field, and how it is bound to its control.

use domain::fault::Fault;
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::element::inner_html;

use super::FieldFaults;

/// What stands in a field: a text in a form that is posted, where the control is the browser's own and keeps what was typed before
/// hydration; a signal in a form that stays in the page, where it follows the signal and leads it. There the control has no name, so
/// that nothing typed can end up in an address.
pub trait FieldValue: Clone + Send + 'static {
    /// What goes with it.
    type Faults: FieldFaults;

    /// The attributes of an `<input>`.
    fn input(self, name: &'static str) -> impl Attribute;
    /// The attributes of a `<textarea>`.
    fn text_area(self, name: &'static str) -> impl Attribute;
    /// The attributes of a `<select>`.
    fn select(self, name: &'static str) -> impl Attribute;
    /// The attributes of an `<option>` of it.
    fn option(&self, code: String) -> impl Attribute + use<Self>;
    /// The attributes of a radio button.
    fn radio(&self, code: String) -> impl Attribute + use<Self>;
}

impl FieldValue for String {
    type Faults = Vec<Fault>;

    fn input(self, name: &'static str) -> impl Attribute {
        view! { <{..} name=name value=self/> }
    }

    /// As escaped HTML: as a child it would gain a space when empty, as a property it would overwrite what was typed before hydration.
    fn text_area(self, name: &'static str) -> impl Attribute {
        (leptos::attr::name(name), inner_html(escaped(&self)))
    }

    fn select(self, name: &'static str) -> impl Attribute {
        view! { <{..} name=name/> }
    }

    fn option(&self, code: String) -> impl Attribute + use<> {
        let selected = *self == code;
        view! { <{..} value=code selected=selected/> }
    }

    fn radio(&self, code: String) -> impl Attribute + use<> {
        let checked = *self == code;
        view! { <{..} value=code checked=checked/> }
    }
}

impl FieldValue for RwSignal<String> {
    type Faults = RwSignal<Vec<Fault>>;

    fn input(self, _: &'static str) -> impl Attribute {
        typed(self)
    }

    fn text_area(self, _: &'static str) -> impl Attribute {
        typed(self)
    }

    fn select(self, _: &'static str) -> impl Attribute {
        view! { <{..} on:change=move |event| self.set(event_target_value(&event))/> }
    }

    /// Each option says whether it is chosen: a value set on the list itself is lost when the options come later.
    fn option(&self, code: String) -> impl Attribute + use<> {
        let (value, own) = (*self, code.clone());
        view! { <{..} value=code prop:selected=move || value.with(|value| *value == own)/> }
    }

    fn radio(&self, code: String) -> impl Attribute + use<> {
        let (value, own, chosen) = (*self, code.clone(), code.clone());
        view! {
            <{..}
                value=code
                prop:checked=move || value.with(|value| *value == own)
                on:change=move |_| value.set(chosen.clone())
            />
        }
    }
}

fn typed(value: RwSignal<String>) -> impl Attribute {
    view! { <{..} prop:value=value on:input=move |event| value.set(event_target_value(&event))/> }
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
