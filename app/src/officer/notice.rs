//! What went wrong with the list, or with a step that was taken from it.

use domain::fault::{Fault, FaultCode};
use leptos::prelude::*;

use crate::sending::SignIn;
use crate::text::{self, words};

/// The way to sign in again. What was typed stays on the device meanwhile.
pub const SIGN_IN: SignIn = SignIn { href: "/login?next=/officer/", words: text::officer::SIGN_IN, beside: false };

/// A fault in words.
#[component]
pub fn FaultNotice(fault: Fault) -> impl IntoView {
    let signed_out = fault.code == FaultCode::SignedOut;
    view! {
        <div class="notice notice--danger" role="alert">
            <p>{text::fault_words(fault)}</p>
            {signed_out.then(|| view! {
                <p>
                    <a href=SIGN_IN.href rel="external">{words(SIGN_IN.words)}</a>
                </p>
            })}
        </div>
    }
}
