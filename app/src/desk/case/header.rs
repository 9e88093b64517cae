//! What it is, where it stands, how long still and why.

use domain::case::CaseDetail;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::desk::address::case_href;
use crate::preferences::{language, path};
use crate::text::{self, class_name, words};
use crate::ui::{CaseClock, Icon, StateTag, Time, TraceList, Urgent};

/// The head of a case.
#[component]
pub fn CaseHeader(open: OpenCase) -> impl IntoView {
    let title = open.part(|case| case.summary.class.clone());
    let marks = open.part(|case| (case.summary.state, case.summary.urgent, case.summary.hurries, case.summary.people));
    let is_public = open.part(|case| !case.private && case.summary.state.is_public());
    let number = open.number();
    let own_page = open.case.with_untracked(|case| case_href(&case.summary.number));
    let public_page = path(&format!("/cases/{number}"));
    view! {
        <header class="case-head">
            <div class="case-head__line">
                <h2 class="case-head__title">
                    {move || title.with(|class| class_name(class.as_ref()))}
                </h2>
                <p class="cluster">
                    {move || {
                        let (state, urgent, hurries, people) = marks.get();
                        view! {
                            <StateTag state/>
                            {urgent.then(|| view! { <Urgent/> })}
                            {(hurries > 0).then(|| view! {
                                <span class="tag tag--warning">{text::desk::hurries(language(), hurries)}</span>
                            })}
                            {(people > 1).then(|| view! { <span class="tag">{text::desk::people(language(), people)}</span> })}
                        }
                    }}
                </p>
            </div>
            <p class="case-head__number cluster">
                <span class="numeric">{number}</span>
                <a class="case-head__own" href=own_page>{words(text::desk::OPEN_ALONE)}</a>
                {move || is_public.get().then(|| view! {
                    <a href=public_page.clone() rel="external" target="_blank">
                        {words(text::desk::PUBLIC_PAGE)}
                        <Icon name="external-link"/>
                    </a>
                })}
            </p>
            <Clocks open/>
        </header>
    }
    .into_any()
}

/// The clock of whoever has it, the dates, and how they came about.
#[component]
fn Clocks(open: OpenCase) -> impl IntoView {
    let times = open.part(times);
    move || {
        let (clock, due_at, promised_at, provisional, trace) = times.get();
        view! {
            <div class="case-head__clock">
                {clock.map(|clock| view! {
                    <span class="muted">{words(text::desk::THIS_STEP)}</span>
                    <CaseClock clock/>
                })}
                <details class="details case-head__why">
                    <summary>
                        {match due_at {
                            Some(at) => view! { <span>{words(text::desk::DUE)}" "<Time at short=true/></span> }.into_any(),
                            None => view! { <span>{words(text::desk::PROMISED)}" "<Time at=promised_at short=true/></span> }.into_any(),
                        }}
                        {provisional.then(|| view! { <span class="muted">{words(text::desk::PROVISIONAL)}</span> })}
                        <span class="case-head__ask">{words(text::desk::WHY)}</span>
                    </summary>
                    <TraceList trace/>
                    <p class="small muted">{words(text::desk::PROMISED)}" "<Time at=promised_at/></p>
                </details>
            </div>
        }
        .into_any()
    }
}

type Times = (
    Option<domain::deadline::Clock>,
    Option<domain::time::Moment>,
    domain::time::Moment,
    bool,
    domain::deadline::Trace,
);

fn times(case: &CaseDetail) -> Times {
    (case.summary.clock, case.due_at, case.promised_at, case.provisional, case.trace.clone())
}
