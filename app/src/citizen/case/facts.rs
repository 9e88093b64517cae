//! What it is, where, who is in charge, until when and why then.

use domain::case::{Outcome, PublicCase};
use leptos::prelude::*;

use crate::citizen::case_row::people_text;
use crate::text::{self, city_words, name, term, words};
use crate::ui::{CaseClock, Icon, PlaceWords, StageTag, Time, TraceList};

/// Title, stage, clock with its explanation, and the facts.
#[component]
pub fn Facts(case: PublicCase) -> impl IntoView {
    let PublicCase { summary, department, provisional, clock, trace, words: said, closing, reporter, .. } = case;
    // Everybody else reads it beside the button that adds to it.
    let people = reporter.is_some().then_some(summary.people);
    let refusal = reporter.and_then(|reporter| reporter.refusal);
    let refused = summary.stage == domain::case::Stage::Refused;
    view! {
        <div class="case-title">
            <h1>{name(&summary.class)}</h1>
            <StageTag stage=summary.stage/>
        </div>
        <p class="case-place">
            <Icon name="map-pin"/>
            <PlaceWords place=summary.place/>
        </p>
        {closing.map(|(outcome, answer)| view! { <Closing outcome=outcome answer=answer/> })}
        {refusal.map(|reason| view! { <Refusal reason=reason/> })}
        {(!refused)
            .then(|| {
                view! {
                    <section class="case-clock" aria-label=words(text::citizen::CASE_PROMISE)>
                        <CaseClock clock=clock/>
                        <p class="case-clock__due">
                            {words(text::citizen::DONE_AT_LATEST)} " " <Time at=summary.promised_at/>
                        </p>
                        {provisional
                            .then(|| view! { <p class="muted small">{words(text::citizen::CASE_PROVISIONAL)}</p> })}
                        <details class="details">
                            <summary>{words(text::citizen::WHY_THEN)}</summary>
                            <TraceList trace=trace/>
                        </details>
                    </section>
                }
            })}
        {said
            .filter(|said| !said.trim().is_empty())
            .map(|said| view! { <blockquote class="user-words">{said}</blockquote> })}
        <dl class="case-facts">
            <div class="case-facts__row">
                <dt>{words(text::citizen::DONE_NUMBER)}</dt>
                <dd class="numeric">{summary.number.to_string()}</dd>
            </div>
            <div class="case-facts__row">
                <dt>{words(text::citizen::CASE_REPORTED_AT)}</dt>
                <dd><Time at=summary.reported_at/></dd>
            </div>
            {department
                .map(|department| {
                    view! {
                        <div class="case-facts__row">
                            <dt>{words(text::citizen::CASE_DEPARTMENT)}</dt>
                            <dd>{name(&department)}</dd>
                        </div>
                    }
                })}
            {people
                .map(|people| {
                    view! {
                        <div class="case-facts__row">
                            <dt>{words(text::citizen::CASE_PEOPLE)}</dt>
                            <dd>{people_text(people)}</dd>
                        </div>
                    }
                })}
        </dl>
    }
}

/// How it ended, and the city's answer, or that it is between the city and whoever reported it.
#[component]
fn Closing(outcome: Outcome, answer: String) -> impl IntoView {
    view! {
        <section class="notice notice--success closing" aria-label=words(text::citizen::CASE_ANSWER)>
            <Icon name="circle-check"/>
            <div>
                <p class="closing__outcome">{words(term::outcome(outcome))}</p>
                {match answer.trim().is_empty() {
                    true => view! { <p>{words(text::citizen::CASE_ANSWER_PRIVATE)}</p> }.into_any(),
                    false => view! { <p class="user-words">{answer}</p> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// Why it was not taken up; its reporter alone sees this.
#[component]
fn Refusal(reason: String) -> impl IntoView {
    view! {
        <section class="notice notice--warning" aria-label=words(text::citizen::CASE_REFUSED)>
            <Icon name="message-square"/>
            <div>
                <p class="closing__outcome">{words(text::citizen::CASE_REFUSED)}</p>
                <p class="user-words">{reason}</p>
                <p>{city_words(text::citizen::CASE_REFUSED_HELP)}</p>
            </div>
        </section>
    }
}
