//! What went wrong with a step, beside the button that was tapped.

use domain::fault::FaultCode;
use leptos::prelude::*;

use crate::error::AppError;
use crate::text::{self, words};

/// The first fault in words. What was typed stays on the device while one signs in again.
#[component]
pub fn FaultNotice(error: AppError) -> impl IntoView {
    let signed_out = error.code() == FaultCode::SignedOut;
    view! {
        <div class="notice notice--danger" role="alert">
            <p>{words(text::fault::text(error.code()))}</p>
            {signed_out.then(|| view! {
                <p>
                    <a href="/login?next=/officer/" rel="external">{words(text::officer::SIGN_IN)}</a>
                </p>
            })}
        </div>
    }
}
