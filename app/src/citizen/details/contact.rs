//! A phone number, or the wish to stay unknown.

use domain::fault::{Fault, Field};
use domain::report::ReportForm;
use leptos::prelude::*;

use crate::text::{self, words};
use crate::ui::TextField;

/// Says why it asks and what happens to the number.
#[component]
pub fn Contact(form: ReportForm, faults: Vec<Fault>) -> impl IntoView {
    let anonymous = form.is_anonymous();
    view! {
        <fieldset class="contact stack">
            <legend class="section-title">{words(text::citizen::CONTACT_TITLE)}</legend>
            <TextField
                field=Field::Phone
                label=words(text::citizen::CONTACT_PHONE).to_owned()
                value=form.phone
                faults=faults
                hint=words(text::citizen::CONTACT_PHONE_HINT).to_owned()
                kind="tel"
                inputmode="tel"
                autocomplete="tel"
            />
            <div class="choice">
                <input
                    class="checkbox"
                    type="checkbox"
                    id="anonymous"
                    name="anonymous"
                    value="1"
                    checked=anonymous
                    aria-describedby="anonymous-hint"
                />
                <label class="choice__label" for="anonymous">{words(text::citizen::CONTACT_ANONYMOUS)}</label>
                <p class="choice__hint" id="anonymous-hint">{words(text::citizen::CONTACT_ANONYMOUS_HINT)}</p>
            </div>
        </fieldset>
    }
}
