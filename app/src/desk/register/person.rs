//! Who calls.

use domain::fault::Field;
use leptos::prelude::*;

use super::call::Call;
use crate::desk::input::LineInput;
use crate::text::{self, words};

/// Phone number, if the caller gives one.
#[component]
pub fn PersonFields(
    /// The call.
    call: Call,
) -> impl IntoView {
    view! {
        <fieldset class="register__part">
            <legend>{words(text::desk::CALL_PERSON)}</legend>
            <LineInput
                field=Field::Phone
                label=words(text::desk::PHONE).to_owned()
                value=call.phone
                faults=call.faults
                hint=words(text::desk::PHONE_HINT).to_owned()
                kind="tel"
                maxlength=20
                optional=true
            />
        </fieldset>
    }
    .into_any()
}
