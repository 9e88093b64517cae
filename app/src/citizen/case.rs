//! The public page of a case: what it is, how it stands, what happened, and what one may do about it.

mod action_form;
mod actions;
mod done;
mod facts;
mod join;
mod photos;
mod rate;
mod timeline;
mod unsent;

use domain::case::Stage;
use domain::fault::FaultCode;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::public::{CaseWithForm, find_public_case};
use crate::error::AppError;
use crate::loaded::{late, loaded};
use crate::preferences::path;
use crate::text::{self, name, words};
use crate::ui::{BackLink, ErrorSummary, Failed, Icon, Loading, PageTitle};
use actions::ReporterActions;
use done::DoneNotes;
use facts::Facts;
use join::Join;
use photos::Photos;
use timeline::Timeline;
use unsent::Unsent;

/// `/cases/{number}`.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let number = move || params.with(|params| params.get("number").unwrap_or_default());
    let case = loaded(number, find_public_case);
    view! {
        <Suspense fallback=Loading>
            {move || Suspend::new(async move {
                let case = case.await;
                late(move || match case {
                    Ok(found) => view! { <PublicCasePage found=found/> }.into_any(),
                    Err(error) => view! { <Missing error=error/> }.into_any(),
                })
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn PublicCasePage(found: CaseWithForm) -> impl IntoView {
    let CaseWithForm { case, form, faults } = found;
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
                            <Unsent form=form/>
                            <Join people=people open=open post=post/>
                        }
                            .into_any()
                    }
                }}
            </aside>
        </div>
    }
}

/// Unknown and not public look the same. Before filing a case is its reporter's alone, who gets in by the own link.
#[component]
fn Missing(error: AppError) -> impl IntoView {
    let missing = error.code() == FaultCode::NotFound;
    let title = if missing { text::site::NOT_FOUND_TITLE } else { text::ui::FAILED_TITLE };
    view! {
        <PageTitle title=words(title).to_owned()/>
        <Failed error=error/>
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
