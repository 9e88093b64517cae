//! What is wrong with a form, as its fields show it.

use domain::fault::{Fault, Field};
use leptos::prelude::*;
use leptos::tachys::html::attribute::AttributeValue;
use leptos::tachys::html::class::IntoClass;

use super::FieldError;

/// The faults of a form: a list in a form that is posted, whose answer is another page; a signal in one that stays in the page. A type for
/// each, so that whoever downloads the one need not download the other.
pub trait FieldFaults: Clone + Send + 'static {
    /// An attribute that follows from them.
    type Attribute: AttributeValue;
    /// A class that follows from them.
    type Class: IntoClass;

    /// The class of the frame of a field.
    fn class(&self, field: Field) -> Self::Class;
    /// `aria-describedby`: the ids of a field's hint and error, as far as they are on the page.
    fn described_by(&self, field: Field, hinted: bool) -> Self::Attribute;
    /// `aria-invalid`.
    fn invalid(&self, field: Field) -> Self::Attribute;
    /// What is wrong with a field, in words.
    fn error(&self, field: Field) -> AnyView;
}

/// What is read again whenever the faults change. Boxed, so that the framework compiles it once.
type Live<T> = Box<dyn FnMut() -> T + Send>;

impl FieldFaults for Vec<Fault> {
    type Attribute = Option<String>;
    type Class = &'static str;

    fn class(&self, field: Field) -> &'static str {
        class(self, field)
    }

    fn described_by(&self, field: Field, hinted: bool) -> Option<String> {
        described_by(self, field, hinted)
    }

    fn invalid(&self, field: Field) -> Option<String> {
        invalid(self, field)
    }

    fn error(&self, field: Field) -> AnyView {
        view! { <FieldError faults=self.clone() field=field/> }.into_any()
    }
}

impl FieldFaults for RwSignal<Vec<Fault>> {
    type Attribute = Live<Option<String>>;
    type Class = Live<&'static str>;

    fn class(&self, field: Field) -> Live<&'static str> {
        let faults = *self;
        Box::new(move || faults.with(|faults| class(faults, field)))
    }

    fn described_by(&self, field: Field, hinted: bool) -> Live<Option<String>> {
        let faults = *self;
        Box::new(move || faults.with(|faults| described_by(faults, field, hinted)))
    }

    fn invalid(&self, field: Field) -> Live<Option<String>> {
        let faults = *self;
        Box::new(move || faults.with(|faults| invalid(faults, field)))
    }

    fn error(&self, field: Field) -> AnyView {
        let faults = *self;
        (move || view! { <FieldError faults=faults.get() field=field/> }).into_any()
    }
}

/// Whether a field has a fault.
pub fn is_faulty(faults: &[Fault], field: Field) -> bool {
    faults.iter().any(|fault| fault.field == Some(field))
}

fn class(faults: &[Fault], field: Field) -> &'static str {
    if is_faulty(faults, field) { "field field--faulty" } else { "field" }
}

fn described_by(faults: &[Fault], field: Field, hinted: bool) -> Option<String> {
    let name = field.name();
    match (hinted, is_faulty(faults, field)) {
        (false, false) => None,
        (false, true) => Some(format!("{name}-error")),
        (true, false) => Some(format!("{name}-hint")),
        (true, true) => Some(format!("{name}-hint {name}-error")),
    }
}

fn invalid(faults: &[Fault], field: Field) -> Option<String> {
    is_faulty(faults, field).then(|| "true".to_owned())
}
