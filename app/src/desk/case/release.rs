//! Whether the reporter's words and photos, and the words to the citizen, are public.

use domain::case::Publicity;
use domain::fault::Fault;
use leptos::prelude::*;

use super::open::OpenCase;
use crate::api::case::{release_answer, release_case};
use crate::preferences::language;
use crate::sending::Sending;
use crate::text::{self, Text, words};
use crate::ui::Icon;

/// A switch for each with what it means. What is not public has none.
#[component]
pub fn ReleaseSwitch(open: OpenCase) -> impl IntoView {
    let shown = open.part(|case| (case.publicity(), case.released));
    let held_back = open.part(|case| case.held_back());
    let sending = open.form();
    let (off, faults) = (sending.off(), sending.faults);
    let release = move |released: bool| {
        let done = words(if released { text::desk::RELEASE_DONE } else { text::desk::WITHDRAW_DONE }).to_owned();
        let request = release_case(open.number(), released, sending.key());
        sending.send(request, move |case| open.done(sending, case, done));
    };
    let released = Signal::derive(move || shown.get().1);
    let flip = Callback::new(move |()| release(!shown.get_untracked().1));
    let state = move || match shown.get() {
        (Publicity::Never, _) => text::desk::RELEASE_PRIVATE,
        (Publicity::NotNow, _) => text::desk::RELEASE_NOT_YET,
        (Publicity::Public, true) => text::desk::RELEASE_ON,
        (Publicity::Public, false) => text::desk::RELEASE_OFF,
    };
    let is_public = move || shown.with(|(publicity, _)| *publicity == Publicity::Public);
    view! {
        <section class="case-part" aria-label=words(text::desk::RELEASE)>
            <h3>{words(text::desk::RELEASE)}</h3>
            <p class="small muted" id="release-hint">{move || words(state())}</p>
            <Refused faults/>
            <div class="cluster">
                {move || is_public().then(|| view! {
                    <Switch sending on=released hint="release-hint" label=text::desk::RELEASE_SWITCH flip/>
                })}
                {move || (shown.get() == (Publicity::Public, true) && held_back.get() > 0).then(|| view! {
                    <button
                        class="button button--secondary"
                        data-enhanced=""
                        type="button"
                        disabled=off
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

/// The same for the words to the citizen, once there are some.
#[component]
fn AnswerSwitch(open: OpenCase) -> impl IntoView {
    let shown = open.part(|case| case.closing.as_ref().map(|_| case.answer_released));
    let sending = open.form();
    let faults = sending.faults;
    let on = Signal::derive(move || shown.get() == Some(true));
    let flip = Callback::new(move |()| {
        let released = !on.get_untracked();
        let done = words(if released { text::desk::ANSWER_RELEASED } else { text::desk::ANSWER_WITHDRAWN }).to_owned();
        let request = release_answer(open.number(), released, sending.key());
        sending.send(request, move |case| open.done(sending, case, done));
    });
    let state = move || words(if on.get() { text::desk::ANSWER_ON } else { text::desk::ANSWER_OFF });
    let there = Memo::new(move |_| shown.with(Option::is_some));
    move || {
        there.get().then(|| {
            view! {
                <p class="small muted" id="answer-hint">{state}</p>
                <Refused faults/>
                <Switch sending on hint="answer-hint" label=text::desk::ANSWER_SWITCH flip/>
            }
            .into_any()
        })
    }
}

/// Why it was not switched.
#[component]
fn Refused(faults: RwSignal<Vec<Fault>>) -> impl IntoView {
    let fault = move || faults.with(|faults| faults.first().map(|fault| text::fault_words(*fault)));
    move || fault().map(|fault| view! { <p class="field__error" role="alert">{fault}</p> })
}

/// A switch, off until the page is alive. `hint` is the id of what it means.
#[component]
fn Switch(sending: Sending, on: Signal<bool>, hint: &'static str, label: Text, flip: Callback<()>) -> impl IntoView {
    view! {
        <button
            class="switch"
            data-enhanced=""
            type="button"
            role="switch"
            aria-checked=move || on.get().to_string()
            aria-describedby=hint
            disabled=sending.off()
            on:click=move |_| flip.run(())
        >
            <span class="switch__track" aria-hidden="true"></span>
            <span>{words(label)}</span>
        </button>
    }
    .into_any()
}
