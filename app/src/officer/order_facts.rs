//! The rest of what is known of an order: facts and history, both folded away until asked for.

use domain::case::{CaseDetail, Event};
use domain::class::Condition;
use leptos::prelude::*;

use crate::preferences::language;
use crate::text::term::{event_title, event_words};
use crate::text::{self, name, words};
use crate::ui::{PhotoStrip, Time, TraceList};

/// Number, times, department, how the due time came about.
#[component]
pub fn OrderFacts(detail: CaseDetail) -> impl IntoView {
    let order = detail.summary;
    let row = |label: &'static str, value: AnyView| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let said = |text: String| view! { {text} }.into_any();
    let department = order.department.as_ref().map(name);
    let component = order.place.component.clone();
    view! {
        <details class="details officer__fold">
            <summary>{words(text::officer::FACTS)}</summary>
            <dl class="summary-list">
                {row(words(text::officer::NUMBER), view! { <span class="numeric">{order.number.to_string()}</span> }.into_any())}
                {row(words(text::officer::REPORTED_AT), view! { <Time at=order.reported_at/> }.into_any())}
                {row(words(text::officer::CHANNEL), said(words(text::term::channel(detail.channel)).to_owned()))}
                {row(words(text::officer::PEOPLE), said(order.people.to_string()))}
                {department.map(|department| row(words(text::officer::DEPARTMENT), said(department)))}
                {component.map(|code| row(words(text::officer::COMPONENT), said(code)))}
                {detail.due_at.map(|at| row(words(text::officer::DUE_AT), view! { <Time at=at/> }.into_any()))}
            </dl>
            <TraceList trace=detail.trace/>
        </details>
    }
    .into_any()
}

/// What must be the case for closing: what the officer works towards, never folded away.
#[component]
pub fn OrderGoal(condition: Condition) -> impl IntoView {
    view! {
        <div class="officer__goal">
            <h2>{words(text::officer::GOAL)}</h2>
            <p>{name(&condition.closing)}</p>
        </div>
    }
}

/// Who did what, latest first.
#[component]
pub fn OrderTimeline(events: Vec<Event>) -> impl IntoView {
    let line = |event: Event| {
        let what = event_title(event.kind, event.people);
        let who = event.actor.as_ref().map(name);
        let said = event_words(&event.words, event.detail.as_ref());
        view! {
            <li class="timeline__item">
                <p class="timeline__title">{what.clone()}</p>
                <p class="timeline__meta">
                    <Time at=event.at short=true/>
                    {who.map(|who| view! { <span>{format!(" · {who}")}</span> })}
                </p>
                {(!said.is_empty()).then(|| view! { <p class="timeline__words">{said}</p> })}
                {(!event.photos.is_empty()).then(|| view! { <PhotoStrip photos=event.photos class=what/> })}
                {event
                    .joiners
                    .into_iter()
                    .filter(|joiner| !joiner.words.trim().is_empty())
                    .map(|joiner| view! { <p class="timeline__words">{joiner.words}</p> })
                    .collect_view()}
            </li>
        }
    };
    let count = events.len();
    view! {
        <details class="details officer__fold">
            <summary>{text::officer::history(language(), count)}</summary>
            <ol class="timeline" role="list">{events.into_iter().map(line).collect_view()}</ol>
        </details>
    }
    .into_any()
}
