//! Check your answers: everything once more, what is likely the same, and the button that sends.

mod answers;
mod likely;

use domain::report::{ReportPage, ReportStep};
use leptos::prelude::*;

use super::carried_fields::CarriedFields;
use super::report_screen::{Back, ReportScreen, StepHead};
use super::sending::{SendingNote, sending};
use crate::text::{self, words};
use crate::ui::Icon;
use answers::Answers;
use likely::Likely;

/// `/report/check`.
#[component]
pub fn CheckPage() -> impl IntoView {
    view! { <ReportScreen step=ReportStep::Check show=show/> }.into_any()
}

fn show(page: ReportPage) -> AnyView {
    view! {
        <StepHead
            back=Back::Link(page.address("/report/details"))
            title=words(text::citizen::CHECK_TITLE)
            faults=page.faults.clone()
        />
        <CheckForm page=page/>
    }
    .into_any()
}

#[component]
fn CheckForm(page: ReportPage) -> impl IntoView {
    let sending = sending();
    view! {
        <form
            class="report-form"
            method="post"
            enctype="multipart/form-data"
            novalidate=true
            on:submit=move |_| sending.set(true)
        >
            <CarriedFields report=page.key.clone() form=page.form.clone() except=&[]/>
            <Likely cases=page.likely.clone()/>
            <Answers page=page/>
            <p class="privacy-line">
                <Icon name="eye-off"/>
                <span>{words(text::citizen::CHECK_PRIVACY)}</span>
            </p>
            <div class="sticky-action">
                <button class="button button--primary button--wide" type="submit" name="go" value="send">
                    <Icon name="send"/>
                    {words(text::citizen::CHECK_SEND)}
                </button>
                <SendingNote sending=sending words=words(text::citizen::CHECK_SENDING)/>
            </div>
        </form>
    }
}
