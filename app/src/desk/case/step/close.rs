//! 结案: how it ended, and the words to the citizen.

use domain::case::{Action, Outcome, Step};
use domain::fault::{Fault, FaultCode, Field};
use domain::length::LONGEST_WORDS;
use leptos::prelude::*;

use super::frame::StepForm;
use crate::desk::case::open::OpenCase;
use crate::text::{self, Text, city_words, words};
use crate::ui::{CheckField, Choice, RadioGroup, TextArea, radios};

/// Sentences that fit an outcome, to be taken over and changed.
fn phrases(outcome: Outcome) -> [String; 3] {
    use crate::text::desk as phrase;
    let said = |text: Text| words(text).to_owned();
    let (first, second, third) = match outcome {
        Outcome::Solved => (phrase::PHRASE_SOLVED_1, phrase::PHRASE_SOLVED_2, city_words(phrase::PHRASE_SOLVED_3)),
        Outcome::Explained => {
            (phrase::PHRASE_EXPLAINED_1, phrase::PHRASE_EXPLAINED_2, city_words(phrase::PHRASE_EXPLAINED_3))
        }
        Outcome::Planned => (phrase::PHRASE_PLANNED_1, phrase::PHRASE_PLANNED_2, said(phrase::PHRASE_PLANNED_3)),
        Outcome::NotFound => (phrase::PHRASE_NOT_FOUND_1, phrase::PHRASE_NOT_FOUND_2, said(phrase::PHRASE_NOT_FOUND_3)),
    };
    [said(first), said(second), third]
}

/// Outcome, words and whether these are public; sentences that fit stand ready.
#[component]
pub fn CloseForm(open: OpenCase) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Solved.code().to_owned());
    let answer = open.words();
    // The reporter reads it in any case; that everybody does is decided, not taken for granted.
    let publish = RwSignal::new(false);
    let is_private = open.part(|case| case.private);
    let sending = open.form();
    let step = Callback::new(move |()| {
        let outcome = outcome.with_untracked(|code| Outcome::from_code(code));
        let outcome = outcome.ok_or_else(|| vec![Fault::from(FaultCode::Malformed)])?;
        Ok(Step::Close { outcome, words: answer.get_untracked(), publish: publish.get_untracked() })
    });
    let choice = |outcome: Outcome| Choice {
        value: outcome.code().to_owned(),
        label: words(text::term::outcome(outcome)).to_owned(),
        hint: String::new(),
    };
    let outcomes = Outcome::ALL.map(choice).to_vec();
    view! {
        <StepForm open action=Action::Close sending step>
            // No fault ever belongs to the outcome, which is preset; the field only names the buttons.
            <RadioGroup field=Field::Rating legend=words(text::desk::OUTCOME).to_owned() faults=sending.faults>
                {radios(&outcome, Field::Rating, outcomes)}
            </RadioGroup>
            <Phrases outcome answer/>
            <TextArea
                field=Field::Words
                label=words(text::desk::ANSWER).to_owned()
                value=answer
                faults=sending.faults
                rows=4
                most=LONGEST_WORDS as u32
                hint=words(text::desk::ANSWER_HINT).to_owned()
            />
            {move || (!is_private.get()).then(|| view! {
                <CheckField id="publish" label=words(text::desk::ANSWER_PUBLISH).to_owned() value=publish/>
            })}
        </StepForm>
    }
    .into_any()
}

/// Buttons that put a sentence at the end of the answer.
#[component]
fn Phrases(outcome: RwSignal<String>, answer: RwSignal<String>) -> impl IntoView {
    let offers = move || {
        let fitting = outcome.with(|code| Outcome::from_code(code)).map(phrases).into_iter().flatten();
        let offer = |phrase: String| {
            let shown = phrase.clone();
            let add = move |_| answer.update(|answer| answer.push_str(&phrase));
            view! { <li><button class="phrase" type="button" on:click=add>{shown}</button></li> }
        };
        fitting.map(offer).collect_view()
    };
    view! {
        <div class="phrases">
            <p class="small muted" id="phrases">{words(text::desk::PHRASES)}</p>
            <ul role="list" aria-labelledby="phrases">{offers}</ul>
        </div>
    }
    .into_any()
}
