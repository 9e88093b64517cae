//! What stands in a field, and how it is bound to its control.

use domain::fault::Fault;
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;

use super::FieldFaults;
use crate::preferences::language;
use crate::text;

/// What stands in a field: a text in a form that is posted, where the control is the browser's own and keeps what was typed before
/// hydration; a signal in a form that stays in the page, where it follows the signal and leads it. There the control has no name, so
/// that nothing typed can end up in an address.
pub trait FieldValue: Clone + Send + 'static {
    /// What goes with it.
    type Faults: FieldFaults;

    /// The control's name, where it has one.
    fn name(name: &'static str) -> Option<&'static str>;
    /// What stands in a posted form at first.
    fn posted(&self) -> Option<String>;
    /// Whether an answer is the posted form's own.
    fn is_posted(&self, code: &str) -> bool;
    /// How many characters fit, and how many there are where the page knows.
    fn counter(&self, most: u32) -> AnyView;
    /// Binds a control that is typed into.
    fn typed(self) -> impl Attribute;
    /// Binds a list.
    fn listed(self) -> impl Attribute;
    /// Binds an option of a list.
    fn option(&self, code: &str) -> impl Attribute + use<Self>;
    /// Binds a radio button.
    fn radio(&self, code: &str) -> impl Attribute + use<Self>;
}

impl FieldValue for String {
    type Faults = Vec<Fault>;

    fn name(name: &'static str) -> Option<&'static str> {
        Some(name)
    }

    fn posted(&self) -> Option<String> {
        Some(self.clone())
    }

    fn is_posted(&self, code: &str) -> bool {
        self == code
    }

    fn counter(&self, most: u32) -> AnyView {
        text::ui::at_most(language(), most).into_any()
    }

    fn typed(self) -> impl Attribute {}

    fn listed(self) -> impl Attribute {}

    fn option(&self, _: &str) -> impl Attribute + use<> {}

    fn radio(&self, _: &str) -> impl Attribute + use<> {}
}

impl FieldValue for RwSignal<String> {
    type Faults = RwSignal<Vec<Fault>>;

    fn name(_: &'static str) -> Option<&'static str> {
        None
    }

    fn posted(&self) -> Option<String> {
        None
    }

    fn is_posted(&self, _: &str) -> bool {
        false
    }

    fn counter(&self, most: u32) -> AnyView {
        let value = *self;
        (move || format!("{} / {most}", value.with(|typed| typed.trim().chars().count()))).into_any()
    }

    fn typed(self) -> impl Attribute {
        view! { <{..} prop:value=self on:input=move |event| self.set(event_target_value(&event))/> }
    }

    fn listed(self) -> impl Attribute {
        view! { <{..} on:change=move |event| self.set(event_target_value(&event))/> }
    }

    /// Each option says whether it is chosen: a value set on the list itself is lost when the options come later.
    fn option(&self, code: &str) -> impl Attribute + use<> {
        let (value, own) = (*self, code.to_owned());
        view! { <{..} prop:selected=move || value.with(|value| *value == own)/> }
    }

    fn radio(&self, code: &str) -> impl Attribute + use<> {
        let (value, own, chosen) = (*self, code.to_owned(), code.to_owned());
        view! {
            <{..}
                prop:checked=move || value.with(|value| *value == own)
                on:change=move |_| value.set(chosen.clone())
            />
        }
    }
}
