//! The classes that fit, as buttons.

use domain::class::{Class, Suggestion};
use leptos::prelude::*;

use crate::opaque::OpaqueSignal;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::Icon;

/// How many there are, and a button for each. `chosen` is the key of the class that was picked; `pick` is called with the one that is
/// pressed.
#[component]
pub fn ClassOffers(
    found: OpaqueSignal<Option<Vec<Suggestion>>>,
    #[prop(optional, into)] chosen: Signal<String>,
    pick: Callback<Class>,
) -> impl IntoView {
    let heard = move || match found.with(|found| found.as_ref().map(Vec::len)) {
        None => String::new(),
        Some(0) => words(text::class::NONE).to_owned(),
        Some(n) => text::class::found(language(), n),
    };
    let offers = move || {
        let found = found.get().unwrap_or_default();
        found.into_iter().map(|suggestion| view! { <Offer suggestion chosen pick/> }).collect_view()
    };
    view! {
        <div class="class-finder__found">
            <p class="small muted" role="status">{heard}</p>
            <ul class="class-finder__offers" role="list">{offers}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn Offer(suggestion: Suggestion, chosen: Signal<String>, pick: Callback<Class>) -> impl IntoView {
    let Suggestion { class, because, .. } = suggestion;
    let id = class.id.to_string();
    let pressed = {
        let id = id.clone();
        move || chosen.with(|chosen| *chosen == id).then(|| view! { <Icon name="check"/> })
    };
    let (title, major, emergency) = (name(&class.name), name(&class.major), class.emergency);
    view! {
        <li>
            <button
                class="class-finder__offer"
                type="button"
                aria-pressed=move || chosen.with(|chosen| *chosen == id).to_string()
                on:click=move |_| pick.run(class.clone())
            >
                <span class="class-finder__name">
                    {pressed}
                    {emergency.then(|| view! { <Icon name="triangle-alert"/> })}
                    {title}
                </span>
                <span class="small muted">{major}" · "{because}</span>
            </button>
        </li>
    }
    .into_any()
}
