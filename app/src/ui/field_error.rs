//! What is wrong with one field, beside it.

use domain::fault::{Fault, Field};
use leptos::prelude::*;

use super::Icon;
use crate::text::{self, words};

/// The faults of `field`; nothing when it has none. Its id is the field's name and `-error`.
#[component]
pub fn FieldError(faults: Vec<Fault>, field: Field) -> impl IntoView {
    let messages: Vec<String> =
        faults.iter().filter(|fault| fault.field == Some(field)).map(|fault| text::fault_words(*fault)).collect();
    (!messages.is_empty()).then(|| {
        view! {
            <p class="field__error" id=format!("{}-error", field.name())>
                <Icon name="triangle-alert"/>
                <span>
                    <span class="visually-hidden">{words(text::site::ERROR_PREFIX)}</span>
                    {messages.join(" ")}
                </span>
            </p>
        }
    })
}
