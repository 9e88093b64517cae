//! What the screens of the report share: loading, the head with the step, the button at the thumb.

use domain::fault::Fault;
use domain::report::{ReportPage, ReportStep};
use leptos::prelude::*;

use crate::api::report::find_report_page;
use crate::preferences::{language, path};
use crate::text;
use crate::ui::{BackLink, ErrorSummary, Failed, Loading, PageTitle};

/// Loads a screen of the report (the refused form, or the draft, or an empty one) and shows it.
#[component]
pub fn ReportScreen(step: ReportStep, show: fn(ReportPage) -> AnyView) -> impl IntoView {
    let page = Resource::new_blocking(move || step, find_report_page);
    view! {
        <Suspense fallback=Loading>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => show(page),
                    Err(error) => view! { <Failed error=error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The top of a screen: the way back, which of the three steps it is (0 for none), what is wrong, the title.
#[component]
pub fn StepHead(back: &'static str, #[prop(optional)] step: u8, title: &'static str, faults: Vec<Fault>) -> impl IntoView {
    view! {
        <PageTitle title=title.to_owned() failed=!faults.is_empty()/>
        <div class="step-head">
            <BackLink href=path(back)/>
            {(step > 0)
                .then(|| view! { <p class="step-head__count numeric">{text::citizen::step_of(language(), step)}</p> })}
        </div>
        <ErrorSummary faults=faults/>
        <h1>{title}</h1>
    }
}

/// Answers the Enter key: a form obeys its first button, and that must be the one that goes on.
#[component]
pub fn DefaultButton() -> impl IntoView {
    view! {
        <button class="visually-hidden" type="submit" name="go" value="next" tabindex="-1" aria-hidden="true"></button>
    }
}
