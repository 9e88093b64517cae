//! What is wrong with a form, above its fields.

use domain::fault::FaultCode;
use leptos::prelude::*;

use super::address::login_href;
use super::input::Faults;
use crate::text::{self, words};
use crate::ui::ErrorSummary;

/// The summary, and for whoever was signed out meanwhile the way to sign in.
#[component]
pub fn FormFaults(
    /// The form's faults.
    faults: Faults,
) -> impl IntoView {
    view! {
        {move || view! { <ErrorSummary faults=faults.get()/> }}
        <SignInBeside faults/>
    }
    .into_any()
}

/// Nothing but for whoever was signed out meanwhile: the sign-in page in a tab of its own, as what is typed lives in this one.
#[component]
pub fn SignInBeside(
    /// The form's faults.
    faults: Faults,
) -> impl IntoView {
    let signed_out =
        Memo::new(move |_| faults.with(|faults| faults.iter().any(|fault| fault.code == FaultCode::SignedOut)));
    move || {
        signed_out.get().then(|| {
            view! {
                <p class="notice notice--info">
                    <a href=login_href("/desk") rel="external" target="_blank">{words(text::desk::SIGN_IN_BESIDE)}</a>
                </p>
            }
            .into_any()
        })
    }
}
