//! Danger to people: whom to call first. The report is kept meanwhile.

use domain::report::{EmergencyNumber, ReportPage, ReportStep};
use leptos::prelude::*;

use super::carried_fields::CarriedFields;
use super::report_screen::{Back, ReportScreen, StepHead};
use crate::text::{self, Text, words};
use crate::ui::Icon;

/// `/report/emergency`.
#[component]
pub fn EmergencyPage() -> impl IntoView {
    view! { <ReportScreen step=ReportStep::Emergency show=show/> }.into_any()
}

fn show(page: ReportPage) -> AnyView {
    let numbers = page.emergency.into_iter().map(|number| view! { <Number number=number/> });
    view! {
        <StepHead back=Back::Link("/report/details") title=words(text::citizen::EMERGENCY_TITLE) faults=page.faults/>
        <p class="lead">{words(text::citizen::EMERGENCY_LEAD)}</p>
        <ul class="emergency" role="list">{numbers.collect_view()}</ul>
        <p class="muted">{words(text::citizen::EMERGENCY_KEPT)}</p>
        <form class="report-form" method="post" enctype="multipart/form-data" novalidate=true>
            <CarriedFields form=page.form except=&[]/>
            <div class="sticky-action">
                <button class="button button--primary button--wide" type="submit">
                    {words(text::citizen::EMERGENCY_GO_ON)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// A number to tap.
#[component]
fn Number(number: EmergencyNumber) -> impl IntoView {
    let (digits, what) = told(number);
    view! {
        <li>
            <a class="emergency__number" href=format!("tel:{digits}")>
                <Icon name="phone"/>
                <span class="emergency__digits numeric">{digits}</span>
                <span class="emergency__what">{words(what)}</span>
            </a>
        </li>
    }
}

/// Digits and words. Gas and water companies have numbers of their own in each city; the hotline puts through to them
/// day and night.
const fn told(number: EmergencyNumber) -> (&'static str, Text) {
    match number {
        EmergencyNumber::Police => ("110", text::citizen::EMERGENCY_POLICE),
        EmergencyNumber::Fire => ("119", text::citizen::EMERGENCY_FIRE),
        EmergencyNumber::Ambulance => ("120", text::citizen::EMERGENCY_AMBULANCE),
        EmergencyNumber::Gas => ("12345", text::citizen::EMERGENCY_GAS),
        EmergencyNumber::Water => ("12345", text::citizen::EMERGENCY_WATER),
        EmergencyNumber::Power => ("95598", text::citizen::EMERGENCY_POWER),
    }
}
