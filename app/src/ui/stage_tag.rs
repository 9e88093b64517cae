//! The public's stage of a case.

use domain::case::Stage;
use leptos::prelude::*;

use super::tag::{Tag, Tone};
use crate::text::{term, words};

/// Where a case stands, as everybody is told.
#[component]
pub fn StageTag(stage: Stage) -> impl IntoView {
    let (tone, icon) = match stage {
        Stage::Reported => (Tone::Neutral, "inbox"),
        Stage::Refused => (Tone::Neutral, "x"),
        Stage::Filed => (Tone::Active, "check"),
        Stage::Dispatched => (Tone::Active, "send"),
        Stage::Handling => (Tone::Active, "refresh-cw"),
        Stage::Feedback => (Tone::Active, "eye"),
        Stage::Closed => (Tone::Success, "circle-check"),
    };
    view! { <Tag tone=tone icon=icon word=words(term::stage(stage))/> }
}
