//! Finding a class by words: names, synonyms and filing conditions are searched while typing.

use domain::class::{ClassId, Suggestion};
use domain::language::Name;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::pause::after_pause;
use crate::api::catalog::suggest_classes;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::Icon;

/// The class that was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenClass {
    /// Its key.
    pub id: ClassId,
    /// Its name.
    pub name: Name,
    /// Means danger to people.
    pub emergency: bool,
}

impl From<&Suggestion> for ChosenClass {
    fn from(suggestion: &Suggestion) -> ChosenClass {
        let class = &suggestion.class;
        ChosenClass { id: class.id.clone(), name: class.name.clone(), emergency: class.emergency }
    }
}

/// A search field with the classes that fit; the caller shows what was chosen.
#[component]
pub fn ClassPicker(
    /// The field's id.
    id: &'static str,
    /// What is searched for. The caller may fill it with the words of a report.
    search: RwSignal<String>,
    /// The class that was picked.
    chosen: RwSignal<Option<ChosenClass>>,
) -> impl IntoView {
    let found = live_suggestions(move || search.get());
    view! {
        <div class="field class-finder" data-enhanced="">
            <label class="field__label" for=id>{words(text::desk::CLASS_SEARCH)}</label>
            <p class="field__hint" id=format!("{id}-hint")>{words(text::desk::CLASS_SEARCH_HINT)}</p>
            <input
                class="input"
                id=id
                type="search"
                autocomplete="off"
                aria-describedby=format!("{id}-hint")
                prop:value=move || search.get()
                on:input=move |event| search.set(event_target_value(&event))
                // The words may be a draft of the page round it, whose form must not be told.
                on:change=|event| event.stop_propagation()
                on:keydown=|event| if event.key() == "Enter" { event.prevent_default() }
            />
            <ClassOffers found chosen/>
        </div>
    }
    .into_any()
}

/// The class that was picked, with the way to another; before that whatever `search` shows.
#[component]
pub fn ClassChoice(
    /// The class that was picked.
    chosen: RwSignal<Option<ChosenClass>>,
    /// How a class is found.
    search: ViewFn,
) -> impl IntoView {
    let change = NodeRef::<html::Button>::new();
    // The button that was pressed is gone once a class is picked; the focus must not go with it.
    Effect::new(move |before: Option<Option<ChosenClass>>| {
        let now = chosen.get();
        if now.is_some() && before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                if let Some(change) = change.try_get_untracked().flatten() {
                    // Without the focus the button can still be reached.
                    let _ = change.focus();
                }
            });
        }
        now
    });
    move || match chosen.get() {
        Some(class) => view! {
            <p class="chosen-class">
                <Icon name="circle-check"/>
                <span class="muted">{words(text::desk::CLASS_CHOSEN)}</span>
                <strong>{format!("{} {}", class.id.code, name(&class.name))}</strong>
                <button
                    class="button button--quiet"
                    id="class"
                    type="button"
                    node_ref=change
                    on:click=move |_| chosen.set(None)
                >
                    {words(text::desk::CLASS_CHANGE)}
                </button>
            </p>
        }
        .into_any(),
        None => search.run(),
    }
}

/// The classes that fit, as buttons.
#[component]
pub fn ClassOffers(
    /// What was found; `None` before anything was searched for.
    found: Signal<Option<Vec<Suggestion>>>,
    /// The class that was picked.
    chosen: RwSignal<Option<ChosenClass>>,
) -> impl IntoView {
    let heard = move || match found.with(|found| found.as_ref().map(Vec::len)) {
        None => String::new(),
        Some(0) => words(text::desk::CLASS_NONE).to_owned(),
        Some(n) => text::desk::classes_found(language(), n),
    };
    let offers = move || {
        let found = found.get().unwrap_or_default();
        found.into_iter().map(|suggestion| view! { <ClassOffer suggestion chosen/> }).collect_view()
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
fn ClassOffer(suggestion: Suggestion, chosen: RwSignal<Option<ChosenClass>>) -> impl IntoView {
    let class = ChosenClass::from(&suggestion);
    let id = class.id.clone();
    let pressed = move || chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == id)).to_string();
    view! {
        <li>
            <button class="class-finder__offer" type="button" aria-pressed=pressed on:click=move |_| chosen.set(Some(class.clone()))>
                <span class="class-finder__name">
                    {suggestion.class.emergency.then(|| view! { <Icon name="triangle-alert"/> })}
                    {name(&suggestion.class.name)}
                </span>
                <span class="small muted">{name(&suggestion.class.major)}" · "{suggestion.because}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The classes that fit `words`, asked for in a pause of typing. An answer that comes after a newer question is dropped.
pub fn live_suggestions(words: impl Fn() -> String + 'static) -> Signal<Option<Vec<Suggestion>>> {
    let found = RwSignal::new(None);
    let asked = StoredValue::new(0_u32);
    after_pause(words, move |words| {
        let Some(question) = asked.try_get_value().map(|asked| asked.wrapping_add(1)) else { return };
        asked.set_value(question);
        if words.trim().is_empty() {
            found.try_set(None);
            return;
        }
        spawn_local(async move {
            // Without an answer the last offers stay; the class can be chosen later.
            if let Ok(suggestions) = suggest_classes(words).await
                && asked.try_get_value() == Some(question)
            {
                found.try_set(Some(suggestions));
            }
        });
    });
    found.into()
}
