//! The form of the next step, or none.

use domain::case::{Action, CaseDetail};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::check_form::CheckForm;
use super::finish_form::FinishForm;
use super::notice::FaultNotice;
use super::order::OrderHold;
use super::order_card::accept_order;
use crate::error::AppError;
use crate::text::{self, words};

/// Take the order, finish it, or check it: what the person may do now.
#[component]
pub fn StepForm(detail: CaseDetail, hold: OrderHold) -> impl IntoView {
    let number = detail.summary.number.to_string();
    let may = |action| detail.actions.contains(&action);
    if may(Action::Start) && detail.summary.started_at.is_none() {
        view! { <StartForm number=number hold=hold/> }.into_any()
    } else if may(Action::Finish) {
        view! { <FinishForm number=number revision=detail.revision hold=hold/> }.into_any()
    } else if may(Action::PassCheck) || may(Action::FailCheck) {
        view! { <CheckForm number=number revision=detail.revision hold=hold/> }.into_any()
    } else {
        ().into_any()
    }
}

#[component]
fn StartForm(number: String, hold: OrderHold) -> impl IntoView {
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<AppError>));
    let start = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let number = number.clone();
        spawn_local(async move {
            let answer = accept_order(number.clone()).await;
            busy.try_set(false);
            match answer {
                Ok(detail) => hold.done(detail),
                Err(error) if error.has_moved() => hold.moved(number),
                Err(error) => {
                    fault.try_set(Some(error));
                }
            }
        });
    };
    view! {
        {move || fault.get().map(|error| view! { <FaultNotice error=error/> })}
        <div class="sticky-action">
            <button
                type="button"
                class="button button--primary button--large button--wide"
                aria-busy=move || busy.get().to_string()
                on:click=start
            >
                {move || words(if busy.get() { text::officer::SENDING } else { text::terms::ACTION_START })}
            </button>
        </div>
    }
}
