//! The class, offered while the words are typed.

use std::time::Duration;

use domain::class::Suggestion;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::catalog::suggest_classes;
use crate::text::{self, name, words};
use crate::ui::Icon;

/// How long typing must rest before classes are asked for.
const REST: Duration = Duration::from_millis(300);

/// Classes that fit the words; one of them, or none, is chosen. A class is optional: the acceptor can choose one.
#[component]
pub fn ClassPicker(words_typed: RwSignal<String>, class: RwSignal<String>) -> impl IntoView {
    let offers = RwSignal::new(Vec::<Suggestion>::new());
    Effect::new(move |timer: Option<Option<TimeoutHandle>>| {
        if let Some(timer) = timer.flatten() {
            timer.clear();
        }
        let typed = words_typed.get();
        if typed.trim().chars().count() < 2 {
            return None;
        }
        set_timeout_with_handle(move || ask(typed, words_typed, offers), REST).ok()
    });
    view! {
        {move || offers.with(|offers| !offers.is_empty()).then(|| view! {
            <fieldset class="class-picker" id="class">
                <legend class="field__label">{words(text::officer::CLASS)}</legend>
                <div class="class-picker__offers">
                    <For each=move || offers.get() key=|offer| offer.class.id.clone() let:offer>
                        <Offer offer=offer class=class/>
                    </For>
                </div>
            </fieldset>
        })}
    }
    .into_any()
}

fn ask(typed: String, words_typed: RwSignal<String>, offers: RwSignal<Vec<Suggestion>>) {
    spawn_local(async move {
        let answer = suggest_classes(typed.clone()).await;
        // Only the answer to the last question counts; a failed one leaves the offers as they are.
        if words_typed.try_get_untracked() == Some(typed)
            && let Ok(found) = answer
        {
            offers.try_set(found);
        }
    });
}

#[component]
fn Offer(offer: Suggestion, class: RwSignal<String>) -> impl IntoView {
    let id = offer.class.id.to_string();
    let mine = id.clone();
    let chosen = Memo::new(move |_| class.with(|class| *class == mine));
    let choose = move |_| class.update(|class| if *class == id { class.clear() } else { class.clone_from(&id) });
    view! {
        <button type="button" class="class-picker__offer" aria-pressed=move || chosen.get().to_string() on:click=choose>
            {move || chosen.get().then(|| view! { <Icon name="check"/> })}
            <span>
                <strong>{name(&offer.class.name)}</strong>
                <span class="muted small">{name(&offer.class.major)}</span>
            </span>
        </button>
    }
}
