//! The facts of a case: class and condition, place with a small map, who has it, how it ended.

use domain::case::{CaseDetail, Place};
use leptos::prelude::*;

use super::open::OpenCase;
use super::orders::orders;
use crate::desk::limit::limit_text;
use crate::map::CaseMap;
use crate::preferences::language;
use crate::text::{self, Text, name, words};
use crate::ui::{PlaceWords, Time};

/// Everything that is known besides words, photos and history.
#[component]
pub fn Facts(open: OpenCase) -> impl IntoView {
    let place = open.part(|case| case.summary.place.clone());
    view! {
        <section class="case-part" aria-label=words(text::desk::FACTS)>
            <h3>{words(text::desk::FACTS)}</h3>
            <FactList open/>
            {move || place.get().position.map(|position| view! { <CaseMap position/> })}
        </section>
    }
    .into_any()
}

#[component]
fn FactList(open: OpenCase) -> impl IntoView {
    move || {
        open.case.with(|case| {
            view! {
                <dl class="facts">
                    <PlaceFacts place=case.summary.place.clone()/>
                    {condition_facts(case)}
                    {duty_facts(case)}
                    {end_facts(case)}
                </dl>
                {orders(&case.orders)}
            }
            .into_any()
        })
    }
}

/// One question with its answer; nothing without an answer.
fn fact(question: Text, answer: Option<String>) -> Option<AnyView> {
    answer
        .filter(|answer| !answer.is_empty())
        .map(|answer| view! { <div class="facts__row"><dt>{words(question)}</dt><dd>{answer}</dd></div> }.into_any())
}

#[component]
fn PlaceFacts(place: Place) -> impl IntoView {
    let community = place.community.as_ref().map(name);
    let (grid, component) = (place.grid.clone(), place.component.clone());
    view! {
        <div class="facts__row">
            <dt>{words(text::desk::FACT_PLACE)}</dt>
            <dd><PlaceWords place/></dd>
        </div>
        {fact(text::desk::FACT_COMMUNITY, community)}
        {fact(text::desk::FACT_GRID, grid)}
        {fact(text::desk::FACT_COMPONENT, component)}
    }
    .into_any()
}

fn condition_facts(case: &CaseDetail) -> AnyView {
    let condition = case.condition.as_ref();
    view! {
        {fact(text::desk::FACT_CLASS_CODE, case.class.as_ref().map(|class| class.code.clone()))}
        {fact(text::desk::FACT_CONDITION, condition.map(|condition| name(&condition.filing)))}
        {fact(text::desk::FACT_CLOSING, condition.map(|condition| name(&condition.closing)))}
        {fact(text::desk::FACT_LIMIT, condition.map(|condition| limit_text(condition.limit, language())))}
    }
    .into_any()
}

fn duty_facts(case: &CaseDetail) -> AnyView {
    let (summary, reported_at) = (&case.summary, case.summary.reported_at);
    view! {
        {fact(text::desk::FACT_DEPARTMENT, summary.department.as_ref().map(name))}
        {fact(text::desk::FACT_OFFICER, summary.officer.as_ref().map(name))}
        {fact(text::desk::FACT_CHANNEL, Some(words(text::term::channel(case.channel)).to_owned()))}
        <div class="facts__row">
            <dt>{words(text::desk::FACT_REPORTED)}</dt>
            <dd><Time at=reported_at/></dd>
        </div>
    }
    .into_any()
}

fn end_facts(case: &CaseDetail) -> AnyView {
    let closing = case
        .closing
        .as_ref()
        .map(|(outcome, said)| text::desk::with_words(language(), words(text::term::outcome(*outcome)), said));
    let rating = case.rating.as_ref().map(|(rating, reason)| {
        let level = words(text::term::rating(*rating));
        if reason.is_empty() { level.to_owned() } else { text::desk::with_words(language(), level, reason) }
    });
    view! {
        {fact(text::desk::FACT_CLOSED, closing)}
        {fact(text::desk::FACT_RATING, rating)}
    }
    .into_any()
}
