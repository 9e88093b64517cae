//! The public page of a case: what it is, how it stands, what happened, and what one may do about it.

mod action_form;
mod actions;
mod done;
mod facts;
mod join;
mod photos;
mod rate;
mod timeline;

use domain::case::{PublicCase, Stage};
use domain::fault::{Fault, FaultCode};
use domain::report::CaseForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::emergency_numbers::EmergencyNumbers;
use crate::api::public::{CaseWithForm, find_public_case};
use crate::error::AppError;
use crate::page_resource::page_resource;
use crate::preferences::path;
use crate::text::{self, name, words};
use crate::ui::{BackLink, ErrorSummary, Failed, Icon, PageTitle, Unsent};
use actions::ReporterActions;
use done::DoneNotes;
use facts::Facts;
use join::Join;
use photos::Photos;
use timeline::Timeline;

/// `/cases/{number}`.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let number = move || params.with(|params| params.get("number").unwrap_or_default());
    let case = page_resource(number, find_public_case);
    case.shown(|case| match case {
        // Whom to call is told also while words cannot be taken.
        Ok(CaseWithForm { case, form, faults, emergency }) => view! {
            {(!emergency.is_empty()).then(|| view! { <EmergencyNumbers calls=emergency/> })}
            {match case {
                Some(case) => view! { <PublicCasePage case=case form=form faults=faults/> }.into_any(),
                None => view! { <Missing error=AppError { faults } form=form/> }.into_any(),
            }}
        }
        .into_any(),
        Err(error) => view! { <Missing error=error form=CaseForm::default()/> }.into_any(),
    })
}

#[component]
fn PublicCasePage(case: PublicCase, form: CaseForm, faults: Vec<Fault>) -> impl IntoView {
    let class = name(&case.summary.class);
    let title = format!("{class} {}", case.summary.number);
    let reporter = case.reporter.clone();
    let mine = reporter.is_some();
    let people = case.summary.people;
    let open = case.summary.closed_at.is_none();
    view! {
        <PageTitle title=title faults=faults.clone()/>
        <BackLink href=path(if mine { "/" } else { "/nearby" })/>
        // A browser keeps the fragment when a form is refused: what was done before is not said again.
        {faults.is_empty().then(|| view! { <DoneNotes/> })}
        {(mine && case.summary.stage == Stage::Reported)
            .then(|| {
                view! {
                    <p class="notice notice--info">
                        <Icon name="eye-off"/>
                        <span>{words(text::citizen::CASE_ONLY_YOU)}</span>
                    </p>
                }
            })}
        <ErrorSummary faults=faults.clone()/>
        <div class="case-page">
            <article class="case-page__main">
                <Photos photos=case.photos.clone() class=class mine=mine/>
                <Facts case=case.clone()/>
                <Timeline case=case.clone()/>
            </article>
            <aside class="case-page__side" aria-label=words(text::citizen::CASE_ACTIONS)>
                {match reporter {
                    Some(reporter) => {
                        view! { <ReporterActions reporter=reporter rating=case.rating form=form faults=faults/> }
                            .into_any()
                    }
                    None => {
                        let post = form.key.clone();
                        view! {
                            <Unsent said=form.typed()/>
                            <Join people=people open=open post=post/>
                        }
                            .into_any()
                    }
                }}
            </aside>
        </div>
    }
}

/// Unknown and not public look the same. Before filing a case is its reporter's alone, who gets in by the own link; what they wrote here
/// before that way in ended is shown again.
#[component]
fn Missing(error: AppError, form: CaseForm) -> impl IntoView {
    let missing = error.code() == FaultCode::NotFound;
    let title = if missing { text::site::NOT_FOUND_TITLE } else { text::ui::FAILED_TITLE };
    view! {
        <PageTitle title=words(title).to_owned()/>
        <Failed error=error/>
        <Unsent said=form.typed()/>
        {missing
            .then(|| {
                view! {
                    <p class="notice notice--info">
                        <Icon name="search"/>
                        <span>
                            {words(text::citizen::CASE_MAYBE_YOURS)} " "
                            <a href=path("/track")>{words(text::citizen::HOME_TRACK)}</a>
                        </span>
                    </p>
                }
            })}
    }
}
