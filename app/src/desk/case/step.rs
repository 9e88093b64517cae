//! The steps that may be taken now, each with its form.

mod accept;
mod check;
mod close;
mod dispatch;
mod file;
mod follow_up;
mod frame;
mod reason;

use domain::case::{Action, CaseState, Owner};
use leptos::prelude::*;

use self::accept::AcceptForm;
use self::check::CheckForm;
use self::close::CloseForm;
use self::dispatch::DispatchForm;
use self::file::FileForm;
use self::follow_up::FollowUp;
use self::reason::ReasonForm;
use super::open::OpenCase;
use crate::preferences::language;
use crate::text::{self, name, words};

/// The steps the person may take with the case, or who has it instead. Built anew only when the case has moved on.
#[component]
pub fn StepPanel(open: OpenCase) -> impl IntoView {
    // Whom it waits for is part of it.
    let now = open.part(|case| (case.summary.state, case.summary.officer.clone(), case.desk_steps()));
    view! {
        <section class="case-part case-steps" aria-label=words(text::desk::STEPS)>
            {move || {
                let (_, _, actions) = now.get();
                match actions.first().copied() {
                    // It waits for somebody else, whose work may be given to another.
                    Some(Action::Reassign) => view! { <Waiting open/> <Reassign open/> }.into_any(),
                    Some(first) => view! { <StepForms open actions first/> }.into_any(),
                    None => view! { <FollowUp open/> <Waiting open/> }.into_any(),
                }
            }}
        </section>
    }
    .into_any()
}

/// Gives the order to another officer: folded, as it is seldom wanted.
#[component]
fn Reassign(open: OpenCase) -> impl IntoView {
    // Nobody asks for officers before somebody wants one.
    let opened = RwSignal::new(false);
    view! {
        <details class="details" on:toggle=move |_| opened.set(true)>
            <summary>{words(text::term::action(Action::Reassign))}</summary>
            {move || opened.get().then(|| view! { <AcceptForm open action=Action::Reassign/> })}
        </details>
    }
    .into_any()
}

/// Who has to act next, when it is not the person who looks.
#[component]
fn Waiting(open: OpenCase) -> impl IntoView {
    let said = open.case.with_untracked(|case| {
        let summary = &case.summary;
        let by = |named: &Option<domain::language::Name>, otherwise| {
            named.as_ref().map_or_else(|| words(otherwise).to_owned(), name)
        };
        let owner = match summary.state.owner() {
            Owner::Acceptor => words(text::desk::OWNER_ACCEPTOR).to_owned(),
            Owner::Dispatcher => words(text::desk::OWNER_DISPATCHER).to_owned(),
            Owner::Department => by(&summary.department, text::desk::OWNER_DEPARTMENT),
            Owner::Officer => by(&summary.officer, text::desk::OWNER_OFFICER),
            Owner::Collector => words(text::desk::OWNER_COLLECTOR).to_owned(),
            _ => {
                let ended = match summary.state {
                    CaseState::Refused => text::desk::ENDED_REFUSED,
                    _ => text::desk::ENDED_CLOSED,
                };
                return words(ended).to_owned();
            }
        };
        text::desk::waits_for(language(), owner)
    });
    view! { <p class="case-steps__waiting">{said}</p> }
}

/// One button for each step; the form of the chosen one below.
#[component]
fn StepForms(open: OpenCase, actions: Vec<Action>, first: Action) -> impl IntoView {
    let chosen = RwSignal::new(first);
    let buttons = actions.iter().copied().map(|action| {
        let pressed = move || (chosen.get() == action).to_string();
        view! {
            <button
                class="case-steps__tab"
                type="button"
                data-back=action.goes_back().to_string()
                aria-pressed=pressed
                on:click=move |_| chosen.set(action)
            >
                {words(text::term::action(action))}
            </button>
        }
    });
    let buttons = (actions.len() > 1).then(|| buttons.collect_view());
    view! {
        <h3 class="visually-hidden">{words(text::desk::STEPS)}</h3>
        {buttons.map(|buttons| view! { <div class="case-steps__tabs" role="group" aria-label=words(text::desk::STEPS)>{buttons}</div> })}
        {move || form(chosen.get(), open)}
    }
    .into_any()
}

fn form(action: Action, open: OpenCase) -> AnyView {
    match action {
        Action::File => view! { <FileForm open/> }.into_any(),
        Action::Dispatch => view! { <DispatchForm open/> }.into_any(),
        Action::Accept | Action::Reassign => view! { <AcceptForm open action/> }.into_any(),
        Action::PassCheck | Action::FailCheck => view! { <CheckForm open action/> }.into_any(),
        Action::Close => view! { <CloseForm open/> }.into_any(),
        Action::Refuse | Action::Uphold | Action::SendBack | Action::Return => {
            view! { <ReasonForm open action/> }.into_any()
        }
        // Taken outdoors, by the citizen, or beside the course: never offered here.
        _ => ().into_any(),
    }
}
