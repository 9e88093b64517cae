//! The form of the next step, or none.

use domain::case::{Action, CaseDetail};
use leptos::prelude::*;

use super::check_form::CheckForm;
use super::finish_form::FinishForm;
use super::notice::SIGN_IN;
use super::order_card::accept_order;
use super::order_context::OrderContext;
use super::step_button::StepButton;
use crate::sending::FormFaults;
use crate::text;

/// Take the order, finish it, or check it: what the person may do now.
#[component]
pub fn StepForm(detail: CaseDetail, context: OrderContext) -> impl IntoView {
    let may = |action| detail.actions.contains(&action);
    let revision = detail.revision;
    if may(Action::Start) && detail.summary.started_at.is_none() {
        view! { <StartForm context/> }.into_any()
    } else if may(Action::Finish) {
        view! { <FinishForm context revision/> }.into_any()
    } else if may(Action::PassCheck) || may(Action::FailCheck) {
        view! { <CheckForm context revision/> }.into_any()
    } else {
        ().into_any()
    }
}

#[component]
fn StartForm(context: OrderContext) -> impl IntoView {
    let sending = context.sending(String::new());
    let start = Callback::new(move |()| {
        sending.send(accept_order(context.number(), sending.key()), move |detail| context.done(detail));
    });
    view! {
        <FormFaults faults=sending.faults sign_in=SIGN_IN/>
        <div class="sticky-action">
            <StepButton sending label=text::terms::ACTION_START press=start/>
        </div>
    }
    .into_any()
}
