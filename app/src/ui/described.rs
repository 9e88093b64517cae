//! What belongs to a control besides its label, for `aria-describedby` and `aria-invalid`.

use domain::fault::{Fault, Field};

/// Whether a field has a fault.
pub fn is_faulty(faults: &[Fault], field: Field) -> bool {
    faults.iter().any(|fault| fault.field == Some(field))
}

/// The ids of a field's hint and error, as far as they are on the page.
pub fn described_by(faults: &[Fault], field: Field, hint: &str) -> Option<String> {
    let name = field.name();
    match (hint.is_empty(), is_faulty(faults, field)) {
        (true, false) => None,
        (true, true) => Some(format!("{name}-error")),
        (false, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-hint {name}-error")),
    }
}

/// The value of an attribute that is absent when empty.
pub fn filled(value: &'static str) -> Option<&'static str> {
    (!value.is_empty()).then_some(value)
}
