//! A phone number, if the reporter gives one.

use domain::fault::{Fault, Field};
use domain::report::ReportForm;
use leptos::prelude::*;

use crate::text::{self, words};
use crate::ui::TextField;

/// Says why it asks, what happens to the number, and what it means to give none.
#[component]
pub fn Contact(form: ReportForm, faults: Vec<Fault>) -> impl IntoView {
    view! {
        <section class="contact stack">
            <h2 class="section-title">{words(text::citizen::CONTACT_TITLE)}</h2>
            <TextField
                field=Field::Phone
                label=words(text::citizen::CONTACT_PHONE).to_owned()
                value=form.phone
                faults=faults
                hint=words(text::citizen::CONTACT_PHONE_HINT).to_owned()
                kind="tel"
                inputmode="tel"
                autocomplete="tel"
                optional=true
            />
        </section>
    }
}
