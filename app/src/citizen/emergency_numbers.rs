//! Whom to call first, where words tell of danger.

use domain::report::EmergencyCall;
use leptos::prelude::*;

use crate::text::{self, words};
use crate::ui::Icon;

/// The numbers, each with whom it reaches.
#[component]
pub fn EmergencyNumbers(calls: Vec<EmergencyCall>) -> impl IntoView {
    view! {
        <ul class="emergency" role="list">
            {calls.into_iter().map(|call| view! { <Number call=call/> }).collect_view()}
        </ul>
    }
}

/// A number to tap.
#[component]
fn Number(call: EmergencyCall) -> impl IntoView {
    let EmergencyCall { service, digits } = call;
    let href = format!("tel:{digits}");
    view! {
        <li>
            <a class="emergency__number" href=href>
                <Icon name="phone"/>
                <span class="emergency__digits numeric">{digits}</span>
                <span class="emergency__what">{words(text::term::emergency_service(service))}</span>
            </a>
        </li>
    }
}
