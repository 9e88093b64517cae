//! What went wrong with a step, beside the button that was tapped.

use domain::fault::{Fault, FaultCode, Field};
use leptos::prelude::*;

use crate::error::AppError;
use crate::text::{self, words};
use crate::ui::ErrorSummary;

/// What is wrong with a form while its photos are on their way, or one that was refused is still in it.
pub fn waiting_fault() -> Fault {
    Fault::at(Field::Photo, FaultCode::PhotoWaiting)
}

/// What was wrong: with fields, a summary that leads to them and takes the focus, as the button stands far below; otherwise what happened.
#[component]
pub fn FormFaults(faults: Signal<Vec<Fault>>) -> impl IntoView {
    move || {
        let faults = faults.get();
        if faults.is_empty() {
            ().into_any()
        } else if faults.iter().all(|fault| fault.field.is_some()) {
            view! { <ErrorSummary faults=faults/> }.into_any()
        } else {
            view! { <FaultNotice error=AppError { faults }/> }.into_any()
        }
    }
}

/// The first fault in words. What was typed stays on the device while one signs in again.
#[component]
pub fn FaultNotice(error: AppError) -> impl IntoView {
    let signed_out = error.code() == FaultCode::SignedOut;
    view! {
        <div class="notice notice--danger" role="alert">
            <p>{text::fault_words(error.fault())}</p>
            {signed_out.then(|| view! {
                <p>
                    <a href="/login?next=/officer/" rel="external">{words(text::officer::SIGN_IN)}</a>
                </p>
            })}
        </div>
    }
}
