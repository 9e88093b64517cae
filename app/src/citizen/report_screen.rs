//! What the screens of the report share: loading, the head with the step, the button at the thumb.

mod sent_screen;

use domain::fault::Fault;
use domain::geo::metres_text;
use domain::report::{ReportPage, ReportStep, SentBefore};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::emergency_numbers::EmergencyNumbers;
use super::failed_page::FailedPage;
use crate::api::report::find_report_page;
use crate::page_resource::page_resource;
use crate::preferences::{language, path};
use crate::text::{self, words};
use crate::ui::{BackLink, ErrorSummary, Icon, PageTitle};
use sent_screen::SentScreen;

pub use sent_screen::SentWays;

/// Loads a screen of the report (the refused form, or the draft, or an empty one) and shows it.
#[component]
pub fn ReportScreen(step: ReportStep, show: fn(ReportPage) -> AnyView) -> impl IntoView {
    let report = address_key();
    let page = page_resource(move || (step, report()), |(step, report)| find_report_page(step, report));
    page.shown(move |page| match page {
        Ok(page) => {
            // Whom to call is told also while a form cannot be kept, or is refused.
            let stuck = step != ReportStep::Emergency && !page.faults.is_empty() && !page.emergency.is_empty();
            let calls = stuck.then(|| page.emergency.clone());
            let over = page.over && step != ReportStep::Emergency;
            let before = page.sent.clone().filter(|_| !page.over);
            view! {
                {calls.map(|calls| view! { <EmergencyNumbers calls=calls/> })}
                {before.map(|sent| view! { <SentNotice sent=sent/> })}
                {matches!(step, ReportStep::Place | ReportStep::Details | ReportStep::Check)
                    .then(|| moved(&page))
                    .flatten()
                    .map(|text| view! { <MovedNotice text=text/> })}
                {match page.sent.clone().filter(|_| over) {
                    Some(sent) => view! { <SentScreen sent=sent/> }.into_any(),
                    None => show(page),
                }}
            }
            .into_any()
        }
        Err(error) => view! { <FailedPage error=error/> }.into_any(),
    })
}

/// The key in the address of a report that is written beside another one.
pub fn address_key() -> impl Fn() -> Option<String> + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || query.with(|query| query.get("report"))
}

/// What was sent from this browser before, so that nobody takes the screen for it.
#[component]
fn SentNotice(sent: SentBefore) -> impl IntoView {
    let number = sent.number.to_string();
    view! {
        <div class="notice notice--info">
            <Icon name="circle-check"/>
            <div>
                <p>{text::citizen::sent_before(language(), number)}</p>
                <p>
                    <a href=receipt(&sent)>{words(text::citizen::SENT_BEFORE_RECEIPT)}</a>
                </p>
            </div>
        </div>
    }
}

/// Says that the number on a facility has more weight than the pin somebody put.
#[component]
fn MovedNotice(text: String) -> impl IntoView {
    view! {
        <div class="notice notice--info">
            <Icon name="map-pin"/>
            <p>{text}</p>
        </div>
    }
}

fn moved(page: &ReportPage) -> Option<String> {
    let facility = page.component.as_ref()?;
    let facility = format!("{} · {}", facility.name.get(language()), facility.place.get(language()));
    Some(text::citizen::pin_moved(language(), facility, metres_text(page.moved_metres()?)))
}

/// The address of the receipt.
fn receipt(sent: &SentBefore) -> String {
    let key = &sent.key;
    if key.is_empty() { path("/report/done") } else { path(&format!("/report/done?report={key}")) }
}

/// The id of a screen's form, for the buttons that stand outside it.
pub const FORM: &str = "report";

/// The way back out of a screen.
#[derive(Clone)]
pub enum Back {
    /// A link to an address without language: the screen has nothing of its own to lose.
    Link(String),
    /// A button of the screen's form, which has the id [`FORM`]: what was typed so far goes along and is kept.
    Keep,
}

/// The top of a screen: the way back, which of the three steps it is (0 for none), what is wrong, the title.
#[component]
pub fn StepHead(back: Back, #[prop(optional)] step: u8, title: &'static str, faults: Vec<Fault>) -> impl IntoView {
    let back = match back {
        Back::Link(target) => view! { <BackLink href=path(&target)/> }.into_any(),
        Back::Keep => view! { <BackButton/> }.into_any(),
    };
    view! {
        <PageTitle title=title.to_owned() faults=faults.clone()/>
        <div class="step-head">
            {back}
            {(step > 0)
                .then(|| view! { <p class="step-head__count numeric">{text::citizen::step_of(language(), step)}</p> })}
        </div>
        <ErrorSummary faults=faults/>
        <h1>{title}</h1>
    }
}

#[component]
fn BackButton() -> impl IntoView {
    view! {
        <button class="back-link" type="submit" form=FORM name="go" value="back">
            <Icon name="chevron-left"/>
            {words(text::site::BACK)}
        </button>
    }
}
