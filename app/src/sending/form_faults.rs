//! What is wrong with a form that stays in the page, above its fields.

use domain::fault::{Fault, FaultCode};
use leptos::prelude::*;

use crate::text::{Text, words};
use crate::ui::ErrorSummary;

/// The way to sign in again for whoever was signed out meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Where to.
    pub href: &'static str,
    /// What the link says.
    pub words: Text,
    /// In a tab of its own, where what is typed lives in this one alone.
    pub beside: bool,
}

/// The summary, which takes the focus, as the button may stand far below; and the way to sign in again.
#[component]
pub fn FormFaults(faults: RwSignal<Vec<Fault>>, sign_in: SignIn) -> impl IntoView {
    let before = StoredValue::new(0);
    let summary = move || {
        let faults = faults.get();
        // Whoever has just mended something is left where they are.
        let fewer = faults.len() < before.get_value();
        before.set_value(faults.len());
        view! { <ErrorSummary faults focus=!fewer/> }
    };
    view! {
        {summary}
        <SignInLink faults=faults sign_in=sign_in/>
    }
    .into_any()
}

/// Nothing but for whoever was signed out meanwhile.
#[component]
pub fn SignInLink(faults: RwSignal<Vec<Fault>>, sign_in: SignIn) -> impl IntoView {
    let signed_out =
        Memo::new(move |_| faults.with(|faults| faults.iter().any(|fault| fault.code == FaultCode::SignedOut)));
    let SignIn { href, words: said, beside } = sign_in;
    (move || {
        signed_out.get().then(|| {
            view! {
                <p class="notice notice--info">
                    <a href=href rel="external" target=beside.then_some("_blank")>{words(said)}</a>
                </p>
            }
        })
    })
    .into_any()
}
