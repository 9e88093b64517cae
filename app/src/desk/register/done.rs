//! What to tell the caller: number and promise. Then the next call.

use domain::time::Moment;
use leptos::html;
use leptos::prelude::*;

use crate::text::{self, words};
use crate::ui::{Icon, Time};

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The case number.
    pub number: String,
    /// When it will be settled at the latest.
    pub promised_at: Option<Moment>,
    /// Whether it joined a case that was there already.
    pub joined: bool,
}

/// The number large, to be read out. The focus is on the button for the next call.
#[component]
pub fn RegisteredCall(
    /// What became of it.
    done: Registered,
    /// Begins the next call.
    next: Callback<()>,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            // Without the focus the button is still there to be clicked.
            let _ = button.focus();
        }
    });
    let Registered { number, promised_at, joined } = done;
    let title = if joined { text::desk::CALL_JOINED } else { text::desk::CALL_REGISTERED };
    let href = format!("/desk/cases/{number}");
    view! {
        <section class="card registered stack">
            <div role="status" class="stack">
                <h1 class="registered__title">
                    <Icon name="circle-check"/>
                    {words(title)}
                </h1>
                <p class="registered__number numeric">{number}</p>
                {promised_at.map(|at| view! { <p>{words(text::desk::CALL_PROMISE)}" "<strong><Time at/></strong></p> })}
                <p class="muted">{words(text::desk::CALL_TELL)}</p>
            </div>
            <p class="button-row">
                <button class="button button--primary button--large" type="button" node_ref=button on:click=move |_| next.run(())>
                    <Icon name="phone"/>
                    <span>{words(text::desk::CALL_NEXT)}</span>
                </button>
                <a class="button button--secondary button--large" href=href>{words(text::desk::CALL_OPEN)}</a>
            </p>
        </section>
    }
    .into_any()
}
