//! The steps that need nothing but a reason: refusing, upholding, sending back, returning.

use domain::case::{Action, Step};
use domain::fault::Field;
use domain::length::LONGEST_WORDS;
use leptos::prelude::*;

use super::frame::StepForm;
use crate::desk::case::open::OpenCase;
use crate::text::{self, words};
use crate::ui::TextArea;

/// A reason, and who will read it.
#[component]
pub fn ReasonForm(
    open: OpenCase,
    /// Refuse, Uphold, SendBack or Return.
    action: Action,
) -> impl IntoView {
    let reason = open.words();
    let sending = open.form();
    let step = Callback::new(move |()| {
        let reason = reason.get_untracked();
        Ok(match action {
            Action::Refuse => Step::Refuse { reason },
            Action::Uphold => Step::Uphold { reason },
            Action::SendBack => Step::SendBack { reason },
            _ => Step::Return { reason },
        })
    });
    let hint = match action {
        Action::Refuse | Action::Uphold => text::desk::REASON_FOR_CITIZEN,
        Action::SendBack => text::desk::REASON_FOR_ACCEPTOR,
        _ => text::desk::REASON_FOR_DISPATCHER,
    };
    view! {
        <StepForm open action sending step>
            <TextArea
                field=Field::Reason
                label=words(text::desk::REASON).to_owned()
                value=reason
                faults=sending.faults
                hint=words(hint).to_owned()
                rows=3
                most=LONGEST_WORDS as u32
            />
        </StepForm>
    }
    .into_any()
}
