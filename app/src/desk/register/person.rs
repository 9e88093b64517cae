//! Who calls.

use domain::fault::Field;
use leptos::prelude::*;

use super::call::Call;
use crate::text::{self, words};
use crate::ui::TextField;

/// Phone number, if the caller gives one.
#[component]
pub fn PersonFields(call: Call) -> impl IntoView {
    view! {
        <fieldset class="register__part">
            <legend>{words(text::desk::CALL_PERSON)}</legend>
            <TextField
                field=Field::Phone
                label=words(text::desk::PHONE).to_owned()
                value=call.phone
                faults=call.sending.faults
                hint=words(text::desk::PHONE_HINT).to_owned()
                kind="tel"
                autocomplete="off"
                maxlength=20
                optional=true
            />
        </fieldset>
    }
    .into_any()
}
