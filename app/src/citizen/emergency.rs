//! Danger to people: whom to call first. The report is kept meanwhile.

use domain::id::CaseNumber;
use domain::report::{ReportForm, ReportPage, ReportStep};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::carried_fields::CarriedFields;
use super::emergency_numbers::EmergencyNumbers;
use super::report_screen::{Back, ReportScreen, SentWays, StepHead};
use crate::preferences::path;
use crate::text::{self, words};

/// `/report/emergency`.
#[component]
pub fn EmergencyPage() -> impl IntoView {
    view! { <ReportScreen step=ReportStep::Emergency show=show/> }.into_any()
}

fn show(page: ReportPage) -> AnyView {
    let back = Back::Link(page.address("/report/details"));
    view! {
        <StepHead back=back title=words(text::citizen::EMERGENCY_TITLE) faults=page.faults/>
        <p class="lead">{words(text::citizen::EMERGENCY_LEAD)}</p>
        <EmergencyNumbers calls=page.emergency/>
        {match (case_in_address(), page.sent.filter(|_| page.over)) {
            (Some(number), _) => view! { <GoElsewhere target=format!("/cases/{number}")/> }.into_any(),
            (None, Some(sent)) => view! { <SentWays sent=sent/> }.into_any(),
            (None, None) if page.form == ReportForm::default() => {
                view! { <GoElsewhere target=ReportStep::Photo.path().to_owned()/> }.into_any()
            }
            (None, None) => view! { <GoOn report=page.key form=page.form/> }.into_any(),
        }}
    }
    .into_any()
}

/// The case to which something was added.
fn case_in_address() -> Option<CaseNumber> {
    use_query_map().with_untracked(|query| query.get("case").and_then(|number| CaseNumber::parse(&number)))
}

/// On without a report that is being written: to the case, or to the beginning.
#[component]
fn GoElsewhere(target: String) -> impl IntoView {
    view! {
        <p class="muted">{words(text::citizen::EMERGENCY_KEPT)}</p>
        <a class="button button--primary button--wide" href=path(&target)>{words(text::citizen::EMERGENCY_GO_ON)}</a>
    }
}

/// On with the report.
#[component]
fn GoOn(report: String, form: ReportForm) -> impl IntoView {
    view! {
        <p class="muted">{words(text::citizen::EMERGENCY_KEPT)}</p>
        <form class="report-form" method="post" enctype="multipart/form-data" novalidate=true>
            <CarriedFields report=report form=form except=&[]/>
            <div class="sticky-action">
                <button class="button button--primary button--wide" type="submit">
                    {words(text::citizen::EMERGENCY_GO_ON)}
                </button>
            </div>
        </form>
    }
}
