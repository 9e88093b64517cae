//! Whether the reporter's words and photos, and the words to the citizen, are public.

use domain::case::CaseDetail;
use domain::fault::Fault;
use domain::photo::PhotoKind;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::{release_answer, release_case};
use crate::desk::input::hydrated;
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::Icon;

/// A switch for each with what it means. What is not public has none.
#[component]
pub fn ReleaseSwitch(
    /// The case.
    open: OpenCase,
) -> impl IntoView {
    let shown = open.part(|case| (standing(case), case.released));
    // A check is internal and never counts.
    let held_back = open.part(|case| case.photos.iter().filter(|p| !p.released && p.kind != PhotoKind::Check).count());
    let faults = RwSignal::new(Vec::<Fault>::new());
    let ready = hydrated();
    let release = move |released: bool| {
        let number = open.number();
        open.send(faults, async move { release_case(number, released).await }, move |_| {
            words(if released { text::desk::RELEASE_DONE } else { text::desk::WITHDRAW_DONE }).to_owned()
        });
    };
    let flip = move |_| release(!shown.get_untracked().1);
    let fault = move || faults.with(|faults| faults.first().map(|fault| text::fault::told(*fault, language())));
    let state = move || match shown.get() {
        (Standing::Never, _) => text::desk::RELEASE_PRIVATE,
        (Standing::NotNow, _) => text::desk::RELEASE_NOT_YET,
        (Standing::Public, true) => text::desk::RELEASE_ON,
        (Standing::Public, false) => text::desk::RELEASE_OFF,
    };
    let is_public = move || shown.with(|(standing, _)| *standing == Standing::Public);
    view! {
        <section class="case-part" aria-label=words(text::desk::RELEASE)>
            <h3>{words(text::desk::RELEASE)}</h3>
            <p class="small muted" id="release-hint">{move || words(state())}</p>
            {move || fault().map(|fault| view! { <p class="field__error" role="alert">{fault}</p> })}
            <div class="cluster">
                {move || is_public().then(|| view! {
                    // Off until the page is alive.
                    <button
                        class="switch"
                        data-enhanced=""
                        type="button"
                        role="switch"
                        aria-checked=move || shown.with(|(_, released)| released.to_string())
                        aria-describedby="release-hint"
                        disabled=move || !ready.get() || open.pending.get()
                        on:click=flip
                    >
                        <span class="switch__track" aria-hidden="true"></span>
                        <span>{words(text::desk::RELEASE_SWITCH)}</span>
                    </button>
                })}
                {move || (shown.get() == (Standing::Public, true) && held_back.get() > 0).then(|| view! {
                    <button
                        class="button button--secondary"
                        data-enhanced=""
                        type="button"
                        disabled=move || !ready.get() || open.pending.get()
                        on:click=move |_| release(true)
                    >
                        <Icon name="images"/>
                        {text::desk::release_new(language(), held_back.get())}
                    </button>
                })}
            </div>
            {move || is_public().then(|| view! { <AnswerSwitch open/> })}
        </section>
    }
    .into_any()
}

/// Whether anything of a case can be public.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Its class never is.
    Never,
    /// Not in its present state.
    NotNow,
    /// It is.
    Public,
}

fn standing(case: &CaseDetail) -> Standing {
    match (case.private, case.summary.state.is_public()) {
        (true, _) => Standing::Never,
        (false, false) => Standing::NotNow,
        (false, true) => Standing::Public,
    }
}

/// The same for the words to the citizen, once there are some.
#[component]
fn AnswerSwitch(open: OpenCase) -> impl IntoView {
    let shown = open.part(|case| case.closing.as_ref().map(|_| case.answer_released));
    let faults = RwSignal::new(Vec::<Fault>::new());
    let ready = hydrated();
    let flip = move |_| {
        let released = shown.get_untracked() != Some(true);
        let number = open.number();
        open.send(faults, async move { release_answer(number, released).await }, move |_| {
            words(if released { text::desk::ANSWER_RELEASED } else { text::desk::ANSWER_WITHDRAWN }).to_owned()
        });
    };
    let fault = move || faults.with(|faults| faults.first().map(|fault| words(text::fault::text(fault.code))));
    let switch = move |released: bool| {
        let state = if released { text::desk::ANSWER_ON } else { text::desk::ANSWER_OFF };
        view! {
            <p class="small muted" id="answer-hint">{words(state)}</p>
            {move || fault().map(|fault| view! { <p class="field__error" role="alert">{fault}</p> })}
            <button
                class="switch"
                data-enhanced=""
                type="button"
                role="switch"
                aria-checked=released.to_string()
                aria-describedby="answer-hint"
                disabled=move || !ready.get() || open.pending.get()
                on:click=flip
            >
                <span class="switch__track" aria-hidden="true"></span>
                <span>{words(text::desk::ANSWER_SWITCH)}</span>
            </button>
        }
        .into_any()
    };
    move || shown.get().map(switch)
}
