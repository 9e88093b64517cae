//! What happened, in plain words, latest first.

use domain::case::{Action, EventKind, PublicCase, PublicEvent};
use leptos::prelude::*;

use crate::preferences::language;
use crate::text::{self, name, term, words};
use crate::ui::Time;

/// The case's public history. To its reporter it speaks of "you".
#[component]
pub fn Timeline(case: PublicCase) -> impl IntoView {
    let mine = case.reporter.is_some();
    let mut timeline = case.timeline;
    if case.closing.is_some() {
        // The city's answer already stands at the head of the page.
        let closed = timeline.iter_mut().find(|event| event.kind == EventKind::Step(Action::Close));
        closed.into_iter().for_each(|event| event.words = None);
    }
    let events = timeline.into_iter().map(|event| view! { <Event event=event mine=mine/> });
    view! {
        <section class="stack" aria-labelledby="timeline">
            <h2 id="timeline">{words(text::citizen::CASE_TIMELINE)}</h2>
            <ol class="timeline">{events.collect_view()}</ol>
        </section>
    }
}

#[component]
fn Event(event: PublicEvent, mine: bool) -> impl IntoView {
    let PublicEvent { at, kind, department, words: said, people } = event;
    let what = match kind {
        EventKind::Reported if mine => text::citizen::EVENT_YOU_REPORTED,
        EventKind::Step(Action::Add) if mine => text::citizen::EVENT_YOU_ADDED,
        EventKind::Step(Action::Hurry) if mine => text::citizen::EVENT_YOU_HURRIED,
        EventKind::Step(Action::Rate) if mine => text::citizen::EVENT_YOU_RATED,
        _ => term::event(kind),
    };
    view! {
        <li class="timeline__item">
            <p class="timeline__title">
                {if people > 0 { text::citizen::joined_people(language(), people) } else { words(what).to_owned() }}
            </p>
            <p class="timeline__meta">
                {(people > 0).then(|| format!("{} ", words(text::citizen::JOINED_LATEST)))}
                <Time at=at/>
                {department.map(|department| view! { " · " {name(&department)} })}
            </p>
            {said
                .filter(|said| !said.trim().is_empty())
                .map(|said| view! { <p class="timeline__words user-words">{said}</p> })}
        </li>
    }
}
