//! Who calls.

use domain::fault::Field;
use leptos::prelude::*;

use super::call::Call;
use crate::desk::input::{CheckInput, LineInput};
use crate::text::{self, words};

/// Phone number, or anonymous.
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
                off=call.anonymous
            />
            <CheckInput id="anonymous" label=words(text::desk::CALL_ANONYMOUS).to_owned() value=call.anonymous/>
        </fieldset>
    }
    .into_any()
}
