//! A link that was just made, shown this once.

use domain::account::Invitation;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;

use crate::preferences::language;
use crate::text::{self, words};

/// The link with what to do with it.
#[component]
pub fn LinkShown(
    /// What was made.
    invitation: Invitation,
) -> impl IntoView {
    let until = invitation.until.minute_text(language());
    // Whole, so that it can be copied at once.
    let select = |event: ev::FocusEvent| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            input.select();
        }
    };
    view! {
        <section class="notice notice--success" role="status">
            <div class="stack">
                <h2>{text::account::invited_title(language(), &invitation.login)}</h2>
                <p>{text::account::invited_text(language(), until)}</p>
                <label class="field__label" for="link">{words(text::account::LINK)}</label>
                <input class="input" id="link" type="text" readonly value=invitation.link on:focus=select/>
            </div>
        </section>
    }
    .into_any()
}
