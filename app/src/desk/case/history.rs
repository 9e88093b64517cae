//! The whole history, latest first, as staff see it.

use domain::case::{Event, Joiner};
use leptos::prelude::*;

use super::open::OpenCase;
use crate::text::term::{event_title, event_words};
use crate::text::{self, name, words};
use crate::ui::{PhotoStrip, StateTag, Time};

/// Every event with who did it, in which department, and what was said.
#[component]
pub fn History(open: OpenCase) -> impl IntoView {
    let events = open.part(|case| case.events.clone());
    let class = open.part(|case| case.summary.class.clone());
    let list = move || {
        let class = class.with(|class| class.as_ref().map_or_else(String::new, name));
        let events = events.get();
        // Latest first: what stood before an event follows it. Where nothing changed, the state is not said again.
        let before: Vec<_> = events.iter().skip(1).map(|event| Some(event.state)).chain([None]).collect();
        let events = events.into_iter().zip(before);
        events
            .map(|(event, before)| {
                let moved = before != Some(event.state);
                view! { <HistoryEvent event moved class=class.clone()/> }
            })
            .collect_view()
    };
    view! {
        <section class="case-part" aria-label=words(text::desk::HISTORY)>
            <h3>{words(text::desk::HISTORY)}</h3>
            <ol class="timeline">{list}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn HistoryEvent(event: Event, moved: bool, class: String) -> impl IntoView {
    let Event { at, kind, actor, unit, state, words: said, detail, photos, people, joiners, .. } = event;
    let who = actor.as_ref().map_or_else(|| words(text::desk::CITIZEN).to_owned(), name);
    let who = match unit {
        Some(unit) => format!("{who} · {}", name(&unit)),
        None => who,
    };
    let said = event_words(&said, detail.as_ref());
    view! {
        <li class="timeline__item history">
            <p class="cluster">
                <strong>{event_title(kind, people)}</strong>
                {moved.then(|| view! { <StateTag state/> })}
            </p>
            {if people > 0 {
                view! { <p class="small muted">{words(text::citizen::JOINED_LATEST)}" "<Time at/></p> }.into_any()
            } else {
                view! { <p class="small muted"><Time at/>" · "{who}</p> }.into_any()
            }}
            {(!said.is_empty()).then(|| view! { <p class="history__words">{said}</p> })}
            {(!photos.is_empty()).then(|| view! { <PhotoStrip photos class=class.clone()/> })}
            {(!joiners.is_empty()).then(|| view! { <Joiners joiners class/> })}
        </li>
    }
    .into_any()
}

/// What people said who met it too, folded: they may be many.
#[component]
fn Joiners(joiners: Vec<Joiner>, class: String) -> impl IntoView {
    let lines = joiners.into_iter().map(move |joiner| {
        let Joiner { at, actor, words: said, photos } = joiner;
        let who = actor.as_ref().map_or_else(|| words(text::desk::CITIZEN).to_owned(), name);
        let class = class.clone();
        view! {
            <li>
                <p class="small muted"><Time at/>" · "{who}</p>
                {(!said.trim().is_empty()).then(|| view! { <p class="history__words">{said}</p> })}
                {(!photos.is_empty()).then(|| view! { <PhotoStrip photos class/> })}
            </li>
        }
    });
    view! {
        <details class="details">
            <summary>{words(text::desk::JOINED_SAID)}</summary>
            <ul class="stack" role="list">{lines.collect_view()}</ul>
        </details>
    }
    .into_any()
}
