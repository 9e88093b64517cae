//! The state of a case, as staff see it.

use domain::case::CaseState;
use leptos::prelude::*;

use super::tag::{Tag, Tone};
use crate::text::{term, words};

/// Where a case stands in the trade's words. What came back stands out.
#[component]
pub fn StateTag(state: CaseState) -> impl IntoView {
    let (tone, icon) = match state {
        CaseState::Reported => (Tone::Neutral, "inbox"),
        CaseState::Refused => (Tone::Neutral, "x"),
        CaseState::Filed => (Tone::Active, "check"),
        CaseState::Dispatched => (Tone::Active, "send"),
        CaseState::Returned | CaseState::Reopened => (Tone::Warning, "undo-2"),
        CaseState::Handling => (Tone::Active, "refresh-cw"),
        CaseState::Handled => (Tone::Active, "eye"),
        CaseState::Checked => (Tone::Active, "message-square"),
        CaseState::Closed => (Tone::Success, "circle-check"),
    };
    view! { <Tag tone=tone icon=icon word=words(term::state(state))/> }
}
